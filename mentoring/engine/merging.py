"""Two people change the same thing: nothing is overwritten that nobody looked at.

Values go by name, as text; a name that is missing is empty.
"""

from collections.abc import Mapping, Sequence

Values = Mapping[str, str]
Changes = Mapping[str, Sequence[str]]  # by name: before and after


def differences(before: Values, after: Values) -> dict[str, list[str]]:
    """What is another in after, in order of name: before and after."""
    names = sorted({*before, *after})
    pairs = {name: [before.get(name, ""), after.get(name, "")] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def together(changes: Sequence[Changes]) -> dict[str, list[str]]:
    """Several changes, oldest first, as one."""
    found: dict[str, list[str]] = {}
    for one in changes:
        for name, (before, after) in one.items():
            found[name] = [found.get(name, [before])[0], after]
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}


def merged(current: Values, meanwhile: Changes, typed: Values) -> dict[str, str]:
    """What somebody wrote who had not seen what changed meanwhile: their own words
    where they changed something, else what stands there now."""
    result = dict(typed)
    for name, (before, _after) in meanwhile.items():
        if name in typed and typed[name] == before:
            result[name] = current.get(name, "")
    return result
