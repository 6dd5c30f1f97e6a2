"""Every code that the engine can answer with is documented and has words."""

import re

from progress.engine import reasons
from progress.wording import SENTENCES


def documented() -> set[str]:
    """The codes in the table at the head of the module."""
    return set(re.findall(r"^    ([a-z_]+)(?= {2}|$)", reasons.__doc__ or "", re.M))


def test_every_documented_code_has_words() -> None:
    assert documented() == set(SENTENCES)


def test_every_reason_is_documented() -> None:
    assert {*reasons.CODES, "put_off", "only_open", "better_after"} <= documented()
