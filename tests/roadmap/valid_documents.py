"""Documents whose parts fit together: what they say can be stored and read back.

Few keys, so that one document written over another finds much of it there.
"""

from typing import Any

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
)

AIMS, TRACKS, STAGES = ("a1", "a2", "a3"), ("t1", "t2"), ("g1", "g2", "g3")
STEPS = ("s1", "s2", "s3", "s4", "s5")
OPTIONS = ("o1", "o2", "o3")
words = st.sampled_from(["One", "Two", "Drei", "Ünï", "a  b", "x\ny"])
titles = st.sampled_from(["One", "Two", "Drei", "Ünï"])


def some(keys: tuple[str, ...], fewest: int = 0) -> st.SearchStrategy[list[str]]:
    """Some of these keys, in any order."""
    return st.lists(st.sampled_from(keys), min_size=fewest, unique=True)


def resource(key: str, *, total: int = 6, **fields: Any) -> ResourceDoc:
    return ResourceDoc(
        key=key,
        kind="book",
        title=key.upper(),
        unit="chapter",
        total=total,
        minutes=60,
        topics=("algebra", "vision"),
        links=(
            LinkDoc(url=f"https://example.org/{key}", primary=True),
            LinkDoc(url=f"https://example.com/{key}", kind="archive", label="copy"),
        ),
        units=(UnitDoc(number=1, title="First", minutes=10),),
        sections=(SectionDoc(label="the middle", start=2, end=4),),
        **fields,
    )


# The catalogue of all these documents; what is here is never written over.
RESOURCES = (
    resource("r1", relations=(RelationDoc(kind="edition_of", to="r2"),)),
    resource("r2", needs=(NeedDoc(resource="r3", reason="It builds on it."),)),
    resource("r3", reviews=(ReviewDoc(title="Good", text="Yes.", author="Ada"),)),
)
KEYS = tuple(one.key for one in RESOURCES)


@st.composite
def conditions(draw: st.DrawFn, aims: list[str], tracks: list[str]) -> Any:
    found = Condition(
        tracks=tuple(draw(st.lists(st.sampled_from(tracks), unique=True)))
        if tracks
        else (),
        aims=tuple(draw(st.lists(st.sampled_from(aims), unique=True))) if aims else (),
    )
    return None if found.is_always else found


@st.composite
def uses(draw: st.DrawFn) -> tuple[UseDoc, ...]:
    keys = draw(some(KEYS, 1))
    return tuple(
        UseDoc(
            resource=key,
            role="primary"
            if place == 0
            else draw(st.sampled_from(["instead", "extra"])),
            scope=draw(st.sampled_from([None, (0, 2), (1, 6)])),
            label=draw(titles),
            note=draw(words),
        )
        for place, key in enumerate(keys)
    )


@st.composite
def options(draw: st.DrawFn) -> tuple[OptionDoc, ...]:
    keys = draw(some(OPTIONS, 1))
    default = draw(st.sampled_from([None, *keys]))
    return tuple(
        OptionDoc(key=key, title=draw(titles), default=key == default) for key in keys
    )


@st.composite
def groups(
    draw: st.DrawFn, before: list[StepDoc], aims: list[str], tracks: list[str]
) -> tuple[GroupDoc, ...]:
    """Needs of earlier steps, by any or one option, and of stretches of resources."""
    members = [MemberDoc(step=step.key) for step in before]
    members += [
        MemberDoc(step=step.key, option=option.key)
        for step in before
        for option in step.options
    ]
    members += [MemberDoc(resource=key, scope=(0, 3)) for key in KEYS]
    found = []
    for number in range(1, draw(st.integers(0, 3)) + 1):
        chosen = draw(st.lists(st.sampled_from(members), min_size=1, max_size=3))
        unique = tuple({(m.step, m.option, m.resource): m for m in chosen}.values())
        found.append(
            GroupDoc(
                number=number,
                k=draw(st.sampled_from([None, 1, len(unique)])),
                strength=draw(st.sampled_from(["required", "recommended"])),
                when=draw(conditions(aims, tracks)),
                reason=draw(words),
                members=unique,
            )
        )
    return tuple(found)


@st.composite
def steps(
    draw: st.DrawFn,
    key: str,
    before: list[StepDoc],
    aims: list[str],
    tracks: list[str],
    stages: list[str],
) -> StepDoc:
    kind = draw(st.sampled_from(["study", "project", "choice"]))
    ways = draw(options()) if kind == "choice" else ()
    owners = [way.key for way in ways] or [None]
    requirement = draw(st.sampled_from(["required", "elective", "deferred"]))
    row = RubricRow(criterion="It runs", levels=("no", "partly", "yes"))
    return StepDoc(
        key=key,
        title=draw(titles),
        stage=draw(st.sampled_from(stages)),
        kind=kind,
        summary=draw(words),
        minutes=draw(st.sampled_from([5, 60])),
        requirement=requirement,
        elective_on=requirement == "elective" and draw(st.booleans()),
        requirement_reason=draw(words),
        offered_when=Condition(steps=tuple(one.key for one in before[:1]))
        if requirement == "deferred" and before
        else None,
        when=draw(conditions(aims, tracks)),
        ask_at_start=draw(st.booleans()),
        goal=draw(st.booleans()),
        can_do=(draw(words),),
        rubric=(row, row) if kind == "project" else (),
        options=ways,
        slots=tuple(
            SlotDoc(number=number, option=owner, uses=draw(uses()))
            for number, owner in enumerate(owners, start=1)
        ),
        needs=draw(groups(before, aims, tracks)),
        was=tuple(sorted(draw(some(("old-1", "old-2", *set(STEPS) - {key}))))),
    )


@st.composite
def valid_documents(draw: st.DrawFn) -> Document:
    """Always the roadmap "way" over the same three resources."""
    aims, tracks, stages = draw(some(AIMS)), draw(some(TRACKS)), draw(some(STAGES, 1))
    default = draw(st.sampled_from([None, *aims]))
    found: list[StepDoc] = []
    for key in draw(some(STEPS, 1)):
        found.append(draw(steps(key, found, aims, tracks, stages)))
    body = RoadmapDoc(
        slug="way",
        title=draw(titles),
        summary=draw(words),
        source=SourceDoc(title=draw(titles), year=2020),
        aims=tuple(
            AimDoc(key=key, title=draw(titles), who="You.", default=key == default)
            for key in aims
        ),
        tracks=tuple(TrackDoc(key=key, title=draw(titles)) for key in tracks),
        stages=tuple(StageDoc(key=key, title=draw(titles)) for key in stages),
        steps=tuple(found),
    )
    return Document(roadmap=body, resources=RESOURCES)
