"""The forms of a page as a browser sees them, and what is said in the page."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

# What a person types and would have to type again.
TYPED = {"text", "textarea", "number", "email", "search", "url", "date", "tel"}
# How a page says that an answer was not taken.
SAYS_SO = (
    'class="errorlist',
    'class="toast',
    'role="alert"',
    "errornote",
    "messagelist",
    "What do you mean",
)


@dataclass
class Field:
    """One name of a form. kind: of its input. values: those the page would send."""

    kind: str
    values: list[str] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)


@dataclass
class Form:
    """Where it goes, its fields, and the buttons that send it."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def path(self) -> str:
        return urlsplit(self.action).path

    @property
    def names(self) -> set[str]:
        return {*self.fields, *(name for name, _ in self.buttons)}

    def sent(self) -> dict[str, list[str]]:
        """What the browser sends if nothing is touched."""
        return {name: list(one.values) for name, one in self.fields.items()}


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.form: Form | None = None
        self.select: Field | None = None
        self.area: Field | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in found:
            self.links.append(urljoin(self.url, found["href"]))
        elif tag == "form":
            action = urljoin(self.url, found.get("action", ""))
            self.form = Form(action, found.get("method", "get").lower())
            self.forms.append(self.form)
        elif self.form is not None:
            self.part(self.form, tag, found)

    def part(self, form: Form, tag: str, found: dict[str, str]) -> None:
        name, value = found.get("name", ""), found.get("value", "")
        kind = found.get("type", "text" if tag == "input" else tag)
        if tag == "option" and self.select is not None:
            self.select.choices.append(value)
            if "selected" in found:
                self.select.values.append(value)
        elif not name or "__prefix__" in name or "disabled" in found:
            return  # the second is a pattern for rows that a script adds
        elif kind in {"submit", "button"}:
            form.buttons.append((name, value))
        elif tag in {"input", "select", "textarea"}:
            one = form.fields.setdefault(name, Field(kind))
            self.select = one if tag == "select" else self.select
            self.area = one if tag == "textarea" else self.area
            if kind in {"radio", "checkbox"}:
                one.choices.append(value or "on")
            if tag == "input" and (
                kind not in {"radio", "checkbox"} or "checked" in found
            ):
                one.values.append(value)

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            # The first line break after the tag is not part of the text.
            self.area.values.append(data.removeprefix("\n"))

    def handle_endtag(self, tag: str) -> None:
        self.form = None if tag == "form" else self.form
        self.select = None if tag == "select" else self.select
        self.area = None if tag == "textarea" else self.area


def forms_of(url: str, html: str) -> list[Form]:
    return read(url, html).forms


def queries_of(url: str, html: str) -> Iterator[tuple[str, str]]:
    """(path, query) of the links of a page that carry one."""
    for link in read(url, html).links:
        parts = urlsplit(link)
        if parts.query and not parts.netloc:
            yield parts.path, parts.query


def read(url: str, html: str) -> _Reader:
    reader = _Reader(url)
    reader.feed(html)
    reader.close()
    return reader


def says_so(html: str) -> bool:
    return any(sign in html for sign in SAYS_SO)
