"""All forms and queries that the pages of the site show to people."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs

from django.urls import Resolver404, ResolverMatch, resolve

from tests.access.asking import ask
from tests.access.cast import World
from tests.access.forms import Form, forms_of, queries_of
from tests.access.routes import Route
from tests.access.values import own_address

READERS = ("anonymous", "learner", "owner", "mentor", "administrator")
MORE_PAGES = (
    *(f"/roadmaps/way/steps/{key}/" for key in ("choose", "often", "maybe", "build")),
    *("/roadmaps/elsewhere/join/", "/roadmaps/way/list/"),
)


@dataclass
class Shown:
    """forms: (persona, form) by the key of the route that takes it; queries: names of
    parameters by the key of the route that reads them."""

    forms: dict[str, list[tuple[str, Form]]] = field(default_factory=dict)
    queries: dict[str, set[str]] = field(default_factory=dict)

    def add(self, persona: str, form: Form) -> None:
        key = key_of(form.path)
        if form.method == "post":
            known = self.forms.setdefault(key, [])
            is_new = all(
                (who, one.names, one.path) != (persona, form.names, form.path)
                for who, one in known
            )
            if is_new:
                known.append((persona, form))
        else:
            self.queries.setdefault(key, set()).update(form.names)


def key_of(path: str) -> str:
    """The route's key as in tests.access.routes; "" for what is no page of ours."""
    try:
        match: ResolverMatch = resolve(path)
    except Resolver404:
        return ""
    return match.view_name or match.route


def shown_to_people(world: World, routes: list[Route]) -> Shown:
    """Every page that may be looked at, once for each reader."""
    shown = Shown()
    for persona in READERS:
        client = world.client(persona)
        for path in paths(world, routes):
            response = ask(client, "GET", path)
            kind = response.headers.get("Content-Type", "")
            if response.status_code != 200 or not kind.startswith("text/html"):
                continue
            html = response.content.decode()
            for form in forms_of(path, html):
                shown.add(persona, form)
            for target, query in queries_of(path, html):
                names = set(parse_qs(query, keep_blank_values=True))
                shown.queries.setdefault(key_of(target), set()).update(names)
    return shown


def paths(world: World, routes: list[Route]) -> Iterator[str]:
    yield from (own_address(world, route) for route in routes)
    yield from MORE_PAGES
