"""On generated cohorts triage finds what was planted, and little else."""

from mentoring.engine.triage import triage
from tests.mentoring.generated import LEARNERS, Generated
from tests.mentoring.triage_trial import COHORTS, PAGE, is_near, page, tried

MOST_INFERRED = LEARNERS // 3


def test_every_planted_trouble_is_found_within_two_days_of_its_threshold() -> None:
    missed = [(trouble, days) for trouble, days in tried().found if not is_near(days)]

    assert missed == []
    assert len(tried().found) > 4.9 * COHORTS


def test_there_is_at_most_one_false_flag_for_24_learners_and_week() -> None:
    assert tried().false_per_week <= 1


def test_where_the_plan_is_too_fast_the_plan_is_late_and_not_the_people() -> None:
    late = 0
    for _today, now, facts in Generated(1, hurry=2.5).walk():
        found = triage(facts, now, now.date())
        late += found.is_plan_late
        assert sum(flag.is_inferred for flag in found.flags) <= MOST_INFERRED

    assert late > 5


def test_the_page_about_triage_is_current() -> None:
    assert PAGE.read_text() == page(), "run python -m tests.mentoring.triage_trial"
