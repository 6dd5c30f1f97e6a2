"""What new versions changed for a learner since they last read about it."""

from dataclasses import replace

from progress.changed_words import titled
from progress.engine.moved import Moved, Places, moved, successors
from progress.models import Enrolment
from progress.queries.guided import guided
from progress.queries.study import Journey, Study
from roadmap.models import RoadmapVersion


def keep_what_changed(
    enrolment: Enrolment, before: Study, after: Study, old: Journey, new: Journey
) -> Moved:
    """Keep with the enrolment what changed from the version of which its learner has
    read last; nothing where that is as it was. Returns what changed from old to new.

    Where nothing is unread, no query but the saving; else one more.
    """
    latest = _moved(before, after, old, new, _places([old, new]))
    if not enrolment.changed:
        found, read = latest, old
    else:
        ways = _ways_since(enrolment, old, new, after.head.revision)
        found, read = _moved(before, after, ways[0], new, _places(ways)), ways[0]
    if found or enrolment.changed:
        kept = titled(found, read.compiled, new.compiled) if found else {}
        enrolment.changed = kept
        enrolment.save(update_fields=["changed"])
    return latest if found else Moved()


def _moved(
    before: Study, after: Study, old: Journey, new: Journey, places: Places
) -> Moved:
    return moved(before.standings(old), after.standings(new), places)


def _ways_since(
    enrolment: Enrolment, old: Journey, new: Journey, revision: int
) -> list[Journey]:
    """The version that was read last, all between, and the new one."""
    numbers = {"number__gte": enrolment.changed["before"]}
    rows = RoadmapVersion.objects.filter(roadmap=enrolment.roadmap_id, **numbers)
    rows = rows.filter(number__lt=new.compiled.number).order_by("number")
    overlays = old.guidance.overlays
    found = [
        replace(old, compiled=guided(pk, revision, overlays))
        for pk in rows.values_list("pk", flat=True)
    ]
    return [*(found or [old]), new]


def _places(ways: list[Journey]) -> Places:
    """What stands in the last version in the place of each step of the first."""
    places: Places = {one.key: (one.key,) for one in ways[0].roadmap.steps}
    for one, other in zip(ways, ways[1:], strict=False):
        later = successors(one.roadmap.steps, other.roadmap.steps)
        places = {
            key: tuple(dict.fromkeys(place for step in steps for place in later[step]))
            for key, steps in places.items()
        }
    return places
