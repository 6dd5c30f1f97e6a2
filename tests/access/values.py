"""What each parameter of an address may name.

A new parameter: add it to `of_site`, with its end of the pattern as in urls.py but
without the converter ("history/<event_id>"), and its row to tests/access/cast.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType

from roadmap.models import Resource
from tests.access.cast import World
from tests.access.routes import Route

NUMBER = 987_654_321


@dataclass(frozen=True)
class Values:
    """own: of the owner, or of everybody. unknown: of nobody. foreign: of somebody
    else, or of another parent; None where there is no such thing."""

    own: object
    unknown: object
    foreign: object = None


class NotMapped(LookupError):
    """A parameter that has no values here."""


def of_site(rows: dict[str, Any]) -> dict[str, Values]:
    """By the pattern up to the parameter, as much of it as tells it from others."""
    return {
        **of_cohorts(rows),
        **of_desk(rows),
        "learners/<pk>": Values(rows["seat"], NUMBER, rows["seat of another"]),
        "words/<pk>": Values(rows["word"], NUMBER, rows["word of another"]),
        "phrases/<pk>": Values(rows["phrase"], NUMBER, rows["phrase of another"]),
        "stuck/<key>": Values("read", "nowhere"),
        "export/<form>": Values("csv", "nowhere"),
        "curate/roadmaps/<slug>": Values("way", "nowhere"),
        "versions/<number>": Values(1, NUMBER),
        "plan/<step>": Values("read", "nowhere", "look"),
        "roadmaps/<slug>": Values("way", "nowhere", "draft"),
        "steps/<key>": Values("read", "nowhere", "look"),
        "steps/<project>": Values("build", "nowhere", "read"),
        "work/<number>": Values(1, NUMBER),
        "catalogue/<key>": Values("book", "nowhere", "hidden"),
        "resources/<key>": Values("book", "nowhere"),
        "lists/<pk>": Values(rows["list"], NUMBER),
        "merges/<pk>": Values(rows["merge"], NUMBER),
        "why/<token>": Values(rows["token of a day"], "nonsense"),
        "history/shown/<pk>": Values(
            rows["day of the owner"], NUMBER, rows["day of another"]
        ),
        "reviews/<pk>": Values(rows["work"], NUMBER, rows["work of another"]),
        "files/<token>": Values(
            rows["file"], UUID(int=NUMBER), rows["file of another"]
        ),
        "path/<pk>": Values(rows["overlay"], NUMBER, rows["overlay of another"]),
        "questions/<pk>": Values(rows["question"], NUMBER, rows["question of another"]),
        "history/<event_id>": Values(rows["event"], NUMBER, rows["event of another"]),
        "links/<pk>": Values(rows["link to a record"], NUMBER, rows["link of another"]),
        "record/<token>": Values(rows["token of another"], "nonsense"),
        "notes/<pk>": Values(rows["note"].pk, NUMBER, rows["note of another"].pk),
        "marks/<number>": Values(1, NUMBER),
        "time/<entry>": Values(
            rows["entry"], UUID(int=NUMBER), rows["entry of another"]
        ),
        "invitation/<token>": Values(rows["token"], "nonsense"),
        "sign-in/<persona>": Values("ines", "nobody"),
        "staff/people/<pk>": Values(rows["user"].pk, NUMBER),
        "invitations/<pk>": Values(rows["invite"].pk, NUMBER),
        "mail/<pk>": Values(rows["heldmail"].pk, NUMBER),
        "webauthn/keys/<pk>": Values(rows["authenticator"].pk, NUMBER),
        "confirm-email/<key>": Values("nonsense", "other-nonsense"),
        "reset/key/<uidb36>": Values("1", "zzz"),
        "reset/key/<uidb36>-<key>": Values("set-password", "x-y"),
    }


def of_desk(rows: dict[str, Any]) -> dict[str, Values]:
    """Of the curators' desk; their rows are there for all of them."""
    return {
        "curate/links/<pk>": Values(rows["link"].pk, NUMBER),
        "fixes/<pk>": Values(rows["fix"], NUMBER),
        "reports/<pk>": Values(rows["link report"], NUMBER),
        "suggestions/<pk>": Values(rows["suggestion"], NUMBER),
        "told/steps/<pk>": Values(rows["stepreport"].pk, NUMBER),
    }


def of_cohorts(rows: dict[str, Any]) -> dict[str, Values]:
    """Of mentors' pages and of learners' pages of a cohort; what is foreign belongs
    to the other cohort."""

    def of(name: str) -> Values:
        return Values(rows[name], NUMBER, rows[f"{name} of another"])

    return {
        "cohorts/join/<token>": Values(rows["token of a cohort"], "nonsense"),
        "cohorts/<slug>": Values("autumn", "nowhere", "winter"),
        "mentoring/<slug>": Values("autumn", "nowhere", "winter"),
        "explanations/<pk>": of("explanation"),
        "members/<pk>": of("seat"),
        "mentors/<pk>": of("mentor's seat"),
        "waiting/<pk>": of("waiting place"),
        "mentoring/<slug>/invitations/<pk>": of("invite to a cohort"),
    }


def of_admin(rows: dict[str, Any], model: str) -> dict[str, Values]:
    """Of a page of the admin about a row of this model."""
    row = rows.get(model)
    place = f"{model}/<object_id>"
    return {
        place: Values(getattr(row, "pk", NUMBER), NUMBER),
        f"{place}/history/<part>": Values(model, "nothing"),
        f"{place}/history/<part>/<history_id>": Values(newest_of(row), NUMBER),
        "admin/r/<content_type_id>": Values(
            ContentType.objects.get_for_model(Resource).pk, NUMBER
        ),
        "admin/r/<content_type_id>/<object_id>": Values(rows["resource"].pk, NUMBER),
        "admin/<app_label>": Values("roadmap", "nowhere"),
        "admin/<url>": Values("nowhere", "nowhere/else"),
    }


def newest_of(row: Any) -> int:
    """The newest entry of a row's history, where its model keeps one."""
    history = getattr(type(row), "history", None)
    newest = history.filter(id=row.pk).first() if history is not None else None
    return newest.history_id if newest is not None else NUMBER


def values_of(world: World, route: Route) -> dict[str, Values]:
    """By parameter; NotMapped if one is missing above."""
    if route.is_admin:
        known = of_admin(world.rows, "".join(route.text.split("/")[2:3]))
    else:
        known = of_site(world.rows)
    found = {}
    for name in route.parameters:
        upto = route.text.partition(f"<{name}>")[0] + f"<{name}>"
        fitting = [values for end, values in known.items() if upto.endswith(end)]
        if not fitting:
            raise NotMapped(upto)
        found[name] = fitting[0]
    return found


def own_address(world: World, route: Route) -> str:
    values = values_of(world, route)
    return route.path({name: value.own for name, value in values.items()})


def other_addresses(world: World, route: Route) -> Iterator[tuple[str, str]]:
    """("foreign" or "unknown", the address) for each parameter that may name such."""
    values = values_of(world, route)
    own = {name: value.own for name, value in values.items()}
    for name, value in values.items():
        for kind in ("foreign", "unknown"):
            other = getattr(value, kind)
            if other is not None:
                yield kind, route.path({**own, name: other})
