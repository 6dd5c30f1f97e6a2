"""What moves when an act is taken back or brought back, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from progress.engine.state import Standing
from progress.models import Enrolment, ProgressEvent, Verb
from progress.queries.roads import choice_text, road_of
from progress.queries.row_words import day, first_sentence
from progress.queries.rows import step_row, step_url
from progress.queries.study import Journey, Study
from progress.queries.turned_resources import ResourceMove, resource_moves
from roadmap.document import StepDoc
from roadmap.words import duration, to_the_minute

MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class Turned:
    """An act turned round: its events with their names, and the study before and
    after. is_back: it counts again. minutes: by which the noted time grows."""

    rows: tuple[ProgressEvent, ...]
    is_back: bool
    before: Study
    after: Study
    minutes: int


@dataclass(frozen=True, slots=True)
class StepMove:
    """before, after: standings. line: what is said of it then."""

    title: str
    url: str
    before: str
    after: str
    line: str


@dataclass(frozen=True, slots=True)
class RoadmapMove:
    """sentences: what changes beside steps. steps: the first that move, of which there
    are `more`. stay: titles of steps that were done on what goes, and stay."""

    title: str
    url: str
    sentences: tuple[str, ...]
    steps: tuple[StepMove, ...]
    more: int
    stay: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Moves:
    """sentences: what belongs to no roadmap and no resource."""

    is_back: bool
    roadmaps: tuple[RoadmapMove, ...]
    resources: tuple[ResourceMove, ...]
    sentences: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        return not (self.roadmaps or self.resources or self.sentences)


def moves_of(turned: Turned) -> Moves:
    """No query but for versions that are not compiled yet."""
    found = [_roadmap_move(turned, slug) for slug in _slugs(turned)]
    return Moves(
        is_back=turned.is_back,
        roadmaps=tuple(one for one in found if one is not None),
        resources=tuple(
            resource_moves(
                turned.rows, turned.before, turned.after, is_back=turned.is_back
            )
        ),
        sentences=tuple(_sentences(turned)),
    )


def _slugs(turned: Turned) -> list[str]:
    """Roadmaps that may move: those walked before or after, and those of its steps."""
    walked = [
        one.slug for one in (*turned.before.head.journeys, *turned.after.head.journeys)
    ]
    places = [turned.before.head.place_of(row.step_id) for row in turned.rows]
    return list(dict.fromkeys([*walked, *(one[0].slug for one in places if one)]))


def _roadmap_move(turned: Turned, slug: str) -> RoadmapMove | None:
    """None where nothing of the roadmap moves, or it is not published any more."""
    before, after = (
        study.head.journey(slug) for study in (turned.before, turned.after)
    )
    if before is None or after is None:
        return None
    walks = (before.enrolment is not None, after.enrolment is not None)
    steps = list(_step_moves(turned, before, after, all_steps=walks[0] == walks[1]))
    sentences = [*_coming(*walks), *_path_sentences(turned, before, after)]
    if all(walks):
        sentences += _count_sentences(turned, before, after)
    if not steps and not sentences:
        return None
    return RoadmapMove(
        title=after.roadmap.title,
        url=reverse("roadmap_list", args=[slug]),
        sentences=tuple(sentences),
        steps=tuple(steps[:MOST_STEPS]),
        more=max(0, len(steps) - MOST_STEPS),
        stay=tuple(_stay(turned, before, after)),
    )


def _coming(walked: bool, will_walk: bool) -> Iterator[str]:
    if walked and not will_walk:
        yield _("Goes off your roadmaps. What you did there stays yours.")
    elif will_walk and not walked:
        yield _("Comes back onto your roadmaps.")


def _path_sentences(turned: Turned, before: Journey, after: Journey) -> Iterator[str]:
    """How the roadmap is walked: way, share and rest."""
    old, new = before.enrolment, after.enrolment
    if old is None or new is None:
        return
    way = choice_text(before), choice_text(after)
    if way[0] != way[1]:
        every = _("every step of it")
        values = {"before": way[0] or every, "after": way[1] or every}
        yield _("Your way: %(after)s instead of %(before)s.") % values
    share = _share(old), _share(new)
    if share[0] != share[1]:
        values = {"before": share[0], "after": share[1]}
        yield _("Its share of your week: %(after)s instead of %(before)s.") % values
    rest = turned.before.is_paused(old), turned.after.is_paused(new)
    if rest[0] != rest[1]:
        yield _("It rests.") if rest[1] else _("It does not rest any more.")
    elif (old.paused_from, old.paused_until) != (new.paused_from, new.paused_until):
        yield _("Its rest has other days.")


def _share(enrolment: Enrolment) -> str:
    if enrolment.share_percent is not None:
        return f"{enrolment.share_percent} %"
    return str(enrolment.get_share_kind_display())


def _count_sentences(turned: Turned, before: Journey, after: Journey) -> Iterator[str]:
    old, new = road_of(turned.before, before, None), road_of(turned.after, after, None)
    if old.text != new.text:
        values = {"after": new.text, "before": old.text}
        yield _("%(after)s instead of %(before)s.") % values
    left = to_the_minute(old.minutes_left), to_the_minute(new.minutes_left)
    if left[0] != left[1]:
        values = {"after": left[1], "before": left[0]}
        yield _("Left: %(after)s instead of %(before)s.") % values


def _step_moves(
    turned: Turned, before: Journey, after: Journey, *, all_steps: bool
) -> Iterator[StepMove]:
    """Steps that stand otherwise, and those of the act of which something else is
    said; all_steps: not just those of the act."""
    ids = {row.step_id for row in turned.rows}
    old, new = turned.before.standings(before), turned.after.standings(after)
    for step in after.roadmap.steps:
        is_of_act = after.compiled.step_ids[step.key] in ids
        was, will = old.get(step.key), new[step.key]
        if was is None or not (all_steps or is_of_act):
            continue
        said = _said(turned.before, before, step, was) if is_of_act else ""
        will_say = _said(turned.after, after, step, will)
        if was.status != will.status or (is_of_act and said != will_say):
            url = step_url(after, step.key)
            yield StepMove(step.title, url, was.status, will.status, will_say)


def _said(study: Study, journey: Journey, step: StepDoc, standing: Standing) -> str:
    """What is said of a step beside its standing: why, the way taken, its rhythm."""
    row = step_row(study, journey, step, standing, here=False)
    options = {one.key: one.title for one in step.options}
    parts = [
        row.line if row.line != first_sentence(step.summary) else "",
        options.get(standing.option, ""),
        *([row.habit.last, row.habit.rhythm] if row.habit else []),
    ]
    return " · ".join(part for part in parts if part)


def _stay(turned: Turned, before: Journey, after: Journey) -> Iterator[str]:
    """Titles of finished steps that need one that is not finished any more."""
    old, new = turned.before.standings(before), turned.after.standings(after)
    gone = {key for key, one in old.items() if one.satisfied and not new[key].satisfied}
    for step in after.roadmap.steps:
        needed = {
            member.step
            for group in step.needs
            if group.strength == "required"
            for member in group.members
        }
        if new[step.key].satisfied and needed & gone:
            yield step.title


def _sentences(turned: Turned) -> Iterator[str]:
    if turned.minutes < 0:
        time = duration(-turned.minutes)
        yield _("%(time)s of noted time goes.") % {"time": time}
    elif turned.minutes > 0:
        time = duration(turned.minutes)
        yield _("%(time)s of noted time comes back.") % {"time": time}
    for row in turned.rows:
        if row.verb == Verb.HANDED_IN and row.step:
            values = {"number": row.data["number"], "step": row.step.title}
            yield _work(is_back=turned.is_back) % values
    yield from _pause(turned.before.head.learner, turned.after.head.learner)


def _work(*, is_back: bool) -> str:
    if is_back:
        return _("Version %(number)s of %(step)s counts as handed in again.")
    return _(
        "Version %(number)s of %(step)s does not count as handed in any more. Its text"
        " is kept."
    )


def _pause(before: User | None, after: User | None) -> Iterator[str]:
    """The rest from everything."""
    if before is None or after is None:
        return
    first, last = after.paused_from, after.paused_until
    if (before.paused_from, before.paused_until) == (first, last):
        return
    if first is None:
        yield _("Nothing rests any more.")
    elif last is None:
        yield _("Everything rests from %(day)s on.") % {"day": day(first)}
    else:
        values = {"day": day(first), "last": day(last)}
        yield _("Everything rests from %(day)s to %(last)s.") % values
