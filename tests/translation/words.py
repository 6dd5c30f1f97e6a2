"""The words of a page, and those among them that are English and not somebody's own."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.apps import apps
from django.db import models

from accounts.models import User
from curating.models import ListImport

SAID = {"alt", "aria-label", "placeholder", "title"}
UNSEEN = {"script", "style", "code", "kbd", "template"}
ENGLISH = re.compile(r"[A-Za-z]{2,}")
# Hosts, keys of rows, the secret of a code, what an event holds.
MADE = re.compile(
    r"[\w.-]+\.(?:org|com)\b|[0-9a-f]{8}-[0-9a-f-]{27}|\b[A-Z2-7]{32}\b|\{\".*\}"
)
# What is the same in every language, or is said by a library and not by this site.
SAME = {
    "Waymark": "the name of the site",
    "csv": "a format",
    "tsv": "a format",
    "json": "a format",
    "Search": "Django's picture of a lens",
    "True": "Django's picture of a tick",
    "False": "Django's picture of a cross",
    "Name": "allauth's field for the name of a passkey",
    "Not used": "allauth's words, without a German translation",
}


class Words(HTMLParser):
    """What somebody sees or is told."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        is_zone = tag == "option" and "/" in values.get("value", "")
        if tag in UNSEEN or is_zone or values.get("class") == "av":
            self.unseen.append(tag)
        self.found += [values[name] for name in SAID if name in values]
        if tag == "input" and values.get("type") in {"submit", "button"}:
            self.found.append(values.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if self.unseen and self.unseen[-1] == tag:
            self.unseen.pop()

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.found.append(data)


def english_in(html: str, theirs: re.Pattern[str]) -> set[str]:
    """Texts of a page with a word that no translation could have changed; theirs: what
    may stand in them."""
    reader = Words()
    reader.feed(html)
    texts = {" ".join(text.split()) for text in reader.found}
    return {text for text in texts if ENGLISH.search(theirs.sub("", text))}


def whole(texts: set[str]) -> re.Pattern[str]:
    """Any of these as whole words, and what is made by machines."""
    ordered = sorted((text for text in texts if ENGLISH.search(text)), key=len)
    words = "|".join(re.escape(text) for text in reversed(ordered))
    return re.compile(rf"{MADE.pattern}|(?<!\w)(?:{words})(?!\w)")


def content() -> set[str]:
    """All that people have written: titles, names, addresses."""
    found = {user.display_name for user in User.objects.all()}
    for model in apps.get_models():
        fields = [
            one.attname
            for one in model._meta.concrete_fields
            if isinstance(one, models.CharField | models.TextField | models.JSONField)
        ]
        for row in model._base_manager.values_list(*fields) if fields else ():
            found.update(*map(strings_in, row))
    texts = ListImport.objects.values_list("text", flat=True)
    return found.union(*(re.findall(r"\w+", text) for text in texts))


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, list | dict):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings_in(one)


def names_of_tables() -> set[str]:
    """What Django calls models and fields that have no name of their own."""
    found: set[str] = set()
    for model in apps.get_models():
        options = model._meta
        fields = [str(getattr(one, "verbose_name", "")) for one in options.get_fields()]
        found |= {str(options.verbose_name), str(options.verbose_name_plural), *fields}
    return found | {text[:1].upper() + text[1:] for text in found}
