"""Which part of a resource is meant: "first two chapters", "up to lesson 4", "8:37"."""

import re
from collections.abc import Callable, Iterator
from urllib.parse import parse_qsl, urlsplit

from curating.lists.types import QuestionCode, ScopeValue
from curating.lists.words.found import NUMBER, Found, number

Spans = tuple[tuple[int, int | None], ...]
Match = re.Match[str]

# As people write it: as the resource counts (roadmap.document.words.UNITS).
UNITS = {
    **{"lesson": "lesson", "lecture": "lecture", "chapter": "chapter", "ch": "chapter"},
    **{"page": "page", "p": "page", "pp": "page", "week": "week", "video": "video"},
    **{"part": "part", "section": "section", "module": "part", "unit": "part"},
    **{"episode": "video", "day": "part", "course": "course", "exercise": "part"},
}
UNIT = (
    r"(?P<unit>lessons?|lectures?|chapters?|chs?\.?|pages?|pp?\.|weeks?|videos?|parts?"
    r"|sections?|modules?|units?|episodes?|days?|exercises?)"
)
DASH = r"\s?(?:-|\u2013|\u2014|to|through|thru|till|until)\s?"
CLOCK = r"(?:(?P<h>\d{1,2}):)?(?P<m>\d{1,3}):(?P<s>\d{2})"


def _unit(match: Match) -> str:
    word = match["unit"].lower().rstrip(".")
    return UNITS.get(word) or UNITS.get(word.rstrip("s"), "")


def _first(match: Match) -> Spans:
    return ((0, number(match["n"] or "one")),)


def _range(match: Match) -> Spans:
    start, end = int(match["a"]), int(match["b"])
    return ((start - 1, end),) if 0 < start <= end else ()


def _up_to(match: Match) -> Spans:
    end = number(match["n"])
    return ((0, end),) if end else ()


def _from(match: Match) -> Spans:
    start = number(match["n"])
    return ((start - 1, None),) if start else ()


def _several(match: Match) -> Spans:
    places = sorted({int(one) for one in re.findall(r"\d{1,4}", match["all"])})
    return tuple((one - 1, one) for one in places if one)


def _one(match: Match) -> Spans:
    place = number(match["n"])
    return ((place - 1, place),) if place else ()


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


RULES: tuple[tuple[re.Pattern[str], Callable[[Match], Spans], int], ...] = (
    (_rule(rf"\b(?:the )?first (?P<n>{NUMBER} ){UNIT}\b"), _first, 90),
    (_rule(rf"\b(?:the )?first (?P<n>){UNIT}\b"), _first, 70),
    (
        _rule(
            rf"\b(?:up ?to|until|till|through)(?: the end of)?(?: and including)? \W?"
            rf"{UNIT}\s?#?(?P<n>{NUMBER})\b"
        ),
        _up_to,
        90,
    ),
    (
        _rule(
            rf"\b{UNIT}\s?(?P<all>\d{{1,4}}(?:, ?\d{{1,4}}){{0,20}},? ?(?:and|&) ?"
            rf"\d{{1,4}})\b"
        ),
        _several,
        90,
    ),
    (_rule(rf"\b{UNIT}\s?(?P<a>\d{{1,4}}){DASH}(?P<b>\d{{1,4}})\b"), _range, 90),
    (
        _rule(
            rf"\b(?:from )?{UNIT} (?P<n>{NUMBER}) (?:on(?:wards?)?\b|to the end\b"
            rf"|and (?:on|later|beyond)\b)"
        ),
        _from,
        85,
    ),
    (
        _rule(
            rf"\b(?:only|just|read|watch|see|skip to|do|in) (?:the )?{UNIT}\s?#?"
            rf"(?P<n>{NUMBER})\b(?![-\u2013,\d])"
        ),
        _one,
        80,
    ),
)
# One of these stands in every sentence that names a part.
HINT = _rule(
    r"\d|\bfirst\b|\blast\b|\bwhole\b|\bfull\b|\bentire\b|\bcomplete\b|\ball\b"
    r"|\bsome of\b|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)\b"
)
# Said, but not as a number, or not for sure: always asked.
WHOLE = _rule(
    r"\b(?:complete|entire|whole|full) (?:course|book|series|playlist|specialization)\b"
    r"|\b(?:watch|read|do) (?:it|them) all\b|\ball (?:the )?"
    r"(?:lectures|chapters|videos)\b"
)
SOME = _rule(
    r"\bsome of (?:the )?(?P<label>[\w ]{3,60}?) (?:concepts|chapters?|parts?)\b"
)
LAST = _rule(rf"\b(?:the )?last (?:{NUMBER} )?{UNIT}\b")
ONE_IN_WORDS = _rule(rf"\b{UNIT} (?P<n>\d{{1,4}})\b")
STARTS = _rule(
    rf"\b(?:from|start(?:s|ing)?(?: watching)?(?: (?:from|at))?|at)(?: minute)? "
    rf"(?:{CLOCK}|(?P<min>\d{{1,3}}) ?m(?:in(?:utes?)?)?(?: ?(?P<sec>\d{{1,2}}) ?s)?\b"
    rf"|(?P<only>\d{{1,5}}) ?s(?:ec(?:onds?)?)?\b)"
)
IN_ADDRESS = re.compile(r"^(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,6})s?)?$")
CHAPTER_IN_ADDRESS = re.compile(r"/ch(?:ap(?:ter)?)?[-_]?0?(\d{1,2})(?:\.html?|/|$)")


def scopes(sentence: str, *, is_title: bool = False) -> Iterator[Found]:
    """Every part of a resource that the sentence names.

    is_title: in headings and titles of links a single number is a name, not a part.
    """
    if not HINT.search(sentence):
        return
    taken: list[tuple[int, int]] = []
    for pattern, spans_of, confidence in RULES:
        for match in pattern.finditer(sentence):
            spans = spans_of(match)
            if spans and not _overlaps(taken, match):
                taken.append(match.span())
                yield _found(match, _unit(match), spans, confidence)
    if start := STARTS.search(sentence):
        yield _found(start, "second", ((_seconds(start), None),), 85)
    if whole := WHOLE.search(sentence):
        value = ScopeValue(unit="", label=whole[0], whole=True)
        yield Found("scope", *whole.span(), 70, value, "which_part")
    if not taken and not is_title:
        yield from _doubtful(sentence)


def _doubtful(sentence: str) -> Iterator[Found]:
    for pattern in (LAST, SOME):
        if match := pattern.search(sentence):
            unit = _unit(match) if pattern is LAST else ""
            label = match.groupdict().get("label") or match[0]
            value = ScopeValue(unit=unit, label=label.strip())
            yield Found("scope", *match.span(), 50, value, "which_part")
            return
    if match := ONE_IN_WORDS.search(sentence):
        value = ScopeValue(unit=_unit(match), spans=_one(match), label=match[0])
        if value.spans:
            yield Found("scope", *match.span(), 50, value, "which_part")


def _overlaps(taken: list[tuple[int, int]], match: Match) -> bool:
    return any(start < match.end() and match.start() < end for start, end in taken)


def _found(match: Match, unit: str, spans: Spans, confidence: int) -> Found:
    value = ScopeValue(unit=unit, spans=spans, label=match[0].strip())
    asks: QuestionCode | None = None if confidence >= 85 else "which_part"
    return Found("scope", *match.span(), confidence, value, asks)


def _seconds(match: Match) -> int:
    if match["m"]:
        return (int(match["h"] or 0) * 60 + int(match["m"])) * 60 + int(match["s"])
    if match["min"]:
        return int(match["min"]) * 60 + int(match["sec"] or 0)
    return int(match["only"])


def scope_of_address(address: str) -> tuple[ScopeValue, int] | None:
    """(scope, how sure) that an address itself names: a time of a video, a chapter."""
    try:
        parts = urlsplit(address)
        query = dict(parse_qsl(f"{parts.query}&{parts.fragment}"[:2_000]))
    except ValueError:
        return None
    for name in ("t", "start", "time_continue"):
        found = IN_ADDRESS.match(query.get(name, ""))
        if found and any(found.groups()):
            hours, minutes, seconds = (int(one or 0) for one in found.groups())
            start = (hours * 60 + minutes) * 60 + seconds
            label = f"{name}={query[name]}"
            value = ScopeValue(unit="second", spans=((start, None),), label=label)
            return (value, 80) if start else None
    if chapter := CHAPTER_IN_ADDRESS.search(parts.path.lower()):
        place = int(chapter[1])
        spans = ((place - 1, place),) if place else ()
        value = ScopeValue(unit="chapter", spans=spans, label=chapter[0].strip("/"))
        return (value, 60) if place else None
    return None
