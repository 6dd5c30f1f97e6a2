"""A document as canonical text: the same document, the same bytes."""

import hashlib
import json
from typing import Any

from roadmap.document.types import Document, MemberDoc
from roadmap.document.words import FORMAT

_STEP_MEMBER = ("step", "option")
_RESOURCE_MEMBER = ("resource", "scope")


def plain(document: Document) -> dict[str, Any]:
    """The document as JSON values, every default written out."""
    return {"format": FORMAT, **_plain(document)}


def dump(document: Document) -> str:
    """The canonical text: sorted names, one space of indent, a line end at the end.

    parse(dump(document)) == document for each document that parse can give.
    """
    return (
        json.dumps(plain(document), ensure_ascii=False, sort_keys=True, indent=1) + "\n"
    )


def digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int):
        return value
    names = type(value).__slots__
    if isinstance(value, MemberDoc):
        names = _STEP_MEMBER if value.resource is None else _RESOURCE_MEMBER
    return {name: _plain(getattr(value, name)) for name in names}
