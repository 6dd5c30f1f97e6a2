"""A roadmap as a map: the drawing of its version, with one person's standing on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from progress.access import StepPlace
from progress.engine.state import PathChoice
from progress.queries.map_nodes import MapNode, Ways, map_node, neighbours
from progress.queries.roadmap_page import RoadmapPage
from progress.queries.step_page import StepPage, step_page
from progress.queries.study import Journey, Study
from roadmap.catalogue import Compiled
from roadmap.document import GroupDoc
from roadmap.layout import Join, Lane, MapLayout, map_layout, small_width
from roadmap.route import remembered

LOOKS = {"needed": "", "optional": "opt", "recommended": "soft", "alongside": "along"}


@dataclass(frozen=True, slots=True)
class MapLane:
    lane: Lane
    heading: str


@dataclass(frozen=True, slots=True)
class MapLine:
    path: str
    classes: str


@dataclass(frozen=True, slots=True)
class MapJoin:
    join: Join
    text: str

    @property
    def middle(self) -> int:
        return self.join.x + self.join.width // 2


@dataclass(frozen=True, slots=True)
class MapPage:
    """panel: the selected step. statuses: those that occur, for the legend. Lines that
    are walked come last, so that they lie on top."""

    layout: MapLayout
    lanes: tuple[MapLane, ...]
    lines: tuple[MapLine, ...]
    nodes: tuple[MapNode, ...]
    joins: tuple[MapJoin, ...]
    selected: MapNode
    panel: StepPage
    statuses: tuple[str, ...]

    @property
    def strokes(self) -> list[MapLine]:
        """The lines, those that look the same drawn in one."""
        paths: dict[str, list[str]] = {}
        for line in self.lines:
            paths.setdefault(line.classes, []).append(line.path)
        return [MapLine("".join(same), classes) for classes, same in paths.items()]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the map of a version has for everybody. groups: by line, the needs it
    stands for. ways: by step key."""

    layout: MapLayout
    groups: tuple[tuple[GroupDoc, ...], ...]
    ways: Mapping[str, Ways]


def roadmap_map(
    study: Study, journey: Journey, page: RoadmapPage, selected: str
) -> MapPage:
    """No query. selected: key of a step; else the one that is here, else the first
    that can be started.

    Costs the drawing of the version, once in each process, and a millisecond.
    """
    sheet = sheet_of(journey.compiled)
    layout = sheet.layout
    chosen = selected_key(journey, page, selected)
    nodes = _nodes(study, journey, page, sheet, chosen)
    step = journey.roadmap.steps[journey.compiled.graph.place[chosen]]
    return MapPage(
        layout=layout,
        lanes=tuple(MapLane(lane, heading(journey, lane)) for lane in layout.lanes),
        lines=_lines(study, journey, page, sheet),
        nodes=nodes,
        joins=tuple(MapJoin(join, join_text(join)) for join in layout.joins),
        selected=next(node for node in nodes if node.is_selected),
        panel=step_page(study, StepPlace(study.head, journey, step)),
        statuses=tuple(dict.fromkeys(row.status for row in page.rows)),
    )


def sheet_of(version: Compiled) -> Sheet:
    return remembered(version.memory, "sheet", lambda: _sheet(version))


def _sheet(version: Compiled) -> Sheet:
    layout = map_layout(version.roadmap)
    needs = {step.key: step.needs for step in version.roadmap.steps}
    groups = tuple(
        tuple(group for group in needs[line.end] if group.number in line.groups)
        for line in layout.lines
    )
    return Sheet(layout, groups, neighbours(layout))


def selected_key(journey: Journey, page: RoadmapPage, asked: str) -> str:
    if asked in journey.compiled.graph.place:
        return asked
    if page.here:
        return page.here.key
    open_now = (row.key for row in page.rows if row.status == "ready")
    return next(open_now, page.rows[0].key)


def _nodes(
    study: Study, journey: Journey, page: RoadmapPage, sheet: Sheet, chosen: str
) -> tuple[MapNode, ...]:
    standings = study.standings(journey)
    shown = {row.key for row in page.shown}
    filters = "".join(f"show={chip.name}&" for chip in page.chips if chip.on)
    return tuple(
        map_node(
            journey.compiled,
            box,
            row,
            standings[row.key],
            sheet.ways[row.key],
            url=f"?{filters}step={row.key}#panel",
            is_selected=row.key == chosen,
            is_dim=row.key not in shown,
        )
        for box, row in zip(sheet.layout.boxes, page.rows, strict=True)
    )


def _lines(
    study: Study, journey: Journey, page: RoadmapPage, sheet: Sheet
) -> tuple[MapLine, ...]:
    """A line is walked when both ends are, or leads to where somebody is; it is faint
    where a filter leaves out an end, or where aim and tracks ask for no such need."""
    standings = study.standings(journey)
    walked = {key for key, standing in standings.items() if standing.satisfied}
    reached = walked | ({page.here.key} if page.here else set())
    dim = {row.key for row in page.rows} - {row.key for row in page.shown}
    choice = study.walk(journey).choice
    lines = []
    for line, groups in zip(sheet.layout.lines, sheet.groups, strict=True):
        classes = f"e {LOOKS[line.kind]}" if LOOKS[line.kind] else "e"
        if line.start in walked and line.end in reached and line.kind != "alongside":
            classes += " past"
        if line.start in dim or line.end in dim or not _hold(groups, choice):
            classes += " dim"
        lines.append(MapLine(line.path, classes))
    return tuple(sorted(lines, key=lambda line: "past" in line.classes))


def _hold(groups: Sequence[GroupDoc], choice: PathChoice) -> bool:
    return not groups or any(
        group.when is None or group.when.suits(choice.aim, choice.tracks)
        for group in groups
    )


def heading(journey: Journey, lane: Lane) -> str:
    """What stands in a lane, in the words of this person where they fit."""
    if lane.name == "aside":
        return _("If you want and ongoing")
    if lane.name == "core":
        return _("Core path")
    taken = journey.enrolment.tracks if journey.enrolment else []
    titles = [one.title for one in journey.roadmap.tracks if one.key in taken]
    if len(titles) == 1:
        own = _("Tracks, yours: %(track)s") % {"track": titles[0]}
        if small_width(own) <= lane.width:
            return own
    return _("Tracks")


def join_text(join: Join) -> str:
    """What is asked for of the steps whose lines meet."""
    if join.k == join.count:
        return _("all of")
    if join.k == 1:
        return _("any one")
    return _("%(k)s of %(count)s") % {"k": join.k, "count": join.count}
