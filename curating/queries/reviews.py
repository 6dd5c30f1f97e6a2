"""What learners say of a resource, together, and what one of them says."""

from collections.abc import Collection

from django.db.models import Count

from accounts.models import User
from curating.engine.drop_off import Opinions, opinions
from curating.models import ResourceReview

QUESTIONS = ("useful", "clear", "effort")
MOST_WORDS = 50


def opinions_of(resource_ids: Collection[int]) -> Opinions:
    """What is said now of these together: a resource and those merged into it. One
    query, whatever the number of learners."""
    rows = ResourceReview.objects.filter(resource__in=resource_ids, replaced_at=None)
    counted = rows.order_by().values(*QUESTIONS).annotate(number=Count("pk"))
    return opinions(
        ({name: row[name] for name in QUESTIONS}, row["number"]) for row in counted
    )


def words_of(resource_ids: Collection[int]) -> list[str]:
    """The newest words, without whose they are; one query."""
    rows = ResourceReview.objects.filter(resource__in=resource_ids, replaced_at=None)
    return list(rows.exclude(words="").values_list("words", flat=True)[:MOST_WORDS])


def own_review(learner: User, resource_ids: Collection[int]) -> ResourceReview | None:
    """What the learner says now; one query."""
    rows = ResourceReview.objects.filter(resource__in=resource_ids, replaced_at=None)
    return rows.filter(learner=learner).first()
