"""Which required groups of a walk's steps are met, and what would meet the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from progress.engine.reading import Reading
from progress.engine.state import Learner, Record
from roadmap.document import GroupDoc
from roadmap.graph import UNKNOWN, Member
from roadmap.remaining import Group
from roadmap.route import Route
from roadmap.spans import covers


@dataclass(frozen=True, eq=False, slots=True)
class Needs:
    """By place: records, readings; walkable: may still be done; member: is on the
    path for its own sake."""

    learner: Learner
    route: Route
    records: Sequence[Record]
    readings: Sequence[Reading]
    walkable: Sequence[bool]
    member: Sequence[bool]

    def unmet(self) -> tuple[dict[int, Sequence[Group]], dict[int, list[GroupDoc]]]:
        """(groups, docs) by place of the steps that may be walked and wait: how many
        more of which places, and the groups as written where only some are unmet.

        Groups of which no member is met and all may be walked stay as they are,
        which spares most steps of a long roadmap the closer look.
        """
        special = frozenset(
            place
            for place, is_walkable in enumerate(self.walkable)
            if not is_walkable or self.records[place].hand_in
        )
        unmet: dict[int, Sequence[Group]] = {}
        docs: dict[int, list[GroupDoc]] = {}
        for place, is_walkable in enumerate(self.walkable):
            groups = self.route.groups[place]
            if not is_walkable or groups == ():
                continue
            if groups is not None and self.route.members[place].isdisjoint(special):
                unmet[place] = groups
                continue
            found, missing = self._look_at(place)
            if found:
                unmet[place], docs[place] = found, missing
        return unmet, docs

    def is_met(self, member: Member, by: int) -> bool:
        """Whether a member is satisfied, at least provisionally, for the step `by`."""
        if member.place != UNKNOWN:
            return self._is_done_by(member.place, member.option, by)
        done = self.learner.effective.get(member.resource, ())
        return (member.scope is not None and covers(done, member.scope)) or any(
            self._is_done_by(place, option, by) for place, option in member.providers
        )

    def _look_at(self, place: int) -> tuple[list[Group], list[GroupDoc]]:
        groups: list[Group] = []
        missing: list[GroupDoc] = []
        for need in self.route.required[place]:
            unmet = [m for m in need.members if not self.is_met(m, place)]
            lacking = need.k - len(need.members) + len(unmet)
            if lacking > 0:
                groups += _groups(lacking, [self._ways_to(m) for m in unmet])
                missing.append(need.doc)
        return groups, missing

    def _is_done_by(self, place: int, option: str, by: int) -> bool:
        """Whether a step is satisfied, by this option if one is named. Known and
        waived say nothing of an option unless one was chosen."""
        reading, record = self.readings[place], self.records[place]
        if not reading.satisfied:
            return _counts_meanwhile(record, self.records[by])
        any_option = reading.status in ("known", "waived") and not record.option
        taken = option in ("", reading.option) or option in reading.covering
        return taken or any_option

    def _ways_to(self, member: Member) -> list[int]:
        """The steps any of which would meet an unmet member, those of the path
        first."""
        ways = [
            place
            for place, option in ((member.place, member.option), *member.providers)
            if place != UNKNOWN
            and option in ("", self.readings[place].option)
            and self.walkable[place]
        ]
        return sorted(dict.fromkeys(ways), key=lambda way: not self.member[way])


def _groups(lacking: int, ways: Sequence[Sequence[int]]) -> list[Group]:
    """A group as groups of places, from the ways to each member that is not met.

    Exact where all of them or any one is asked for; in between, a member that
    several steps could meet counts on the first of them.
    """
    if lacking == len(ways):
        alone = dict.fromkeys(way[0] for way in ways if len(way) == 1)
        either = [(1, tuple(way)) for way in ways if len(way) != 1]
        return [(len(alone), tuple(alone)), *either] if alone else either
    if lacking == 1:
        return [(1, tuple(dict.fromkeys(place for way in ways for place in way)))]
    return [_some_of(lacking, [way[0] for way in ways if way])]


def _some_of(lacking: int, ways: Sequence[int]) -> Group:
    """How many of which places. Where one place meets several members, as many as
    are enough whichever they are."""
    times = Counter(ways)
    enough = met = 0
    for count in sorted(times.values()):
        if met < lacking:
            met += count
            enough += 1
    return enough if met >= lacking else len(times) + 1, tuple(times)


def _counts_meanwhile(record: Record, by: Record) -> bool:
    """What was handed in lets others follow until it is decided; once changes are
    asked, only what was begun stays open."""
    if record.hand_in == "waiting":
        return not record.must_be_approved
    return record.hand_in == "changes" and by.started
