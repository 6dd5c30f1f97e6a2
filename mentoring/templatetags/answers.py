"""What mentors answered, on their learners' own pages."""

from django import template

from mentoring.queries.work_thread import Answer, WorkThread, work_thread
from progress.queries.step_page import StepPage
from progress.queries.submissions import WorkPage
from progress.work_forms import WorkForm

register = template.Library()


@register.simple_tag
def thread_of(page: StepPage, work: WorkPage, form: WorkForm) -> WorkThread | None:
    """Nothing, and no query, outside of cohorts."""
    return work_thread(page.place, work, form)


@register.filter
def answer_to(thread: WorkThread | None, number: int) -> Answer | None:
    return thread.answers.get(number) if thread else None
