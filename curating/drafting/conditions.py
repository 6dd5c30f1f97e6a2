"""For whom a step is, how long it takes and how often; what only a person can say."""

from curating.drafting.making import Making, Sheet
from curating.drafting.resources import plain
from curating.drafting.shelving import Shelving
from curating.drafting.types import NONE, Asked
from curating.lists.titles import slug
from curating.lists.types import Answer, EffortValue, Reading, WordsValue
from roadmap.document.words import MAX_MINUTES, NAME, SHORT, TITLE

LENGTHS = ("15", "30", "60", "120", "240", "480", NONE)
RHYTHMS = ("weekly", "daily", "monthly")
FILLED = ("study", "practice")
WEEK_DAYS = 7


def apply_conditions(sheet: Sheet) -> None:
    """What the list says of whole steps; what cannot be said here is left out."""
    for one in sheet.of_kind("optional", "deferred", "track", "known", "advice"):
        step = sheet.step(one.step)
        if step is None:
            reason = "advice" if one.kind == "advice" else "nothing_named"
            sheet.leave_reading(one, reason)
        elif one.kind == "track":
            _track(sheet, step, one)
        elif one.kind == "known":
            if one.asks is None or sheet.answer(one) == "ask":
                step.ask_at_start = True
        elif one.kind == "advice":
            _advice(sheet, step, one)
        else:
            _requirement(sheet, step, one)
    used = {use.link for step in sheet.steps.values() for use in step.uses}
    for one in sheet.of_kind("part_of"):
        sheet.leave_reading(one, "relation")
        if one.link is not None and one.link not in used:
            link = sheet.link(one.link)
            sheet.leave("link", link.line, link.title or link.address, "relation")


def _requirement(sheet: Sheet, step: Making, one: Reading) -> None:
    proposed = "elective" if one.kind == "optional" else "deferred"
    answer = sheet.answer(one) if one.asks else proposed
    if answer in ("elective", "deferred"):
        step.requirement = answer
        step.reason = plain(one.words, SHORT)


def _track(sheet: Sheet, step: Making, one: Reading) -> None:
    answer = sheet.answer(one) if one.asks else "track"
    title = one.value.text if isinstance(one.value, WordsValue) else one.words
    title = plain(title, TITLE)
    if answer == "elective":
        step.requirement, step.reason = "elective", plain(one.words, SHORT)
    elif answer == "track" and title:
        key = slug(title)
        sheet.tracks.setdefault(key, title)
        if key not in step.tracks:
            step.tracks.append(key)


def _advice(sheet: Sheet, step: Making, one: Reading) -> None:
    code = one.value.text if isinstance(one.value, WordsValue) else ""
    if code == "prepare" and not step.prepare:
        step.prepare = plain(one.words, min(SHORT, NAME))
    else:
        sheet.leave_reading(one, "advice")


def apply_efforts(sheet: Sheet, shelving: Shelving) -> None:
    """Times go to the one resource that they are about, else to a step without any."""
    for one in sheet.of_kind("effort"):
        step = sheet.step(one.step)
        if step is None or not isinstance(one.value, EffortValue):
            sheet.leave_reading(one, "nothing_named")
            continue
        if one.asks and sheet.answer(one) != "this":
            continue
        minutes = minutes_of(one.value)
        if minutes:
            _set_minutes(sheet, shelving, step, one, minutes)
        else:
            sheet.leave_reading(one, "nothing_named")


def minutes_of(value: EffortValue) -> int | None:
    """The middle of what is said, None where no hours are."""
    low, high = value.minutes or (0, 0)
    if value.weekly_minutes and value.weeks:
        low = value.weekly_minutes[0] * value.weeks[0]
        high = value.weekly_minutes[1] * value.weeks[1]
    elif value.weekly_minutes and value.days:
        days = sum(value.days) / 2 / WEEK_DAYS
        low, high = (round(one * days) for one in value.weekly_minutes)
    middle = (low + high) // 2
    return middle if 1 <= middle <= MAX_MINUTES else None


def _set_minutes(
    sheet: Sheet, shelving: Shelving, step: Making, one: Reading, minutes: int
) -> None:
    counted = [use for use in step.uses if use.role == "primary"]
    if not counted:
        step.minutes, step.basis = minutes, "source"
        return
    about = [use for use in counted if use.link == one.link] or counted
    if len(about) > 1:
        sheet.leave_reading(one, "several")
        return
    made = shelving.new.get(shelving.name_of(about[0]))
    if made is None:
        sheet.leave_reading(one, "known_time")
    elif made.minutes is None:
        made.minutes, made.basis = minutes, "source"


def apply_kinds(sheet: Sheet) -> None:
    """What a kind of step asks for and no list says: rhythm, rubric, minutes."""
    for step in sheet.in_order():
        if step.kind == "habit":
            answer = _ask(sheet, step, "rhythm", RHYTHMS)
            step.rhythm = answer or RHYTHMS[0]
        if step.kind == "project":
            answer = _ask(sheet, step, "as_project", ("practice", "project"))
            step.kind = answer or "practice"
        empty = step.kind in FILLED and not step.uses
        if empty and step.minutes is None:
            answer = _ask(sheet, step, "minutes", LENGTHS)
            if answer == NONE:
                del sheet.steps[step.key]
                sheet.moved[step.key] = None
                sheet.leave("item", step.line, step.title, "answered")
            elif answer:
                step.minutes = int(answer)


def _ask(sheet: Sheet, step: Making, code: str, values: tuple[str, ...]) -> str | None:
    return sheet.ask(
        Asked(
            key=f"{code}-{step.key}",
            code=code,
            line=step.line,
            words=step.title,
            confidence=0,
            answers=tuple(Answer(value=one) for one in values),
            step=step.key,
            about=step.title,
        )
    )
