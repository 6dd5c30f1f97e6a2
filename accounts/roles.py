"""What a role allows in the admin. Nothing is asked of the database."""

from typing import Protocol

CATALOGUE = "roadmap"
KEPT = frozenset(
    {"accounts", "account", "progress", "mentoring", "curating", CATALOGUE}
)
"""Apps whose rows are never deleted, only ended, retired or deactivated."""
READ_BY_CURATORS = frozenset({"mentoring.view_stepreport"})
"""What they may look at beside the catalogue: what mentors tell them of steps."""


class Person(Protocol):
    is_active: bool
    is_curator: bool
    is_superuser: bool


def allows(person: Person, permission: str) -> bool:
    """Whether person has `app_label.codename`.

    Curators do everything but delete in the catalogue, with its history, import
    and export, and read what mentors report of it. Administrators do everything but
    delete what is kept.
    Everybody else, mentors too, may do nothing there.
    """
    label, _, codename = permission.partition(".")
    deletes = codename.startswith("delete_")
    if not person.is_active:
        return False
    if person.is_superuser:
        return not (deletes and label in KEPT)
    if person.is_curator and permission in READ_BY_CURATORS:
        return True
    return person.is_curator and label == CATALOGUE and not deletes


def opens(person: Person, app_label: str) -> bool:
    """Whether person sees the app `app_label` in the admin at all."""
    if not person.is_active:
        return False
    reads = {CATALOGUE, *(one.partition(".")[0] for one in READ_BY_CURATORS)}
    return person.is_superuser or (person.is_curator and app_label in reads)
