"""What curators did on the desk, and what a learner told them."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from accounts.models import User
from curating.actions.fixes import apply_fix
from curating.actions.suggesting import Wish, suggest
from curating.actions.told import Said, report_link
from curating.engine.proposals import Proposal
from curating.models import ReportReason, SuggestionKind
from curating.queries.problems import Problem
from roadmap.catalogue import catalogue, current_revision
from roadmap.models import LinkHealth


def make_desk_rows(people: Mapping[str, User], rows: dict[str, Any]) -> None:
    second = catalogue(current_revision()).ids["second"]
    one = Proposal("members", 100, "members")
    problem = Problem(
        ref=f"resource-{second}",
        group="unclear",
        resource=catalogue(current_revision()).resources["second"],
        resource_id=second,
        first=one,
    )
    at = timezone.now()
    fix = apply_fix(problem, one, by=people["curator"], at=at, key="k" * 64)
    rows["fix"] = fix.pk
    book = rows["resource"].pk
    rows["linkhealth"] = LinkHealth.objects.create(
        link=rows["link"],
        url=rows["link"].url,
        verdict="works",
        confidence=90,
        since=at,
        checked_at=at,
        next_check_at=at,
    )
    said = Said(book, ReportReason.DEAD, "It is gone.")
    rows["link report"] = report_link(people["other"], said, at=at)[0].pk
    wish = Wish(book, SuggestionKind.CORRECT, words="The year is wrong.")
    rows["suggestion"] = suggest(people["other"], wish, at=at, key="")[0].pk
