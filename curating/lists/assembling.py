"""From what stands in a list to what it says: steps, uses, readings, what is left."""

from collections.abc import Sequence
from dataclasses import replace

from curating.lists.asking import Asker
from curating.lists.drafts import Proposal
from curating.lists.fates import left_over, uses_of
from curating.lists.proposing import propose
from curating.lists.sections import tree_of
from curating.lists.sink import Sink
from curating.lists.titles import Keys
from curating.lists.types import (
    ListReading,
    Reading,
    ScopeValue,
    SourceKind,
    Step,
    Use,
)


def assemble(
    sink: Sink, lines: Sequence[str], kind: SourceKind, title: str
) -> ListReading:
    """The whole reading. Linear in items, links and sentences."""
    tree = tree_of(sink.items)
    proposal = propose(tree, sink.links)
    names = Keys()
    keys = {id(draft): names.of(draft.title) for draft in proposal.drafts}
    steps = steps_of(proposal, keys, sink)
    uses, reasons = uses_of(proposal, keys, sink.items, sink.links)
    reasons |= sink.reasons
    asker = Asker(sink, tree, proposal, keys, uses)
    readings = asker.readings(reasons)
    whole = ListReading(
        title=title,
        kind=kind,
        lines=tuple(lines),
        headings=tuple(sink.headings),
        links=tuple(sink.links),
        items=tuple(sink.items),
        steps=with_options(steps, readings),
        uses=with_scopes(uses, readings),
        readings=tuple(readings),
    )
    return replace(whole, left_over=tuple(left_over(whole, proposal, reasons)))


def steps_of(proposal: Proposal, keys: dict[int, str], sink: Sink) -> list[Step]:
    """The drafts as steps, in the order of the source."""
    return [
        Step(
            key=keys[id(draft)],
            title=draft.title,
            line=draft.line,
            place=place,
            kind=draft.kind,
            stage=draft.stage,
            items=tuple(draft.items),
            options=tuple(title for title, _ in draft.options),
            ticked=draft.ticked,
            confidence=draft.confidence,
        )
        for place, draft in enumerate(proposal.drafts)
    ]


def with_options(
    steps: Sequence[Step], readings: Sequence[Reading]
) -> tuple[Step, ...]:
    """A choice whose options only a sentence names has these."""
    named = {
        one.step: one.value.options
        for one in reversed(readings)
        if one.kind == "choice" and one.value and hasattr(one.value, "options")
    }
    return tuple(
        replace(step, options=named[step.key])
        if step.kind == "choice" and not step.options and named.get(step.key)
        else step
        for step in steps
    )


def with_scopes(uses: Sequence[Use], readings: Sequence[Reading]) -> tuple[Use, ...]:
    """Uses with the parts that were read for sure; what is asked is not set."""
    sure: dict[int, ScopeValue] = {}
    for one in readings:
        if one.asks is None and isinstance(one.value, ScopeValue):
            sure.setdefault(-1 if one.link is None else one.link, one.value)
    return tuple(
        replace(use, scope=sure[use.link]) if use.link in sure else use for use in uses
    )
