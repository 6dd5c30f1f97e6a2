"""Where the pages of cohorts are, and which words no cohort may be called by."""

from django.utils.text import slugify

from accounts.models import Cohort

LONGEST_SLUG = 80
# What stands right below /mentoring/ and /cohorts/ beside the names of cohorts.
RESERVED = frozenset(
    {
        *("away", "cohort", "cohorts", "days", "demo", "export", "files", "invites"),
        *(
            "join",
            "learners",
            "members",
            "new",
            "news",
            "notes",
            "open",
            "overlays",
            "own",
        ),
        *("phrases", "questions", "reports", "reviews", "settings", "triage"),
        *("waiting", "words"),
    }
)


def free_slug(name: str) -> str:
    """A word for the address that no cohort has yet; two queries at most."""
    word = slugify(name)[: LONGEST_SLUG - 8].strip("-_") or "cohort"
    taken = set(
        Cohort.objects.filter(slug__startswith=word).values_list("slug", flat=True)
    )
    taken |= RESERVED
    number, found = 2, word
    while found in taken:
        number, found = number + 1, f"{word}-{number}"
    return found
