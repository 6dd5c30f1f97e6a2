"""Which steps there are, and what is in them."""

import re
from collections import Counter
from collections.abc import Sequence

from curating.drafting.making import Making, Placed, Sheet, content_key
from curating.drafting.resources import is_storable, plain
from curating.drafting.types import NEW, NONE, Asked, Left
from curating.lists.types import (
    Answer,
    ChoiceValue,
    Item,
    LeftOver,
    Link,
    Reading,
    Step,
    Use,
)
from roadmap.document.words import OPTION_TITLE, TITLE

# What is never taken over, whoever asks: there is nothing to take.
FIRM = ("empty", "repeated", "not_web", "badge", "unused_definition")
MOST_BACK = 50
ANY_OTHER = re.compile(r"^(?:any )?others?\W*$|^etc\W*$", re.IGNORECASE)


def place(sheet: Sheet) -> None:
    """Fills sheet.steps with all that the list, and the answers, put there."""
    for step in sheet.reading.steps:
        sheet.names.taken.add(step.key)
        sheet.steps[step.key] = _making(step)
    before = [step.key for step in sheet.reading.steps]
    places = {key: place for place, key in enumerate(before)}
    for one in sheet.of_kind("step"):
        if one.step in places and one.asks:
            _step_or_not(sheet, one, before[: places[one.step]][-MOST_BACK:])
    addresses(sheet)
    for use in sheet.reading.uses:
        _use(sheet, use)
    for one in sheet.of_kind("step"):
        if one.step is None and one.item is not None:
            _item_asked(sheet, one, one.item)
    for one in sheet.of_kind("use"):
        if one.link is not None and one.asks and one.link not in sheet.dropped_links:
            answer = sheet.answer(one, may_name=True, about=one.words)
            put_link(sheet, sheet.link(one.link), answer)
    for left in sheet.reading.left_over:
        _left_over(sheet, left)
    for one in sheet.of_kind("choice"):
        if isinstance(one.value, ChoiceValue):
            _choice(sheet, one, one.value)


def _making(step: Step) -> Making:
    title = plain(step.title, TITLE) or step.key
    made = Making(step.key, title, step.line, kind=step.kind, stage=step.stage)
    made.options = list(step.options) if step.kind == "choice" else []
    return made


def _step_or_not(sheet: Sheet, one: Reading, before: Sequence[str]) -> None:
    """A step that is none, or part of the one it stands in. before: keys, nearest
    last."""
    step = sheet.steps[one.step or ""]
    is_part = one.asks is not None and one.asks.code == "own_step"
    around = _around(sheet, step, before) if is_part else None
    if sheet.answer(one, about=around.title if around else "") != "no":
        return
    del sheet.steps[step.key]
    sheet.moved[step.key] = around.key if around else None
    if not around:
        sheet.leave("item", step.line, one.words, "answered")


def _around(sheet: Sheet, step: Making, before: Sequence[str]) -> Making | None:
    """The step that holds this one: that of its heading, else the one before it."""
    near = [found for key in before if (found := sheet.step(key))]
    named = [other for other in near if step.stage and other.title == step.stage[-1]]
    return next(reversed(named or near), None)


def addresses(sheet: Sheet) -> None:
    """Links of which it was said that the mended address is not what was meant."""
    for one in sheet.of_kind("address"):
        if one.link is not None and sheet.answer(one) == NONE:
            sheet.dropped_links.add(one.link)
            sheet.leave("link", one.line, one.words, "answered")


def _use(sheet: Sheet, use: Use) -> None:
    if use.step is None or use.link in sheet.dropped_links:
        return
    step, link = sheet.step(use.step), sheet.link(use.link)
    if step is None:
        sheet.leave("link", link.line, link.title or link.address, "answered")
        return
    option = use.option if step.key == use.step else None
    _put(sheet, step, link, use.role, option)


def _put(
    sheet: Sheet,
    step: Making,
    link: Link,
    role: str = "primary",
    option: str | None = None,
) -> None:
    if not is_storable(link.address, link.canonical):
        sheet.leave("link", link.line, link.title or link.address[:200], "too_long")
        return
    if (link.canonical, option or None) in step.held:
        sheet.leave("link", link.line, link.title or link.address, "repeated")
        return
    step.held.add((link.canonical, option or None))
    step.uses.append(Placed(link.line, role, link.number, option=option or None))


def put_link(sheet: Sheet, link: Link, answer: str | None) -> None:
    """A link where somebody was asked: into a step, a new one, or out."""
    if answer == NEW:
        title = plain(link.title or link.address, TITLE)
        step = sheet.new_step(title, link.line, link.headings[-1:])
        _put(sheet, step, link)
    elif answer and answer != NONE and (found := sheet.step(answer)):
        _put(sheet, found, link)
    else:
        reason = "answered" if answer else "unanswered"
        sheet.leave("link", link.line, link.title or link.address, reason)


def _item_asked(sheet: Sheet, one: Reading, number: int) -> None:
    answer = sheet.answer(one, about=one.words)
    if answer == "yes":
        _from_item(sheet, sheet.reading.items[number])
    else:
        reason = "answered" if answer else "unanswered"
        sheet.leave("item", one.line, one.words, reason)


def _from_item(sheet: Sheet, item: Item) -> None:
    heading = item.heading
    above = () if heading is None else (sheet.reading.items[heading].text,)
    sheet.new_step(plain(item.text, TITLE), item.line, above)


def _left_over(sheet: Sheet, left: LeftOver) -> None:
    """What the reader did not take; taken over after all where somebody says so."""
    may_take = left.reason not in FIRM
    link = sheet.link(left.number) if left.kind == "link" else None
    said = link.address if link else left.text
    may_take = may_take and (not link or is_storable(link.address, link.canonical))
    key = sheet.once(content_key("take", left.kind, said)) if may_take else ""
    is_taken = bool(key) and sheet.given.get(key) == "yes"
    one = Left(
        key=key,
        kind=left.kind,
        line=left.line,
        text=left.text or said[:200],
        reason=left.reason,
        is_taken=is_taken,
    )
    sheet.left.append(one)
    if is_taken and link:
        _ask_where(sheet, link)
    elif is_taken:
        _from_item(sheet, sheet.reading.items[left.number])


def _ask_where(sheet: Sheet, link: Link) -> None:
    question = Asked(
        key=content_key("place", link.address),
        code="which_step",
        line=link.line,
        words=link.title or link.address,
        confidence=30,
        answers=(Answer(value=NEW), Answer(value=NONE)),
        link=link.number,
        item=link.item,
        may_name=True,
        about=link.title or link.address,
    )
    put_link(sheet, link, sheet.ask(question))


def _choice(sheet: Sheet, one: Reading, value: ChoiceValue) -> None:
    step = sheet.step(one.step)
    if step is None or step.key != one.step:
        sheet.leave_reading(one, "nothing_named")
        return
    answer = sheet.answer(one) if one.asks else "one"
    if answer == "all":
        step.kind = "study" if step.kind == "choice" else step.kind
        _options_as_uses(step)
    elif answer == "one" or step.kind == "choice":
        named = [one for one in value.options if plain(one, OPTION_TITLE)]
        step.options = step.options or named
        step.aims = dict(value.aims) if answer else {}
        if value.k > 1:
            sheet.leave_reading(one, "more_than_one")


def _one_of_a_name(step: Making) -> None:
    """Options that are called the same are one, with links that stand in for others."""
    twice = {title for title, count in Counter(step.options).items() if count > 1}
    begun: set[str] = set()
    for use in step.uses:
        if use.option in twice and use.option in begun and use.role == "primary":
            use.role = "instead"
        begun.add(use.option or "")
    step.options = list(dict.fromkeys(step.options))


def _options_as_uses(step: Making) -> None:
    """All of them are to be done: none is an option any more."""
    held = {use.option for use in step.uses}
    for title in filter(lambda one: plain(one, OPTION_TITLE), step.options):
        if title not in held:
            step.uses.append(Placed(step.line, title=title))
    for use in step.uses:
        use.option = None
    step.options = []


def options(sheet: Sheet) -> None:
    """Options without a link of their own name a resource by their title."""
    for step in sheet.steps.values():
        _one_of_a_name(step)
        kept = [title for title in step.options if plain(title, OPTION_TITLE)]
        for title in kept:
            if ANY_OTHER.match(title):
                sheet.leave("item", step.line, title, "nothing_named")
        step.options = [title for title in kept if not ANY_OTHER.match(title)]
        held = {use.option for use in step.uses if use.role == "primary"}
        for title in step.options:
            if title not in held:
                step.uses.append(Placed(step.line, title=title, option=title))
        for use in step.uses:
            if use.option not in step.options:
                use.option = None
        if step.kind == "choice" and not step.options:
            step.kind = "study"
