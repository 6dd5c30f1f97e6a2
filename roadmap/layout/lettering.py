"""How wide words are, and where a title breaks.

The server does not know the reader's font. The table is measured on DejaVu Sans Bold,
the widest of the fonts that stand behind `system-ui`, so that what fits here fits
everywhere.
"""

import unicodedata
from functools import cache

# Hundredths of the font size -> characters that are at most so wide.
CLASSES = {
    35: " 'ijl",
    38: "/\\|,.IJ·‘’",
    42: ":;-",
    46: "f!()[]",
    50: "t_`r–",
    60: '"*?zcs',
    66: "Lxvy“”",
    69: "kaeEFTo",
    73: "$0123456789SbdghnpquYZ{}ß",
    78: "CPBRAKVX",
    85: "UDG#+<=>HN^~×OQ",
    93: "&w",
    101: "@M—…%",
    111: "mWæœ",
}
WIDTHS = {letter: width for width, letters in CLASSES.items() for letter in letters}
OTHER = 101  # letters of other scripts; the widest of them that were measured
REGULAR = 94  # per cent of bold
ELLIPSIS = "…"


@cache
def letter_width(letter: str) -> int:
    """Hundredths of the font size; accents take no room of their own."""
    if unicodedata.combining(letter):
        return 0
    base = unicodedata.normalize("NFD", letter)[0]
    return WIDTHS.get(base, OTHER)


def text_width(text: str, size: float, *, is_bold: bool) -> int:
    """Whole pixels that text takes at most, at a font size in pixels."""
    hundredths = sum(letter_width(letter) for letter in text)
    weight = 100 if is_bold else REGULAR
    return -int(-hundredths * weight * size // 10_000)


def cut(text: str, room: int, size: float, *, is_bold: bool) -> str:
    """text, shortened with an ellipsis where it is wider than room."""
    if text_width(text, size, is_bold=is_bold) <= room:
        return text
    kept = text
    while kept and text_width(kept + ELLIPSIS, size, is_bold=is_bold) > room:
        kept = kept[:-1].rstrip()
    return kept + ELLIPSIS


def two_lines(text: str, room: int, size: float) -> tuple[tuple[str, ...], bool]:
    """A bold title in one line or two, and whether some of it is left out.

    Two lines are broken so that the longer one is as short as it can be.
    """
    text = " ".join(text.split())
    if text_width(text, size, is_bold=True) <= room:
        return (text,), False
    first, second = balanced(text, size)
    widest = max(text_width(line, size, is_bold=True) for line in (first, second))
    if second and widest <= room:
        return (first, second), False
    first, second = _filled(text, room, size)
    first = cut(first, room, size, is_bold=True)
    lines = (first, cut(second, room, size, is_bold=True)) if second else (first,)
    return lines, True


def balanced(text: str, size: float) -> tuple[str, str]:
    """text in two parts of about the same width; the second is "" for one word."""
    words = text.split(" ")
    breaks = [
        (" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))
    ]
    return min(
        breaks or [(text, "")],
        key=lambda parts: max(text_width(part, size, is_bold=True) for part in parts),
    )


def _filled(text: str, room: int, size: float) -> tuple[str, str]:
    """As many words as fit in the first line, at least one; the rest."""
    words = text.split(" ")
    taken = 1
    while (
        taken < len(words)
        and text_width(" ".join(words[: taken + 1]), size, is_bold=True) <= room
    ):
        taken += 1
    return " ".join(words[:taken]), " ".join(words[taken:])
