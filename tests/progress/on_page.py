"""Pages as a browser meets them: their words, and their forms to be sent."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse
from django.test import Client

LIST = "/roadmaps/way/list/"
STEP = "/roadmaps/way/steps/"
COURSE = "/catalogue/course/"
KEYS = ("start", "basics", "both", "choose", "build", "extra", "later", "look", "club")

# Hidden in every form, and different in each.
OF_STUDY = (
    *("/roadmaps/", "/catalogue/", "/history/", "/marks/", "/notes/"),
    *("/pause/", "/time/", "/today/"),
)
NEW = frozenset({"csrfmiddlewaretoken", "key", "next"})


@dataclass
class PageForm:
    """action, hidden and typed values, and the words on its button."""

    action: str
    values: dict[str, str] = field(default_factory=dict)
    button: dict[str, str] = field(default_factory=dict)
    words: str = ""

    @property
    def meaning(self) -> tuple[object, ...]:
        """What it asks for, without its key and where it stands."""
        said = {**self.values, **self.button}
        asked = sorted(said.items() - {(name, said[name]) for name in NEW & {*said}})
        return (self.action, self.words, *asked)

    def send(self, tab: Client, **typed: str) -> HttpResponse:
        return tab.post(self.action, {**self.values, **self.button, **typed})


class _Reader(HTMLParser):
    """A form for each of its buttons, which may send it elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.open: PageForm | None = None
        self.buttons: list[PageForm] = []
        self.in_button = False
        self.in_text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form" and found.get("method", "").lower() == "post":
            self.open, self.buttons = PageForm(found.get("action", "")), []
        elif self.open is None:
            return
        elif tag == "textarea" and "name" in found:
            self.in_text = found["name"]
            self.open.values[self.in_text] = ""
        elif tag == "input" and "name" in found:
            chosen = found.get("type") not in ("radio", "checkbox")
            if chosen or "checked" in found:
                self.open.values[found["name"]] = found.get("value", "")
        elif tag == "button":
            self.in_button = True
            action = found.get("formaction", self.open.action)
            named = {found["name"]: found.get("value", "")} if "name" in found else {}
            self.buttons.append(PageForm(action, self.open.values, named))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.open is not None:
            for form in self.buttons or [self.open]:
                form.words = " ".join(form.words.split())
                self.forms.append(form)
            self.open = None
        self.in_button = self.in_button and tag != "button"
        self.in_text = "" if tag == "textarea" else self.in_text

    def handle_data(self, data: str) -> None:
        if self.open is not None and self.in_text:
            self.open.values[self.in_text] += data
        elif self.open is not None and self.in_button:
            self.buttons[-1].words += f" {data}"


def forms_on(response: HttpResponse, *, about: str = "") -> list[PageForm]:
    """The forms of a page that post to the study; with about, those whose address has
    it, without, all but those of notes."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return [
        form
        for form in reader.forms
        if form.action.startswith(OF_STUDY)
        and (about in form.action if about else "/note" not in form.action)
    ]


def form_with(response: HttpResponse, words: str, *, about: str = "") -> PageForm:
    """The first form whose button begins with these words."""
    found = forms_on(response, about=about)
    return next(form for form in found if form.words.startswith(words))


def get(tab: Client, url: str) -> HttpResponse:
    response = tab.get(url)
    assert response.status_code == 200
    return response


def words(response: HttpResponse) -> str:
    """The page as text in one line."""
    return " ".join(response.content.decode().split())
