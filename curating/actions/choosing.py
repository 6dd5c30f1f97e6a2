"""What was chosen on the desk, done one by one: all of it, or said which not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import User
from curating.actions import told
from curating.actions.fixes import FOR_EVER, WEEK, Refused, apply_fix, snooze
from curating.models import Fix
from curating.queries.problems import Problem
from mentoring.actions.once import stored_key

PUT_OFF = {"watch": WEEK, "two": FOR_EVER}


@dataclass(frozen=True, slots=True)
class Pick:
    """What a form names: a problem, what is to be done, and the mark of what it saw."""

    ref: str
    kind: str
    mark: str

    def __str__(self) -> str:
        return f"{self.ref}:{self.kind}:{self.mark}"


@dataclass
class Done:
    """fixes: applied now or by the same form before. put_off: how many. refused: title
    and why, each with what stands there now."""

    fixes: list[Fix] = field(default_factory=list)
    put_off: int = 0
    refused: list[tuple[str, Refused]] = field(default_factory=list)


def do_chosen(
    problems: Mapping[str, Problem],
    picks: Iterable[Pick],
    *,
    by: User,
    at: datetime,
    key: str,
) -> Done:
    """A transaction for each; problems: by name, as they are now."""
    picks = list(dict.fromkeys(picks))
    keys = {str(pick): stored_key(key, ["fix", str(pick)]) for pick in picks}
    known = Fix.objects.filter(by=by, key__in=keys.values())
    before = {fix.key: fix for fix in known}
    done = Done()
    for pick in picks:
        earlier = before.get(keys[str(pick)])
        if earlier is not None:
            done.fixes.append(earlier)
        else:
            _do(done, problems.get(pick.ref), pick, by, at, keys[str(pick)])
    return done


def _do(
    done: Done, problem: Problem | None, pick: Pick, by: User, at: datetime, key: str
) -> None:
    if problem is None:
        done.refused.append((pick.ref, Refused("over")))
        return
    one = problem.find(pick.kind, pick.mark)
    if pick.kind in PUT_OFF:
        snooze(problem.ref, by=by, at=at, time=PUT_OFF[pick.kind])
        done.put_off += 1
    elif one is None:
        done.refused.append((problem.resource.title, Refused("changed", now(problem))))
    else:
        try:
            fix = apply_fix(problem, one, by=by, at=at, key=key)
        except Refused as error:
            done.refused.append((problem.resource.title, error))
        else:
            told.close_mended(fix, at=at)
            done.fixes.append(fix)


def now(problem: Problem) -> str:
    """The address that stands there now."""
    return problem.link.url if problem.link else problem.resource.title
