"""Every page in a language that is English with accents: what shows without one could
not be translated."""

from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real

from roadmap.document import validate
from roadmap.reading import document_of
from tests.access.asking import ask
from tests.access.cast import World
from tests.access.crawl import MORE_PAGES
from tests.access.routes import Route
from tests.access.test_access import LISTED, shared_world, world
from tests.access.values import own_address
from tests.translation.accented import CODE, accented, write
from tests.translation.words import SAME, content, english_in, names_of_tables, whole

__all__ = ["shared_world", "world"]

READERS = ("anonymous", "learner", "owner", "mentor", "curator", "administrator")


@pytest.fixture(scope="module")
def locale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("locale")
    write(folder)
    with override_settings(LOCALE_PATHS=[folder]):
        yield


@pytest.fixture
def accents(locale: None) -> Iterator[None]:
    with override_settings(LANGUAGE_CODE=CODE, LANGUAGES=[(CODE, "Ⱥ")]):
        trans_real._translations.pop(CODE, None)
        yield
    trans_real._translations.pop(CODE, None)


def pages(persona: str, world: World, routes: list[Route]) -> Iterator[HttpResponse]:
    """What this persona is answered on these routes in HTML."""
    client = world.client(persona)
    for path in (*(own_address(world, one) for one in routes), *MORE_PAGES):
        response = ask(client, "GET", path)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            yield response


def english_on(
    persona: str, world: World, routes: list[Route], allowed: set[str]
) -> dict[str, str]:
    """Each text that no translation has changed, with one of the pages it is on."""
    theirs = whole(content() | set(SAME) | allowed)
    return {
        text: response.wsgi_request.path  # type: ignore[attr-defined]
        for response in pages(persona, world, routes)
        for text in english_in(response.content.decode(), theirs)
    }


@pytest.mark.parametrize("persona", READERS)
def test_every_word_can_be_translated(
    persona: str, world: World, accents: None
) -> None:
    """But what the checker says of a document, to curators: English, as its format."""
    site = [route for route in LISTED if not route.is_admin]
    curates = persona in ("curator", "administrator")
    allowed = problems_of(world) if curates else set()

    assert english_on(persona, world, site, allowed) == {}


def problems_of(world: World) -> set[str]:
    return {one.message for one in validate(document_of(world.rows["roadmap"]))}


def test_every_word_of_the_admin_can_be_translated(world: World, accents: None) -> None:
    """But what Django makes of the names of models and fields, what the checker says of
    a document (English, as its format is), and the row it hides of what was seen."""
    desk = [route for route in LISTED if route.is_admin]
    allowed = {*names_of_tables(), *problems_of(world), "Seen", "None"}

    assert english_on("administrator", world, desk, allowed) == {}


def test_nothing_is_kept_from_a_page_in_another_language(
    world: World, locale: None
) -> None:
    site = [route for route in LISTED if not route.is_admin]
    in_english = [one.content for one in pages("owner", world, site)]
    with override_settings(LANGUAGE_CODE=CODE, LANGUAGES=[(CODE, "Ⱥ")]):
        assert english_on("owner", world, site, set()) == {}

    again = [one.content for one in pages("owner", world, site)]
    assert len(again) == len(in_english)
    assert not any(accented("Today").encode() in content for content in again)


def test_control_english_is_found(world: World) -> None:
    routes = [route for route in LISTED if route.key == "help"]

    assert "Help" in english_on("owner", world, routes, set())


def test_accents_stand_where_they_should(accents: None) -> None:
    with translation.override(CODE):
        assert translation.gettext("Today") == accented("Today")
        assert translation.ngettext(
            "%(count)s more step", "%(count)s more steps", 2
        ) == accented("%(count)s more steps")
    assert accented("<b>Go</b> %(to)s &amp; {0}") == "<b>Ǵó</b> %(to)s &amp; {0}"
