"""The shape of a resource in JSON: which fields it has and what each may hold."""

from collections.abc import Mapping

from roadmap.document import words
from roadmap.document.readers import (
    flag,
    key,
    line,
    many,
    maybe,
    number,
    record,
    scope,
    text,
    word,
)
from roadmap.document.resource_types import (
    LinkDoc,
    NeedDoc,
    PartDoc,
    RelationDoc,
    ResourceDoc,
    ReviewDoc,
    SectionDoc,
    UnitDoc,
)


def _numbered(place: int) -> Mapping[str, object]:
    return {"number": place + 1}


def _first_is_primary(place: int) -> Mapping[str, object]:
    return {"primary": place == 0}


_KEY = key(words.KEY)
_SCOPE = maybe(scope(words.MAX_TOTAL))
_UNIT = number(1, words.MAX_TOTAL)
_PLACE = number(0, words.MAX_TOTAL)
_MINUTES = maybe(number(1, words.MAX_MINUTES))
_UNIT_MINUTES = number(1, words.MAX_UNIT_MINUTES)
_TITLE = line(words.RESOURCE_TITLE)
_NAME = line(words.NAME, empty=True)

_LINK = record(
    LinkDoc,
    url=line(words.ADDRESS),
    kind=word(words.LINK_KINDS),
    primary=flag,
    label=line(words.LABEL, empty=True),
)
_PART = record(
    PartDoc, title=_TITLE, kind=word(words.PART_KINDS), minutes=_UNIT_MINUTES
)
_UNIT_ROW = record(
    UnitDoc,
    number=_UNIT,
    title=line(words.RESOURCE_TITLE, empty=True),
    minutes=maybe(_UNIT_MINUTES),
    parts=many(_PART, words.MAX_ITEMS),
)
_SECTION = record(SectionDoc, label=line(words.LABEL), start=_PLACE, end=_PLACE)
_RELATION = record(
    RelationDoc,
    kind=word(words.RELATION_KINDS),
    to=_KEY,
    number=maybe(_UNIT),
    scope=_SCOPE,
    to_scope=_SCOPE,
)
_NEED = record(
    NeedDoc,
    resource=_KEY,
    strength=word(words.NEED_STRENGTHS),
    reason=text(words.SHORT),
)
_REVIEW = record(
    ReviewDoc,
    title=_TITLE,
    author=line(words.LABEL, empty=True),
    url=line(words.ADDRESS, empty=True),
    text=text(words.TEXT, empty=False),
)
read_resource = record(
    ResourceDoc,
    key=_KEY,
    kind=word(words.RESOURCE_KINDS),
    title=_TITLE,
    authors=_NAME,
    publisher=line(words.LABEL, empty=True),
    year=maybe(number(words.FIRST_YEAR, words.LAST_YEAR)),
    language=line(words.LANGUAGE),
    level=word(words.LEVELS),
    cost=word(words.COSTS),
    summary=text(words.TEXT),
    unit=word(words.UNITS),
    total=maybe(_UNIT),
    minutes=_MINUTES,
    minutes_basis=word(words.BASES),
    status=word(words.STATUSES),
    needs_computer=flag,
    needs_account=flag,
    topics=many(key(words.TOPIC_KEY), words.MAX_ITEMS),
    links=many(_LINK, words.MAX_ITEMS, _first_is_primary),
    units=many(_UNIT_ROW, words.MAX_UNITS, _numbered),
    sections=many(_SECTION, words.MAX_ITEMS),
    relations=many(_RELATION, words.MAX_ITEMS),
    needs=many(_NEED, words.MAX_ITEMS),
    reviews=many(_REVIEW, words.MAX_ITEMS),
)
