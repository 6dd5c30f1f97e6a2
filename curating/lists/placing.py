"""What is asked of links: where they belong, which part they name, what they meant."""

from collections.abc import Sequence

from curating.lists.drafts import Proposal
from curating.lists.notes import Notes, question
from curating.lists.resolving import Resolver
from curating.lists.resources import reason_of
from curating.lists.sink import Sink
from curating.lists.types import Answer, LeftReason, Link, Use
from curating.lists.words.scopes import scope_of_address


def ask_addresses(notes: Notes, uses: Sequence[Use]) -> None:
    """Addresses that were mended, and parts that an address names."""
    steps = {use.link: use.step for use in uses}
    for link in notes.links:
        step = steps.get(link.number)
        if link.canonical and link.written.strip() != link.address:
            notes.add(
                "address",
                link.line,
                link.written,
                90,
                step=step,
                link=link.number,
                item=link.item,
                asks=question(
                    "is_address", [Answer(value="mended", text=link.address)]
                ),
            )
        if step and (scope := scope_of_address(link.address)):
            value, confidence = scope
            notes.add(
                "scope",
                link.line,
                value.label,
                confidence,
                step=step,
                link=link.number,
                item=link.item,
                value=value,
                asks=question("which_part"),
            )


def ask_places(
    notes: Notes,
    sink: Sink,
    proposal: Proposal,
    resolver: Resolver,
    uses: Sequence[Use],
    reasons: dict[int, LeftReason],
) -> None:
    """Asks where each link outside of steps belongs, once for each address.

    What is in a step already gets a reason in `reasons`: it is the same resource.
    """
    taken = {use.link for use in uses}
    known = {notes.links[number].canonical for number in taken}
    for link in notes.links:
        if link.number in taken or link.number in reasons or reason_of(link):
            continue
        if link.item is None or link.item in proposal.reasons:
            continue
        if link.canonical in known:
            reasons[link.number] = "repeated"
            continue
        known.add(link.canonical)
        _ask_place(notes, link, resolver)
    _ask_items(notes, sink, proposal)


def _ask_place(notes: Notes, link: Link, resolver: Resolver) -> None:
    """The steps whose titles are closest to that of the link come first."""
    guesses: list[Answer | str] = []
    for text in (link.title, *reversed(link.headings)):
        for key in resolver.resolve(text)[0]:
            answer = Answer(value=key)
            if answer not in guesses:
                guesses.append(answer)
    notes.add(
        "use",
        link.line,
        link.title or link.address,
        50 if guesses else 30,
        link=link.number,
        item=link.item,
        asks=question("which_step", guesses[:3]),
    )


def _ask_items(notes: Notes, sink: Sink, proposal: Proposal) -> None:
    """List items in a library that have no link: is that something to do?"""
    for number in sorted(proposal.library):
        item = sink.items[number]
        if item.kind in {"item", "row"} and not item.links and item.text.strip():
            notes.add(
                "step", item.line, item.text, 30, item=number, asks=question("is_step")
            )
