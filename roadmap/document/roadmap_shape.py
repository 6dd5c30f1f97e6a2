"""The shape of a roadmap in JSON: which fields it has and what each may hold."""

from collections.abc import Mapping

from roadmap.document import words
from roadmap.document.readers import (
    Refusal,
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
from roadmap.document.types import (
    AimDoc,
    Condition,
    GroupDoc,
    MemberDoc,
    OptionDoc,
    RoadmapDoc,
    RubricRow,
    SlotDoc,
    SourceDoc,
    StageDoc,
    StepDoc,
    TrackDoc,
    UseDoc,
)


def _numbered(place: int) -> Mapping[str, object]:
    return {"number": place + 1}


_KEY = key(words.KEY)
_KEYS = many(_KEY, words.MAX_ITEMS)
_SCOPE = maybe(scope(words.MAX_TOTAL))
_YEAR = maybe(number(words.FIRST_YEAR, words.LAST_YEAR))
_MINUTES = maybe(number(1, words.MAX_MINUTES))
_PLACE = number(1, words.MAX_PLACE)
_TITLE = line(words.TITLE)
_NAME = line(words.NAME, empty=True)
_LABEL = line(words.LABEL, empty=True)
_ADDRESS = line(words.ADDRESS, empty=True)
_SHORT = text(words.SHORT)
_BASIS = word(words.BASES)

_CONDITION = maybe(
    record(Condition, tracks=_KEYS, not_tracks=_KEYS, aims=_KEYS, steps=_KEYS)
)
_STEP_MEMBER = record(MemberDoc, step=_KEY, option=maybe(key(words.OPTION_KEY)))
_RESOURCE_MEMBER = record(MemberDoc, resource=_KEY, scope=_SCOPE)


def _member(value: object) -> MemberDoc:
    if isinstance(value, dict) and ("step" in value) == ("resource" in value):
        raise Refusal('A member names one "step" or one "resource".')
    by_resource = isinstance(value, dict) and "resource" in value
    return (_RESOURCE_MEMBER if by_resource else _STEP_MEMBER)(value)


_GROUP = record(
    GroupDoc,
    number=_PLACE,
    k=maybe(_PLACE),
    strength=word(words.STRENGTHS),
    when=_CONDITION,
    reason=_SHORT,
    members=many(_member, words.MAX_ITEMS),
)
_USE = record(
    UseDoc,
    resource=_KEY,
    role=word(words.ROLES),
    scope=_SCOPE,
    label=_LABEL,
    note=_SHORT,
)
_SLOT = record(
    SlotDoc,
    number=_PLACE,
    option=maybe(key(words.OPTION_KEY)),
    uses=many(_USE, words.MAX_ITEMS),
)
_OPTION = record(
    OptionDoc,
    key=key(words.OPTION_KEY),
    title=line(words.OPTION_TITLE),
    summary=text(words.SUMMARY),
    aims=_KEYS,
    default=flag,
)
_RUBRIC_ROW = record(
    RubricRow,
    criterion=text(words.SHORT, empty=False),
    levels=many(text(words.SHORT, empty=False), words.MAX_ITEMS),
)
_STEP = record(
    StepDoc,
    key=_KEY,
    title=_TITLE,
    stage=_KEY,
    kind=word(words.STEP_KINDS),
    summary=text(words.TEXT),
    minutes=_MINUTES,
    minutes_basis=_BASIS,
    requirement=word(words.REQUIREMENTS),
    elective_on=flag,
    requirement_reason=_SHORT,
    joins_when=_CONDITION,
    offered_when=_CONDITION,
    when=_CONDITION,
    ask_at_start=flag,
    goal=flag,
    value=maybe(number(0, words.MAX_VALUE)),
    rhythm=word(words.RHYTHMS),
    prepare=_SHORT,
    can_do=many(text(words.SHORT, empty=False), words.MAX_ITEMS),
    rubric=many(_RUBRIC_ROW, words.MAX_ITEMS),
    options=many(_OPTION, words.MAX_ITEMS),
    slots=many(_SLOT, words.MAX_ITEMS, _numbered),
    needs=many(_GROUP, words.MAX_ITEMS, _numbered),
    was=_KEYS,
)
_SOURCE = record(
    SourceDoc,
    title=_NAME,
    url=_ADDRESS,
    author=_NAME,
    year=_YEAR,
    licence=_NAME,
    note=text(words.SUMMARY),
)
_AIM = record(AimDoc, key=_KEY, title=_TITLE, who=_SHORT, default=flag)
_TRACK = record(TrackDoc, key=_KEY, title=_TITLE, who=_SHORT)
_STAGE = record(StageDoc, key=_KEY, title=_TITLE, summary=text(words.SUMMARY))
read_roadmap = record(
    RoadmapDoc,
    slug=_KEY,
    title=_TITLE,
    summary=text(words.SUMMARY),
    description=text(words.LONG_TEXT),
    language=line(words.LANGUAGE),
    source=_SOURCE,
    aims=many(_AIM, words.MAX_ITEMS),
    tracks=many(_TRACK, words.MAX_ITEMS),
    stages=many(_STAGE, words.MAX_ITEMS),
    steps=many(_STEP, words.MAX_STEPS),
)
