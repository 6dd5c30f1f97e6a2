"""Markdown to HTML, cleaned. The only place that calls text safe."""

import re
from functools import lru_cache

import markdown
import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

TAGS = {
    *("p", "br", "hr", "strong", "em", "del", "blockquote", "code", "pre"),
    *("ul", "ol", "li", "h3", "h4", "h5", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
HEADINGS = {f"h{level}": f"h{min(level + 2, 5)}" for level in range(1, 7)}

# An opening bracket, or a line under a heading, makes the parser read on through the
# whole block, a fence through the whole text: what would take longer than about half
# a second is shown as typed.
MOST_STEPS = 4_000_000
BLOCKS = re.compile(r"\n\s*\n")
READS_ON = re.compile(r"\[|^[=-]+\s*$", re.MULTILINE)
FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)


@lru_cache(maxsize=2048)
def render(source: str) -> SafeString:
    """The same as render_private, kept: what everybody reads is rendered once. The
    cache forgets by use."""
    return render_private(source)


def render_private(source: str) -> SafeString:
    """HTML of Markdown source, safe to put on a page; nothing of it is kept.

    Raw HTML in source is shown as text. No class, id, name, data-* or hx-*
    attribute survives; links open only http, https and mailto, or a page of this
    site. The source is stored as typed and rendered on each reading. Text that is
    made to wear the parser out is shown as typed.
    """
    html = _converted(source.encode(errors="replace").decode())
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308 cleaned on the line above


def _converted(source: str) -> str:
    if _steps(source) <= MOST_STEPS:
        try:
            return str(_converter().convert(source))
        except RecursionError:  # lists in lists on one line: 1. 1. 1. 1.
            pass
    return "<p>{}</p>".format(escape(source).replace("\n", "<br>\n"))


def _steps(source: str) -> int:
    """How many characters the parser reads, those that it reads again included."""
    blocks = BLOCKS.split(source)
    again = sum(len(block) * len(READS_ON.findall(block)) for block in blocks)
    return again + len(source) * len(FENCE.findall(source))


def _converter() -> markdown.Markdown:
    converter = markdown.Markdown(extensions=["tables", "sane_lists", "fenced_code"])
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    converter.treeprocessors.register(_LowerHeadings(converter), "lower_headings", 1)
    return converter


class _LowerHeadings(markdown.treeprocessors.Treeprocessor):  # type: ignore[misc]
    """A page has one h1 of its own: headings in a text begin at h3."""

    def run(self, root: object) -> None:
        for element in root.iter():  # type: ignore[attr-defined]
            element.tag = HEADINGS.get(element.tag, element.tag)
