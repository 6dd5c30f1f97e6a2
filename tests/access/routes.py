"""Every route of the URL conf, and the addresses that lead to it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

# <slug:key> of a plain pattern, (?P<key>[-:\w]+) of a regular expression.
CONVERTED = re.compile(r"<(?:\w+:)?(\w+)>")
GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()\[\]]|\[[^\]]*\])*\)")
OURS = {"config", "accounts", "roadmap", "progress", "mentoring", "curating"}


@dataclass(frozen=True, slots=True)
class Route:
    """One end of the URL conf. text: its pattern, "roadmaps/<slug>/steps/<key>/".
    key: "name", "admin:name", or the text where it has no name."""

    key: str
    text: str
    module: str

    @property
    def parameters(self) -> list[str]:
        return CONVERTED.findall(self.text)

    @property
    def is_admin(self) -> bool:
        return self.text.startswith("admin/")

    @property
    def is_ours(self) -> bool:
        """Whether the view stands in this repository and not in a library."""
        return self.module.partition(".")[0] in OURS and not self.is_admin

    def path(self, values: Mapping[str, object]) -> str:
        """The address with these values of its parameters."""
        return "/" + CONVERTED.sub(lambda found: str(values[found[1]]), self.text)


def plain(pattern: str) -> str:
    """A pattern of either kind as "history/<event_id>/undo/"."""
    text = GROUP.sub(r"<\1>", pattern).removeprefix("^").removesuffix("$")
    text = CONVERTED.sub(r"<\1>", text)
    assert re.fullmatch(r"[\w<>/.-]*", text), f"no address can be made of {pattern}"
    return text


def routes() -> list[Route]:
    """All of them; one that an earlier one hides is left out."""
    found: dict[str, Route] = {}
    for route in walked(get_resolver()):
        found.setdefault(route.text, route)
    return list(found.values())


def walked(
    resolver: URLResolver, before: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        text = before + plain(str(entry.pattern))
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from walked(entry, text, inner)
        else:
            assert isinstance(entry, URLPattern)
            key = ":".join((*spaces, entry.name)) if entry.name else text
            yield Route(key, text, getattr(entry.callback, "__module__", ""))
