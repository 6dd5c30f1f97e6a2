"""Somebody who has done nothing yet."""

import pytest

from tests.progress.study_machine import StudyMachine, any_history_of


class FromNothing(StudyMachine):
    """Somebody who has done nothing yet."""


@pytest.mark.usefixtures("world")
def test_any_history_from_nothing_comes_to_what_the_model_says() -> None:
    any_history_of(FromNothing)
