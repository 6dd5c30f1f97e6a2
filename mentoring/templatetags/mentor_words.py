"""What mentors wrote to a learner, on the learner's own pages."""

from django import template

from mentoring.models import Word
from mentoring.queries.words import new_words
from progress.queries.study import Study

register = template.Library()


@register.simple_tag
def words_for(study: Study) -> tuple[Word, ...]:
    """The newest that nobody answered; one query, none outside of cohorts."""
    return new_words(study)
