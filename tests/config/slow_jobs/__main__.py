"""What a site would do, in a process of its own: python -m tests.config.slow_jobs WHAT.

prepare: the place for jobs; dawdle FOLDER, tell PERSON: order one; clear: do at once
what the clock orders.
"""

import sys

import django


def main(what: str, about: str = "") -> None:
    django.setup()
    from accounts.tasks import clear
    from config.jobs import prepare_store
    from progress.tasks import tell
    from tests.config.slow_jobs.tasks import dawdle

    if what == "prepare":
        prepare_store()
    elif what == "dawdle":
        dawdle.enqueue(about)
    elif what == "tell":
        tell.enqueue(int(about))
    elif what == "clear":
        clear.call_local()


if __name__ == "__main__":
    main(*sys.argv[1:])
