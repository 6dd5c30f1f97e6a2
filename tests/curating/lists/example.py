"""One small list and all that is read from it, as values that pages stand on."""

from curating.lists.types import (
    Answer,
    EffortValue,
    Heading,
    Item,
    Link,
    ListReading,
    Member,
    NeedValue,
    Question,
    Reading,
    ScopeValue,
    Step,
    Use,
)

SOURCE = """\
# Bread

1. [Flour](https://example.org/flour) (2 hours)
2. [Dough](https://example.org/dough), the first two chapters, after Flour
"""

READING = ListReading(
    title="Bread",
    kind="markdown",
    lines=tuple(SOURCE.splitlines()),
    headings=(Heading(title="Bread", level=1, line=1, item=0),),
    links=(
        Link(
            number=0,
            written="https://example.org/flour",
            address="https://example.org/flour",
            canonical="example.org/flour",
            title="Flour",
            line=3,
            column=4,
            headings=("Bread",),
            item=1,
        ),
        Link(
            number=1,
            written="https://example.org/dough",
            address="https://example.org/dough",
            canonical="example.org/dough",
            title="Dough",
            line=4,
            column=4,
            headings=("Bread",),
            item=2,
        ),
    ),
    items=(
        Item(number=0, kind="heading", line=1, last_line=1, text="Bread"),
        Item(
            number=1,
            kind="item",
            line=3,
            last_line=3,
            text="Flour (2 hours)",
            heading=0,
            mark="1.",
            place=1,
            links=(0,),
            places=((0, 5),),
            starts=((0, 3),),
        ),
        Item(
            number=2,
            kind="item",
            line=4,
            last_line=4,
            text="Dough, the first two chapters, after Flour",
            heading=0,
            mark="2.",
            place=2,
            links=(1,),
            places=((0, 5),),
            starts=((0, 4),),
        ),
    ),
    steps=(
        Step(key="flour", title="Flour", line=3, place=0, stage=("Bread",), items=(1,)),
        Step(key="dough", title="Dough", line=4, place=1, stage=("Bread",), items=(2,)),
    ),
    uses=(
        Use(step="flour", link=0, line=3),
        Use(
            step="dough",
            link=1,
            scope=ScopeValue(
                unit="chapter", spans=((0, 2),), label="first two chapters"
            ),
            line=4,
        ),
    ),
    readings=(
        Reading(
            key="effort-5d41402a",
            kind="effort",
            line=3,
            words="2 hours",
            confidence=90,
            step="flour",
            item=1,
            value=EffortValue(minutes=(120, 120)),
        ),
        Reading(
            key="need-7d793037",
            kind="need",
            line=4,
            words="after Flour",
            confidence=60,
            step="dough",
            item=2,
            value=NeedValue(members=(Member(text="Flour", step="flour"),)),
            asks=Question(
                code="is_need",
                answers=(
                    Answer(value="required"),
                    Answer(value="recommended"),
                    Answer(value="alongside"),
                    Answer(value="none"),
                ),
            ),
        ),
    ),
)
