"""Lists by chance from a grammar, and the lists of this folder with faults in them."""

import json
from random import Random

from tests.curating.lists.checks import inputs

WORDS = (
    *("bread", "after Flour", "first two chapters", "optional", "or", "(3h)", "one of"),
    *("before you begin", "prerequisite: Water", "if you don't know dough", "caf\xe9"),
    *("any one of these", "Week 2", "the third course", "10 hours/week for 6 weeks"),
    *(
        "no prerequisites",
        "up to lesson 4",
        "from 8:37",
        "\u6f22\u5b57",
        "then",
        "i.e.",
    ),
    *(
        "5 * 3",
        "a_b_c",
        "x < y",
        "R&D",
        "C++",
        "**bold**",
        "`code`",
        "~45 min",
        "\u2705",
    ),
)
BROKEN = (
    *("[", "]", "(", ")", "](", "`", "```\n", "<", "</", "<td>", "<table>", "</ul>"),
    *("<ul><li>", "<details><summary>x</summary>\n", "|", "\n|---|---|\n", "#", "- "),
    *(
        "1. ",
        "  ",
        "\t",
        "\n\n",
        "![",
        "<a href='http://x.org'>",
        "\x0c",
        "&amp;",
        "**",
    ),
    *(
        "**",
        "__",
        "[^1]",
        "[^1]: ",
        "\n[x]: http://d.org\n",
        "{",
        "}",
        '"',
        ",",
        ":",
        "\\",
    ),
    *("```mermaid\ngraph TD\n", "A-->B\n", "after ", "or ", "first two chapters "),
    *("- [x] ", "\u2705 ", "<!--", "-->", "---\n", "\u200b", "http://", '{"a":', "[1,"),
)
SOURCES = tuple(data.decode("utf-8-sig") for data in inputs().values())


def text(chance: Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, 7)))


def link(chance: Random) -> str:
    address = f"https://example.org/{chance.randint(0, 40)}"
    shapes = (
        f"[{text(chance)}]({address})",
        f"[{text(chance)}]({address}) {text(chance)}",
        address,
        f"<{address}>",
        f"[![a]({address}.png)]({address})",
        f'<a href="{address}">{text(chance)}</a>',
        f"[{text(chance)}][ref]",
        f"{text(chance)} ({address})",
    )
    return chance.choice(shapes)


def items(chance: Random, depth: int) -> list[str]:
    marks = ("- ", "* ", "1. ", "2) ", "- [ ] ", "- [x] ")
    mark = chance.choice(marks)
    lines = []
    for _ in range(chance.randint(1, 5)):
        indent = chance.choice(("  ", "   ", "    ", "\t")) * depth
        lines.append(indent + mark + chance.choice((text, link))(chance))
        if depth < 4 and chance.random() < 0.25:
            lines += items(chance, depth + 1)
    return lines


def table(chance: Random) -> list[str]:
    names = chance.sample(
        ("Course", "Effort", "Prerequisites", "Link", "Notes", "Week", ""),
        k=chance.randint(2, 5),
    )
    rows = [
        " | ".join(chance.choice((text, link))(chance) for _ in names)
        for _ in range(chance.randint(1, 5))
    ]
    head = [" | ".join(names), "|".join("---" for _ in names)]
    return [*(head if chance.random() < 0.8 else []), *(f"| {row} |" for row in rows)]


def chart(chance: Random) -> list[str]:
    names = "ABCDEF"
    arrow = ("-->", "-.->", "==>", "---", "-->|optional|")
    lines = ["```mermaid", "graph TD"]
    for _ in range(chance.randint(1, 6)):
        one, other = chance.choice(names), chance.choice(names)
        lines.append(f"  {one}[{text(chance)}] {chance.choice(arrow)} {other}")
    return [*lines, f'  click A "https://example.org/{text(chance)[:3]}"', "```"]


def markdown(chance: Random) -> str:
    lines: list[str] = []
    for _ in range(chance.randint(1, 9)):
        kind = chance.randrange(8)
        if kind == 0:
            lines.append("#" * chance.randint(1, 5) + " " + text(chance))
        elif kind == 1:
            lines += table(chance)
        elif kind == 2:
            lines += chart(chance)
        elif kind == 3:
            lines += [link(chance) + " " + text(chance), text(chance)]
        elif kind == 4:
            inner = [f"<li>{link(chance)}</li>" for _ in range(3)]
            lines += [
                "<details><summary>more</summary>",
                "<ul>",
                *inner,
                "</ul></details>",
            ]
        else:
            lines += items(chance, 0)
        lines += [""] * chance.randint(0, 2)
    return "\n".join(["[ref]: https://example.org/ref", *lines])


def tree(chance: Random, depth: int = 0) -> object:
    if depth == 4 or chance.random() < 0.3:
        return chance.choice((text(chance), chance.randint(0, 9), None, True, 2.5))
    if chance.random() < 0.3:
        return [tree(chance, depth + 1) for _ in range(chance.randint(0, 4))]
    names = (
        "title",
        "url",
        "children",
        "prerequisites",
        "id",
        "done",
        "hours",
        "notes",
    )
    chosen = chance.sample(names, k=chance.randint(1, 5))
    return {
        name: f"https://example.org/{chance.randint(0, 40)}"
        if name == "url"
        else tree(chance, depth + 1)
        for name in chosen
    }


def csv(chance: Random) -> str:
    names = ("title", "url", "hours", "prerequisites", "done")
    mark = chance.choice(",;\t")
    rows = [mark.join(names)]
    for _ in range(chance.randint(0, 6)):
        cells = [text(chance), link(chance), "3", text(chance), chance.choice("xyn ")]
        rows.append(mark.join(f'"{cell}"' for cell in cells))
    return "\n".join(rows)


def mutated(chance: Random) -> str:
    """One of the lists with some stretches gone, repeated, swapped or broken."""
    source = chance.choice(SOURCES)
    for _ in range(chance.randint(1, 12)):
        start = chance.randint(0, len(source))
        end = min(len(source), start + chance.randint(0, 60))
        kind = chance.random()
        if kind < 0.3:
            source = source[:start] + source[end:]
        elif kind < 0.7:
            source = source[:start] + chance.choice(BROKEN) + source[start:]
        elif kind < 0.85:
            source = source[:start] + source[start:end] * 3 + source[end:]
        else:
            other = chance.choice(SOURCES)
            begin = chance.randint(0, len(other))
            source = source[:start] + other[begin : begin + 200] + source[start:]
    return source


def generated(number: int) -> tuple[str, str]:
    """(text, kind to read it as) of this number; always the same."""
    chance = Random(number)
    made = (
        lambda: (markdown(chance), "auto"),
        lambda: (json.dumps(tree(chance), indent=chance.choice((None, 1))), "json"),
        lambda: (csv(chance), "csv"),
        lambda: (mutated(chance), chance.choice(("auto", "markdown", "csv", "json"))),
        lambda: (mutated(chance), "auto"),
    )
    return chance.choice(made)()
