"""What the columns of a table, or the fields of an object, are about."""

import re
from functools import lru_cache

# The first that matches counts.
MEANINGS = tuple(
    (meaning, re.compile(pattern, re.IGNORECASE))
    for meaning, pattern in (
        ("needs", r"pre-?req|requires?$|requirements?$|depends|needs|before"),
        ("beside", r"co-?req|alongside|parallel"),
        ("effort", r"effort|duration|hours?|time|length|weeks$|minutes|workload"),
        (
            "done",
            r"^(?:done|status|complete[d]?|checked|finished|progress|read|✓|✅)\??$",
        ),
        ("aside", r"discussion|chat|forum|review|rating|stars?$|price|cost|language"),
        ("aside", r"provider|platform|author|instructor|level|difficulty|tags?$|year"),
        ("notes", r"notes?$|comment|remark|description|about|summary|details|why"),
        ("extra", r"extra|additional|supplement|optional|text|reading|alternat|bonus"),
        ("part", r"^(?:parts?|scope|chapters?|lessons?|lectures?|pages|sections?)$"),
        ("link", r"\burls?\b|links?$|href|address|resources?$|materials?|source"),
        ("place", r"^(?:#|no\.?|nr\.?|id|order|number|step #|index)$"),
        ("when", r"^(?:week|day|month|phase|stage|module|unit|semester|term|date)s?$"),
        ("title", r"title|name|course|topic|subject|step|book|video|what|label|task"),
        ("title", r"skill|concept|item|activity|lesson|chapter|project|tool|text|goal"),
    )
)


@lru_cache(maxsize=1_024)
def meaning(name: str) -> str:
    """One of the codes of MEANINGS, "" for a name that is not known."""
    name = " ".join(name.replace("_", " ").split())[:60]
    for code, pattern in MEANINGS:
        if pattern.search(name):
            return code
    return ""
