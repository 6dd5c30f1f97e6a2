"""Two columns that say a stretch of units, in a check of the database."""

from django.db.models import F, Q


def is_stretch(start: str, end: str) -> Q:
    """Both empty, or both given and in order.

    A comparison with an empty column is neither true nor false, and a check lets
    that pass: so each column is asked for by name.
    """
    whole = Q(**{f"{start}__isnull": True, f"{end}__isnull": True})
    given = Q(**{f"{start}__isnull": False, f"{end}__isnull": False})
    return whole | (given & Q(**{f"{start}__lt": F(end)}))
