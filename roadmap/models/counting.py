"""Whether anybody's work hangs on how a resource is counted."""

from collections.abc import Callable

IsCounted = Callable[[int], bool]
is_counted_by: list[IsCounted] = []
"""Other apps append what they know of: units that learners have done, by the id of the
resource."""


def is_counted(resource_id: int) -> bool:
    return any(ask(resource_id) for ask in is_counted_by)
