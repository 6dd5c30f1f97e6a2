"""What one line of Markdown begins with: marks of lists, headings, tables, code."""

import re

FENCE = re.compile(r"^\s*+(`{3,}+|~{3,}+)\s*+([\w-]*+)")
ATX = re.compile(r"^(#{1,6}+)(?:\s++|$|(?<=##)(?=\w))")
CLOSING_MARKS = re.compile(r"(?:^|\s)#++\s*+$")
QUOTE = re.compile(r"^\s{0,3}+(?:>\s?){1,1000}+")
BULLET = re.compile(r"^(?:[-*+\u2022\u25cf\u25e6\u25aa\u2013])(?=\s|$|\[[ xX]\]\s)")
NUMBER = re.compile(r"^\(?(\d{1,6}+)[.)](?=\s|$)")
LETTER = re.compile(r"^\(?[a-z]\)(?=\s)")
CHECK = re.compile(r"^\[([ xX\u2713\u2714]?)\](?=\s|$)\s*+")
TICK = r"(?:\u2705|\u2714|\u2611|\u2713|:white_check_mark:|:heavy_check_mark:)\ufe0f?"
OPEN_BOX = r"(?:\u2b1c|\u2610|\U0001f532|\u274c|:x:|:white_large_square:)\ufe0f?"
TICK_FIRST = re.compile(rf"^(?:({TICK})|{OPEN_BOX})\s*+")
TICK_LAST = re.compile(rf"\s(?:({TICK})|{OPEN_BOX})\s*+$")
DEFINITION = re.compile(
    r"^\s{0,3}+\[(?!\^)([^\[\]]{1,200}+)\]:\s{1,20}+<?([^\s<>]{1,2000}+)>?"
    r"\s*+(?:$|[\"'(])"
)
FOOTNOTE = re.compile(r"^\s{0,3}+\[\^([^\[\]]{1,100}+)\]:\s*+")
BOLD_LINE = re.compile(
    r"^(?:\*\*|__)(?![\s*_])([^*_\n]{1,100}+)(?:\*\*:?|__:?)\s*+(?:<br ?/?>)?\s*+$"
)
UNDERLINE = re.compile(r"^\s{0,3}+(=++|-{2,}+)\s*+$")


def is_rule(line: str) -> bool:
    """Three or more of one mark and nothing else: a line across the page."""
    marks = line.replace(" ", "").replace("\t", "")
    return len(marks) >= 3 and marks[0] in "-*_" and not marks.strip(marks[0])


def is_delimiter(line: str) -> bool:
    """The line between the head of a table and its rows."""
    return "-" in line and "|" in line and not line.strip("|:- \t")


def indent_of(line: str) -> int:
    """Width of the white space in front; a tab goes to the next multiple of four."""
    width = 0
    for char in line:
        if char == "\t":
            width += 4 - width % 4
        elif char == " ":
            width += 1
        else:
            break
    return width


def without_tick(text: str) -> tuple[str, int, bool | None]:
    """(the rest, how many characters went in front, ticked or not or no box)."""
    if box := CHECK.match(text):
        return text[box.end() :], box.end(), bool(box[1].strip())
    if first := TICK_FIRST.match(text):
        return text[first.end() :], first.end(), first[1] is not None
    if last := TICK_LAST.search(text[-40:]):
        cut = len(text) - len(text[-40:]) + last.start()
        return text[:cut], 0, last[1] is not None
    return text, 0, None


def cells_of(line: str) -> list[tuple[int, str]]:
    """(column from 0, text) of each cell. A bar in code or behind \\ is text."""
    cells: list[tuple[int, str]] = []
    start = 0
    in_code = False
    for at, char in enumerate(line):
        if char == "`" and "`" in line:
            in_code = not in_code
        elif char == "|" and not in_code and (at == 0 or line[at - 1] != "\\"):
            cells.append((start, line[start:at]))
            start = at + 1
    cells.append((start, line[start:]))
    if cells and not cells[0][1].strip():
        cells = cells[1:]
    if cells and not cells[-1][1].strip() and line.rstrip().endswith("|"):
        cells = cells[:-1]
    return [
        (at + len(text) - len(text.lstrip()), text.strip().replace("\\|", "|"))
        for at, text in cells
    ]
