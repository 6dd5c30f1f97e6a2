"""Whether a resource is the one to take, one instead of it, or on top."""

import re

from curating.lists.types import Role

EXTRA = re.compile(
    r"\b(?:(?:for|as) (?:\w{1,12} )?reference|references?|refer(?: to)?|see also"
    r"|supplement\w{0,4}|extra|additional(?:ly)?|further reading|bonus|optional"
    r"|if you (?:want|need) more|for more (?:in-depth|depth)|companion"
    r"|also (?:provides|has|worth))\b",
    re.IGNORECASE,
)
INSTEAD = re.compile(
    r"(?:\bor(?: else)?(?: use| try| this| the)?|\balternative(?:ly)?:?|\binstead"
    r"|\balt\.?:?|\bif you prefer)\W{0,4}$",
    re.IGNORECASE,
)
INSTEAD_TITLE = re.compile(r"^\W*(?:alt|alternative|mirror|or)\b\.?", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?]\s")


def role_of(text: str, start: int, end: int, *, is_first: bool) -> Role:
    """The role of the link whose title stands here in the text of its item.

    Only words beside it, in its own sentence, count. Without any it is the one to take.
    """
    before = SENTENCE_END.split(text[max(0, start - 80) : start])[-1]
    after = SENTENCE_END.split(text[end : end + 60], maxsplit=1)[0]
    if not is_first and (
        INSTEAD.search(before) or INSTEAD_TITLE.match(text[start:end])
    ):
        return "instead"
    if EXTRA.search(before) or EXTRA.search(after) or EXTRA.search(text[start:end]):
        return "extra"
    return "primary"
