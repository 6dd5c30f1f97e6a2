"""What has to come first, or goes alongside: only where words say so.

What is needed is given in the words of the list (Found.needs); which step that is, is
recognised by curating.lists.resolving. A denial ("no prerequisites") gives nothing.
"""

import re
from collections.abc import Iterator

from curating.lists.types import NeedValue, Strength
from curating.lists.words.found import Found

OBJECT = r"(?P<object>[^.;:!?\n]{2,200})"
TO_COMMA = r"(?P<object>[^.;:!?,\n]{2,160})"
DONE = (
    r"(?:complet\w{0,4}|finish\w{0,3}|done|doing|taken|taking|gone through|grasped"
    r"|understood|learn(?:ed|t|ing)|mastered|read(?:ing)?|watched|managed to take"
    r"|get (?:a |the )?(?:hang|grip|hold) (?:on|of)|are (?:comfortable|familiar) with"
    r"|know|understand)"
)


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# pattern, strength, confidence; the object is what is needed. Below WEAK the words are
# common: they count only where a step is recognised in them.
WEAK = 62
FORWARD: tuple[tuple[re.Pattern[str], Strength, int], ...] = (
    (
        _rule(rf"\bpre-?req(?:uisite)?s?\b ?(?::|are|is|-|=|\u2013)? ?{OBJECT}"),
        "required",
        80,
    ),
    (
        _rule(
            rf"\b(?:requires|you(?:'ll| will)? need(?: to know)?(?! to\b| is\b| an? |"
            rf" more\b| help\b)"
            rf"|depends on(?! your\b| the\b| how\b)"
            rf"|assumes|builds on|relies on|needs (?:some|basic|good|prior)) (?:that"
            rf" you |knowledge of |you to )?"
            rf"{OBJECT}"
        ),
        "required",
        70,
    ),
    (
        _rule(
            rf"\b(?:once|after|if|when) (?:you|we|one)?(?:'ve| have| has| are)?"
            rf"(?: already)?\s?{DONE} {TO_COMMA}"
        ),
        "required",
        65,
    ),
    (_rule(rf"\bafter {TO_COMMA}"), "required", 60),
    (_rule(rf"\b{OBJECT} (?:is|are) (?:a )?(?:pre-?)?requisites?\b"), "required", 65),
    (_rule(r"\bready to (?:start|begin|move on)\b(?P<object>x)?"), "required", 63),
)
BESIDE: tuple[tuple[re.Pattern[str], Strength, int], ...] = (
    (_rule(rf"\bco-?req(?:uisite)?s?\b ?:? ?{OBJECT}"), "alongside", 80),
    (
        _rule(
            r"\b(?:alongside|along with|in parallel (?:with|to)|together with"
            rf"|at the same time as|simultaneously with|while doing) {TO_COMMA}"
        ),
        "alongside",
        61,
    ),
    (_rule(rf"\bmeanwhile,? {OBJECT}"), "alongside", 63),
    (_rule(r"\bin parallel\b(?P<object>x)?"), "alongside", 63),
)
# The object comes later; what stands before it, or the step itself, is needed.
BACKWARD = _rule(
    r"\bbefore (?:you )?(?:jumping (?:to|into)|moving (?:on )?(?:to|into)|starting"
    rf"|start|doing|taking|going (?:to|into)|diving into|beginning|begin) {TO_COMMA}"
)
DONE_TOO_SOON = _rule(
    r"^(?P<about>[^,.;]{3,80}?) (?:can be|may be|is|might be) (?:[\w ]{0,20})"
    rf"(?:heavy|hard|difficult|much|tough) if (?:it is )?(?:done|taken) before "
    rf"(?:implementing |doing |taking )?{TO_COMMA}"
)
ENOUGH = _rule(rf"\bsufficient (?:for|to start(?: with)?) {TO_COMMA}")
DENIAL = _rule(
    r"\b(?:no|not|without|nothing|none|n/a|don't|do not|isn't|aren't|never|any)\b"
    r"[\w ]{0,30}$|^\W{0,3}(?:none|nothing|no|n/a|not? (?:required|needed|necessary)"
    r"|-+|\u2013|\u2014)\b"
)
DENIED_AFTER = _rule(
    r"\b(?:is|are)(?:n't| not) (?:required|needed|necessary|a prerequisite)\b"
    r"|\bnot (?:required|needed|necessary)\b"
)
NOTHING = _rule(
    r"^\W*(?:none|nothing|no|n/a|nil|-+|\u2013|\u2014|not required|no .{0,60})?\W*$"
)
SOFT = _rule(
    r"\b(?:recommend\w{0,5}|advisable|helpful|useful|ideally|preferably|nice to have"
    r"|would help|suggested|good idea)\b"
)
NOT_NEEDED = _rule(
    r"^\W*(?:this|that|all|these|it)? ?(?:doing this course|the fact|a (?:while|few)"
    r"|some time|work|lunch|school|reading this|each|every|the next)\b"
)
STARTS_WITH = re.compile(
    r"^\s*(?:(?:some|basic|the|a|an|of|with|on|knowledge of|only)\s)*"
)
CO = _rule(r"^\W*co-?req(?:uisite)?s?\W*")
OR_SO = re.compile(r"\b(\w+) or (?:two|three|more|so)\b", re.IGNORECASE)
THEN = re.compile(r",? \bthen\b ", re.IGNORECASE)
ALTERNATIVES = re.compile(r",? or (?:either )?|/", re.IGNORECASE)
PARTS = re.compile(r",? and (?:also )?|, | & |; ", re.IGNORECASE)
LIMIT = 8
# One of these stands in every sentence that states a need.
HINT = _rule(
    r"req|need|depend|assume|build|relies|once|after|\bif\b|when|before|ready|along"
    r"|parallel|together|same time|simultan|while|sufficient"
)


def needs(sentence: str) -> Iterator[Found]:
    """Every need that the sentence states, with the words for what is needed."""
    if not HINT.search(sentence) or DENIED_AFTER.search(sentence):
        return
    strength: Strength | None = "recommended" if SOFT.search(sentence) else None
    if too_soon := DONE_TOO_SOON.search(sentence):
        yield _need(too_soon, "recommended", 55, about=too_soon["about"].strip())
        return
    taken: list[tuple[int, int]] = []
    for pattern, strong, confidence in (*FORWARD, *BESIDE):
        for match in pattern.finditer(sentence):
            said = match["object"] or ""
            if _denied(sentence, match, said) or NOT_NEEDED.match(said):
                continue
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            how = strong if strong == "alongside" else strength or strong
            yield _need(match, how, confidence)
    for match in (*BACKWARD.finditer(sentence), *ENOUGH.finditer(sentence)):
        if not _denied(sentence, match, match["object"]):
            yield _need(
                match, strength or "required", 55, later=match["object"].strip()
            )


def needs_of_field(text: str, strength: Strength = "required") -> Found | None:
    """What a field for prerequisites says; None where it denies, or says nothing."""
    if NOTHING.match(text[:200]):
        return None
    if beside := CO.match(text):
        text, strength = text[beside.end() :], "alongside"
    k, words = parts_of(text)
    value = NeedValue(members=(), strength=strength, k=k)
    return Found("need", 0, len(text), 90, value, "is_need", needs=words)


def parts_of(said: str) -> tuple[int | None, tuple[str, ...]]:
    """(k, words for each) of "A and B", "A, B or C", "one of A, B": k 1 for or."""
    said = OR_SO.sub(r"\1", said)
    any_of = re.match(r"^\W*(?:any |either )?(?:one )?of |^\W*either ", said)
    said = said[any_of.end() :] if any_of else said
    is_or = bool(any_of) or bool(re.search(r"\bor\b|\w / ?\w|[a-z+#]/[A-Za-z]", said))
    pieces = ALTERNATIVES.split(said) if is_or else [said]
    words = [
        STARTS_WITH.sub("", part).strip(" .,;:()*\"'")
        for piece in pieces
        for part in PARTS.split(piece)
    ]
    known = tuple(word for word in words if word)[:LIMIT]
    return (1 if is_or and len(known) > 1 else None), known


def _denied(sentence: str, match: re.Match[str], said: str) -> bool:
    before = sentence[max(0, match.start() - 40) : match.start()]
    return bool(DENIAL.search(before) or NOTHING.match(said or "x"))


def _without_then(match: re.Match[str]) -> str:
    """The object up to "then"; what stands behind it where the object comes first."""
    said = match["object"] or ""
    parts = THEN.split(said)
    first = match.start("object") == match.start()
    return parts[-1] if first else parts[0]


def _need(
    match: re.Match[str],
    strength: Strength,
    confidence: int,
    *,
    about: str = "",
    later: str = "",
) -> Found:
    """later: words for the step that needs the one in which the sentence stands."""
    said = _without_then(match)
    k, words = (None, ()) if later else parts_of(said)
    value = NeedValue(members=(), strength=strength, k=k)
    start, end = match.span()
    return Found(
        "need",
        start,
        end,
        confidence,
        value,
        "is_need",
        about=about or later,
        needs=words,
    )
