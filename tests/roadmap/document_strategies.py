"""Documents of every shape that can be read, most of them full of mistakes.

Keys come from a small alphabet, so that many references hit something.
"""

from typing import TypeVar

from hypothesis import strategies as st

from roadmap.document import (
    AimDoc,
    Condition,
    Document,
    GroupDoc,
    LinkDoc,
    MemberDoc,
    NeedDoc,
    OptionDoc,
    PartDoc,
    RelationDoc,
    ResourceDoc,
    ReviewDoc,
    RoadmapDoc,
    RubricRow,
    SectionDoc,
    SlotDoc,
    SourceDoc,
    StageDoc,
    StepDoc,
    TrackDoc,
    UnitDoc,
    UseDoc,
    words,
)

T = TypeVar("T")

UNSEEN = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
UNSEEN += "\u2066\u2067\u2068\u2069\ufffe\uffff"
LINE_ENDS = "\u2028\u2029"

letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters=UNSEEN)
texts = st.text(letters | st.sampled_from('\n\r\t"\\/'), max_size=12)
lines = st.text(
    st.characters(
        exclude_categories=("Cc", "Cs"), exclude_characters=UNSEEN + LINE_ENDS
    ),
    max_size=12,
)
named = lines.filter(lambda text: bool(text.strip()))
filled = texts.filter(lambda text: bool(text.strip()))
keys = st.sampled_from(["a", "b", "c", "d", "e-1", "f_2"])
numbers = st.integers(1, 6)
scopes = st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9))
minutes = st.none() | st.integers(1, words.MAX_MINUTES)
years = st.none() | st.integers(words.FIRST_YEAR, words.LAST_YEAR)
addresses = st.sampled_from(["https://a.example/x", "http://b.example", "ftp://c"])


def several(item: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(item, max_size=3).map(tuple)


conditions = st.none() | st.builds(
    Condition,
    tracks=several(keys),
    not_tracks=several(keys),
    aims=several(keys),
    steps=several(keys),
)
members = st.builds(MemberDoc, step=keys, option=st.none() | keys) | st.builds(
    MemberDoc, resource=keys, scope=scopes
)
groups = st.builds(
    GroupDoc,
    number=numbers,
    k=st.none() | numbers,
    strength=st.sampled_from(words.STRENGTHS),
    when=conditions,
    reason=texts,
    members=several(members),
)
uses = st.builds(
    UseDoc,
    resource=keys,
    role=st.sampled_from(words.ROLES),
    scope=scopes,
    label=lines,
    note=texts,
)
slots = st.builds(SlotDoc, number=numbers, option=st.none() | keys, uses=several(uses))
options = st.builds(
    OptionDoc,
    key=keys,
    title=named,
    summary=texts,
    aims=several(keys),
    default=st.booleans(),
)
steps = st.builds(
    StepDoc,
    key=keys,
    title=named,
    stage=keys,
    kind=st.sampled_from(words.STEP_KINDS),
    summary=texts,
    minutes=minutes,
    minutes_basis=st.sampled_from(words.BASES),
    requirement=st.sampled_from(words.REQUIREMENTS),
    elective_on=st.booleans(),
    requirement_reason=texts,
    joins_when=conditions,
    offered_when=conditions,
    when=conditions,
    ask_at_start=st.booleans(),
    goal=st.booleans(),
    value=st.none() | st.integers(0, words.MAX_VALUE),
    rhythm=st.sampled_from(words.RHYTHMS),
    prepare=texts,
    can_do=several(filled),
    rubric=several(st.builds(RubricRow, criterion=filled, levels=several(filled))),
    options=several(options),
    slots=several(slots),
    needs=several(groups),
    was=several(keys),
)
roadmaps = st.builds(
    RoadmapDoc,
    slug=keys,
    title=named,
    summary=texts,
    description=texts,
    language=st.sampled_from(["en", "de"]),
    source=st.builds(
        SourceDoc,
        title=lines,
        url=st.just("") | addresses,
        author=lines,
        year=years,
        licence=lines,
        note=texts,
    ),
    aims=several(
        st.builds(AimDoc, key=keys, title=named, who=texts, default=st.booleans())
    ),
    tracks=several(st.builds(TrackDoc, key=keys, title=named, who=texts)),
    stages=several(st.builds(StageDoc, key=keys, title=named, summary=texts)),
    steps=st.lists(steps, max_size=6).map(tuple),
)
resources = st.builds(
    ResourceDoc,
    key=keys,
    kind=st.sampled_from(words.RESOURCE_KINDS),
    title=named,
    authors=lines,
    publisher=lines,
    year=years,
    language=st.sampled_from(["en", "de"]),
    level=st.sampled_from(words.LEVELS),
    cost=st.sampled_from(words.COSTS),
    summary=texts,
    unit=st.sampled_from(words.UNITS),
    total=st.none() | numbers,
    minutes=minutes,
    minutes_basis=st.sampled_from(words.BASES),
    status=st.sampled_from(words.STATUSES),
    needs_computer=st.booleans(),
    needs_account=st.booleans(),
    topics=several(keys),
    links=several(
        st.builds(
            LinkDoc,
            url=addresses,
            kind=st.sampled_from(words.LINK_KINDS),
            primary=st.booleans(),
            label=lines,
        )
    ),
    units=several(
        st.builds(
            UnitDoc,
            number=numbers,
            title=lines,
            minutes=st.none() | st.integers(1, words.MAX_UNIT_MINUTES),
            parts=several(
                st.builds(
                    PartDoc,
                    title=named,
                    kind=st.sampled_from(words.PART_KINDS),
                    minutes=numbers,
                )
            ),
        )
    ),
    sections=several(st.builds(SectionDoc, label=named, start=numbers, end=numbers)),
    relations=several(
        st.builds(
            RelationDoc,
            kind=st.sampled_from(words.RELATION_KINDS),
            to=keys,
            number=st.none() | numbers,
            scope=scopes,
            to_scope=scopes,
        )
    ),
    needs=several(
        st.builds(
            NeedDoc,
            resource=keys,
            strength=st.sampled_from(words.NEED_STRENGTHS),
            reason=texts,
        )
    ),
    reviews=several(
        st.builds(
            ReviewDoc,
            title=named,
            text=filled,
            author=lines,
            url=st.just("") | addresses,
        )
    ),
)
documents = st.builds(
    Document,
    roadmap=roadmaps,
    resources=st.lists(resources, max_size=4).map(tuple),
)
