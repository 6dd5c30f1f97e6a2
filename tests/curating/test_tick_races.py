"""The same form eight times at once, and other forms beside it: each tick counts once.

One moment of one learner: whoever is first writes, everybody else finds it done.
"""

import pytest

from progress.models import ProgressEvent
from tests.factories import make_learner
from tests.progress.crowd import all_at_once, cookies_of, in_browser
from tests.progress.walker import Walker
from tests.progress.world import publish_world

pytestmark = pytest.mark.django_db(transaction=True)

TAKE = "/roadmaps/way/ticks/take/"
CLIENTS = 8


def test_the_same_form_at_once_counts_once() -> None:
    publish_world()
    ana = Walker(make_learner(name="Ana"))
    ana.join()
    cookies = cookies_of(ana.learner)
    before = ProgressEvent.objects.count()

    same = {"take": "step start", "key": "one"}
    answers = all_at_once(
        [in_browser(cookies, TAKE, same)] * CLIENTS
        + [in_browser(cookies, TAKE, {"take": "known basics", "key": "two"})] * CLIENTS
    )

    assert answers == [302] * 2 * CLIENTS
    assert (ana.status("start"), ana.status("basics")) == ("done", "known")
    assert ProgressEvent.objects.count() == before + 3  # done with its units, known
    assert ana.differences() == []
