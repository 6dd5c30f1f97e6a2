"""For whom, whether, and when: optional, later, only if, one of these, for an aim."""

import re
from collections.abc import Iterator

from curating.lists.types import ChoiceValue, QuestionCode, ReadingKind, WordsValue
from curating.lists.words.found import Found

Match = re.Match[str]


def _rule(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _words(match: Match) -> WordsValue | None:
    text = match.groupdict().get("words")
    return WordsValue(text=" ".join(text.split()).strip(" ,()*")) if text else None


NAME = r"(?P<words>[^,.;:!?\n]{2,120}?)"
STOP = r"(?=,|\.|;|:|!|\?|$| then\b| you\b| should\b| is\b| who\b)"

# kind, pattern, confidence, question
RULES: tuple[tuple[ReadingKind, re.Pattern[str], int, QuestionCode | None], ...] = (
    (
        "deferred",
        _rule(
            r"\bskip (?P<words>[^,.;\n]{0,120}?)(?:and|, ?but|;)? ?(?:do|come back"
            r"|return"
            r"|take|revisit|read)\b[^.]{0,40}?\blater\b|\b(?:can|may) be (?:done|taken"
            r"|left(?: for)?|skipped for) (?:later|now)\b|\bcome back (?:to it"
            r" )?later\b"
        ),
        70,
        "is_deferred",
    ),
    (
        "optional",
        _rule(
            r"\boptional(?:ly)?\b|\belectives?\b|\bbonus\b|\bnice to have\b|\bnot"
            r" required\b"
            r"|\b(?:can|may|could) (?:be skipped|skip)\b|\bfeel free to skip\b"
            r"|\bskip (?:this|it|these)\b|\bif (?:you have|there is) (?:the )?"
            r"(?:extra |spare |more |tons of extra )?time\b"
            r"|\bholds? (?:little|no|less) (?:potential|value)\b|\bnot (?:very"
            r" )?useful for\b"
        ),
        70,
        "is_optional",
    ),
    (
        "known",
        _rule(
            r"\bif you(?:'re| are) (?:new to|not (?:familiar|comfortable) with"
            r"|unfamiliar"
            rf" with|rusty (?:in|on|at)|a beginner (?:in|at)) {NAME}{STOP}"
            r"|\bif you (?:do not|don'?t|never|have not|haven'?t|have never) "
            rf"(?:yet )?(?:know|used?|learn(?:ed|t)?|done|seen|had|programmed in"
            rf"|written)"
            rf"(?: much| any)? {NAME.replace('words', 'more')}{STOP}"
        ),
        75,
        "is_known",
    ),
    (
        "known",
        _rule(
            r"\bskip\b[^.]{0,40}\bif you (?:already )?(?:know|have|are)"
            r"|\b(?:if you|those who|you may) already know\b|\bfor (?:absolute "
            r"|complete )?beginners\b"
            r"|\b(?:refresh|brush up|brushed)\b"
        ),
        55,
        "is_known",
    ),
    (
        "track",
        _rule(
            rf"\bif (?:one's|your|you(?:'re| are)|one is|you) (?:focus(?:ing|ed)?(?:"
            rf" is)?"
            rf"|aim(?:ing)?|interest(?:ed)?|going|goal is|want|plan(?:ning)?|working"
            rf"|prefer)"
            rf"(?: to| on| in| for| into)*(?: use| work(?: on| with)?)? {NAME}{STOP}"
        ),
        70,
        "is_track",
    ),
    (
        "track",
        _rule(
            r"\bfor (?:those|people|anyone|learners|everyone|developers|engineers) "
            r"(?:who (?:are |want to |wish to )?)?(?:interested in|going (?:in)?to"
            r"|going "
            rf"for|aiming (?:at|for)|working on|heading for|doing|work with|into)"
            rf" {NAME}"
            rf"{STOP}"
        ),
        70,
        "is_track",
    ),
)
ADVICE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("notes", _rule(r"\b(?:make|take|keep|write) (?:\w{1,12} ){0,2}notes\b")),
    (
        "pace",
        _rule(
            r"\b(?:do not|don'?t) (?:rush|force yourself|hurry)\b|\btake your time\b"
            r"|\btoo much (?:to|for)\b|\bat your own pace\b|\bgo (?:slow|slowly)\b"
        ),
    ),
    ("ask", _rule(r"\bask (?:for|your|a|in|seniors|questions|people)\b|\bget help\b")),
    (
        "prepare",
        _rule(
            r"\b(?:all )?(?:you(?:'ll| will)? need is|make sure you have|needs?) an? "
            r"[\w ]{0,20}(?:account|gpu|graphics card|laptop|computer)\b"
            r"|\bgpu'?s?\b[^.]{0,60}\b(?:must|required|needed)\b|\binvest in\b"
        ),
    ),
    (
        "thorough",
        _rule(
            r"\bthoroughly\b|\blearn (?:this|it) well\b|\bwatch it in loop\b"
            r"|\bvery important\b|\bis important for\b"
        ),
    ),
    ("review", _rule(r"\b(?:get|receive) (?:a )?(?:reviews?|feedback)\b")),
    ("use", _rule(r"\b(?:will|all) be on \w{2,30}\b|\bwill use \w{2,30}\b")),
    (
        "pick",
        _rule(
            r"\b(?:big fan of|i (?:recommend|prefer)|my favou?rite is|start with)"
            r" \w{2,30}\b"
        ),
    ),
)
AIM = (
    _rule(
        r"\b(?:inclination towards|towards|for|interested in|into|prefer) "
        r"(?P<aim>industry|production|research|academia|web|mobile|data|games?|backend"
        r"|frontend|vision|nlp)\w{0,10},? (?:then )?(?:go for |use |choose |pick "
        r"|take |"
        r"you should go for |learn )?(?P<option>[A-Z][\w+#.]{1,30})"
    ),
)
EITHER = _rule(
    r"\b(?:either|use|using|in|learn|choose|pick|between|of) "
    r"(?:between |either )?(?P<one>[A-Z][\w+#.]{0,30})(?:, [A-Z][\w+#.]{0,30}){0,5},? "
    r"(?:or|vs\.?|/) (?P<other>[A-Z][\w+#.]{0,30})"
)
NAMES = re.compile(r"\b[A-Z][\w+#.]{0,30}(?<![.,])")
ANY = _rule(
    r"\bany (?:one )?of (?:these|the following|them)\b|\bchoose (?:any )?one\b"
    r"|\bpick (?:any )?one\b|\bone of (?:these|the following|them) is enough\b"
    r"|\b(?:choose|pick) (?:any )?(?P<k>two|three|2|3) of\b|\byour choice\b"
    r"|\b(?:quite )?a few options\b|\bpick ?up an? (?:framework|language|tool"
    r"|library)\b|\bone is enough\b"
)
PARTS_OF = _rule(
    r"\b(?:collection|series|sequence|set|specialization|bundle) of (?P<words>\w{1,12} "
    r"(?:courses|books|videos|parts|modules|lectures))\b|\bconsists of "
    r"(?P<more>\w{1,12} (?:courses|parts|modules))\b"
)
ORDER = _rule(
    r"\b(?:in (?:this|the (?:following|given|presented|listed|same)|roughly the \w+)"
    r" order|(?:the |i )?(?:followed )?(?:the )?below order|in order(?: from| of|\b"
    r"(?= to"
    r"| top)| listed| given)|order(?:ed)? (?:from top|below)|one after (?:the other"
    r"|another)|step by step|from top to bottom|top to bottom)\b"
)

# One of these stands in every sentence that says any of this.
HINT = _rule(
    r"\bif\b|skip|later|optional|elective|bonus|required|time|potential|useful|nice"
    r"|know|beginner|refresh|brush|\bfor\b|note|rush|force|hurry|much|pace|slow|\bask"
    r"|help|need|make sure|must|invest|thorough|learn|watch|important|review|feedback"
    r"|\bon\b|\buse|fan of|recommend|prefer|favou?rite|start with|industry|towards|any"
    r"|\bor\b|vs|choose|pick|choice|options|enough|collection|series|sequence|\bset\b"
    r"|speciali|bundle|consists|order|one after|step by step|top|later|now"
)


def conditions(sentence: str) -> Iterator[Found]:
    """What the sentence makes its step depend on, or says about it."""
    if not HINT.search(sentence):
        return
    seen: set[ReadingKind] = set()
    for kind, pattern, confidence, asks in RULES:
        match = pattern.search(sentence)
        if not match or kind in seen or (kind == "optional" and "deferred" in seen):
            continue
        seen.add(kind)
        value = _words(match) or _more(match)
        yield Found(kind, *match.span(), confidence, value, asks)
    for code, pattern in ADVICE:
        if match := pattern.search(sentence):
            yield Found("advice", *match.span(), 70, WordsValue(text=code))
    for kind, pattern, asks in (
        ("part_of", PARTS_OF, "is_part_of"),
        ("order", ORDER, None),
    ):
        if match := pattern.search(sentence):
            value = _words(match) or _more(match)
            yield Found(kind, *match.span(), 80, value, asks)
    yield from _choices(sentence)


def _more(match: Match) -> WordsValue | None:
    text = match.groupdict().get("more")
    return WordsValue(text=" ".join(text.split()).strip(" ,()*")) if text else None


def _choices(sentence: str) -> Iterator[Found]:
    aims = [
        (match["option"].rstrip("."), match["aim"].lower())
        for pattern in AIM
        for match in pattern.finditer(sentence)
    ]
    either = EITHER.search(sentence)
    any_of = ANY.search(sentence)
    match: Match | None = either or any_of
    options: tuple[str, ...] = ()
    if either:
        span = sentence[either.start("one") : either.end()]
        options = tuple(dict.fromkeys(NAMES.findall(span)))
    elif len(aims) > 1:
        match = next(AIM[0].finditer(sentence))
        options = tuple(dict.fromkeys(option for option, _ in aims))
    if match is None:
        return
    k = {"two": 2, "2": 2, "three": 3, "3": 3}.get(match.groupdict().get("k") or "", 1)
    value = ChoiceValue(options=options, k=k, aims=tuple(aims))
    yield Found("choice", *match.span(), 70, value, "is_choice")
