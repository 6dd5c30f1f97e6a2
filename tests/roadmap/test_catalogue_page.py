"""The catalogue and the list of roadmaps, as pages."""

import subprocess
import sys
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from roadmap.facets import FACETS
from roadmap.models import CatalogueState, Link
from roadmap.queries import CataloguePage
from tests.roadmap.stock import make_resource, make_roadmap, make_step, replace
from tests.tries import tries

pytestmark = pytest.mark.django_db

QUERIES_AT_MOST = 6
BYTES_AT_MOST = 60 * 1024
HTMX = {"HX-Request": "true", "HX-Target": "found"}

revisions = count(1_000_000, 1_000)


@pytest.fixture(autouse=True)
def _fresh_revision(db: None) -> None:
    """A revision that no test has used: what the process keeps is kept by it."""
    CatalogueState.objects.update_or_create(
        pk=1, defaults={"revision": next(revisions)}
    )


@pytest.fixture
def learner(client: Client) -> User:
    person = User.objects.create_user("learner@example.org")
    client.force_login(person)
    return person


def view(client: Client, address: str = "") -> CataloguePage:
    response = client.get(f"/catalogue/{address}")
    assert response.status_code == 200
    page = response.context["page"]
    assert isinstance(page, CataloguePage)
    return page


def html(client: Client, address: str = "", **headers: str) -> str:
    response = client.get(f"/catalogue/{address}", headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def counts(page: CataloguePage, facet: str) -> dict[str, int]:
    shown = next(row for row in page.facets if row.key == facet)
    return {value.value: value.count for value in (*shown.values, *shown.more)}


def make_shelf() -> None:
    make_resource(
        *("strang",), title="Linear Algebra", authors="Gilbert Strang", year=2010
    )
    make_resource(
        "goodfellow",
        kind="book",
        title="Deep Learning",
        authors="Ian Goodfellow",
        topics=["maths"],
        level="advanced",
        cost="free",
        unit="page",
        total=800,
        minutes=2400,
        year=2016,
    )
    make_resource("post", kind="article", title="Backpropagation", minutes=20)
    make_resource("talk", kind="video", title="Convolution", minutes=90, cost="audit")
    uses = make_step(
        "read", "goodfellow", title="Read the book", can_do=("Derive it.",)
    )
    make_roadmap("vision", [uses], title="Vision")
    make_roadmap("maths", [make_step("both", "goodfellow", "post")], title="Maths")


def test_everybody_may_look(client: Client) -> None:
    make_shelf()
    assert "Linear Algebra" in html(client)


def test_signed_in_people_see_the_same(client: Client, learner: User) -> None:
    make_shelf()
    assert view(client).total == 4


def test_a_row_says_what_it_is_and_opens_it(client: Client) -> None:
    make_shelf()
    page = html(client, "?kind=book")
    for words in ("Book", "Ian Goodfellow", "Advanced", "Free", "800 pages", "40 h"):
        assert f"<span>{words}</span>" in page or words in page
    assert "In 2 roadmaps" in page
    assert 'href="/catalogue/goodfellow/"' in page
    assert (
        'href="https://goodfellow.example.org/" rel="nofollow noopener noreferrer"'
    ) in page


def test_the_one_roadmap_is_named(client: Client) -> None:
    make_shelf()
    assert "In Maths" in html(client, "?kind=article")


@pytest.mark.parametrize(
    ("sort", "keys"),
    [
        ("used", ("goodfellow", "post", "talk", "strang")),
        ("title", ("post", "talk", "goodfellow", "strang")),
        ("shortest", ("post", "strang", "talk", "goodfellow")),
        ("newest", ("goodfellow", "strang", "post", "talk")),
    ],
)
def test_orders(client: Client, sort: str, keys: tuple[str, ...]) -> None:
    make_shelf()
    assert view(client, f"?sort={sort}").keys == keys


def test_facets_narrow_and_count_with_the_others_in_force(client: Client) -> None:
    make_shelf()
    page = view(client, "?cost=free&cost=audit")
    assert page.found == 2
    assert counts(page, "kind") == {"course": 0, "book": 1, "video": 1, "article": 0}
    assert counts(page, "cost") == {"free": 1, "audit": 1}
    assert counts(page, "length") == {"short": 0, "medium": 1, "long": 1}
    assert counts(view(client, "?kind=book&cost=free"), "kind")["video"] == 0


def test_there_is_no_word_on_the_health_of_links(client: Client) -> None:
    make_shelf()
    page = html(client)
    assert {facet.key for facet in view(client).facets} == set(FACETS)
    for words in ("Works", "checked today", "Slow", "Moved"):
        assert words not in page


def test_each_chosen_value_can_be_taken_away(client: Client) -> None:
    make_shelf()
    page = view(client, "?kind=book&kind=video&cost=free&page=1")
    assert [(chip.label, chip.address) for chip in page.chips] == [
        ("Book", "?kind=video&cost=free"),
        ("Video", "?kind=book&cost=free"),
        ("Free", "?kind=book&kind=video"),
    ]


def test_the_words_can_be_taken_away_too(client: Client) -> None:
    make_shelf()
    page = view(client, "?q=deep&kind=book&sort=title")
    assert page.chips[0].address == "?kind=book&sort=title"


def test_a_mistyped_search_finds_and_says_what_it_looked_for(client: Client) -> None:
    make_shelf()
    page = view(client, "?q=linaer+algebra")
    assert page.keys == ("strang",)
    assert page.notes == ("Searched for “linear” instead of “linaer”.",)


def test_steps_of_published_roadmaps_are_found_too(client: Client) -> None:
    make_shelf()
    page = view(client, "?q=derive")
    assert [(step.roadmap_title, step.title) for step in page.steps] == [
        ("Vision", "Read the book")
    ]
    assert 'href="/roadmaps/vision/steps/read/"' in html(client, "?q=derive")


@pytest.mark.parametrize("address", ["", "?kind=book", "?q=derive&kind=book"])
def test_steps_belong_to_a_search_without_facets(client: Client, address: str) -> None:
    make_shelf()
    assert view(client, address).steps == ()


def test_nothing_found_offers_less(client: Client) -> None:
    make_shelf()
    page = view(client, "?kind=book&cost=audit&level=advanced")
    assert page.found == 0
    assert [(way.address, way.count) for way in page.ways_out] == [
        ("?kind=book&level=advanced", 1)
    ]
    assert 'href="?kind=book&amp;level=advanced"' in html(
        client, "?kind=book&cost=audit&level=advanced"
    )


def test_words_that_stand_nowhere_can_be_left_out(client: Client) -> None:
    make_shelf()
    ways = view(client, "?q=algebra+xyzzy&kind=course").ways_out
    assert ("?q=algebra&kind=course", 1) in [(way.address, way.count) for way in ways]


def test_where_nothing_helps_all_resources_are_offered(client: Client) -> None:
    make_shelf()
    ways = view(client, "?q=xyzzy&kind=paper&cost=paid").ways_out
    assert [(way.address, way.count) for way in ways] == [("?", 4)]


def test_an_empty_catalogue_is_a_page(client: Client) -> None:
    page = view(client)
    assert (page.total, page.facets) == (0, ())
    assert client.get("/roadmaps/").status_code == 200


def test_what_is_not_known_is_left_out_with_a_sentence(client: Client) -> None:
    make_shelf()
    page = view(client, "?kind=opera&sort=size")
    assert page.found == 4
    assert page.notes == (
        "Left out, because the catalogue does not know it: “size”, “opera”.",
    )


def test_a_newer_one_is_named_and_linked(client: Client) -> None:
    old = make_resource("old", title="Old course", status="superseded")
    replace(old, make_resource("new", title="New course"))
    page = html(client)
    assert 'There is a newer one: <a href="/catalogue/new/">New course</a>.' in page


def test_of_what_is_gone_only_an_archived_copy_opens(client: Client) -> None:
    gone = make_resource("gone", title="Lost", status="gone")
    assert "https://gone.example.org/" not in html(client)
    Link.objects.create(
        resource=gone, url="https://archive.example.org/gone", kind="archive"
    )
    CatalogueState.objects.update(revision=next(revisions))
    page = html(client)
    assert "It is no longer to be had." in page
    assert "https://archive.example.org/gone" in page
    assert "Open copy" in page


def test_what_is_out_of_use_or_merged_is_not_listed(client: Client) -> None:
    kept = make_resource("kept")
    make_resource("retired", is_retired=True)
    make_resource("twin", merged_into=kept)
    assert view(client).keys == ("kept",)


def test_pages_are_addresses(client: Client) -> None:
    for number in range(45):
        make_resource(f"course-{number:02}")
    first, last = view(client, "?kind=course"), view(client, "?kind=course&page=3")
    assert first.more is not None
    assert (first.more.address, first.more.count) == ("?kind=course&page=2", 20)
    assert first.before is None
    assert (last.first, last.last, last.more) == (41, 45, None)
    assert "Show 20 more of 45" in html(client, "?kind=course")


def test_a_page_past_the_end_is_the_last_one(client: Client) -> None:
    make_shelf()
    page = view(client, "?page=999")
    assert page.is_past_end
    assert len(page.keys) == 4


def test_htmx_gets_the_list_and_the_new_counts(client: Client) -> None:
    make_shelf()
    response = client.get("/catalogue/?q=&sort=used&kind=book", headers=HTMX)
    page = response.content.decode()
    assert "<html" not in page
    assert 'id="found"' in page
    assert 'id="facets" hx-swap-oob="true"' in page
    assert response.headers["HX-Push-Url"] == "/catalogue/?kind=book"
    assert "HX-Request" in response.headers["Vary"]


def test_words_in_the_making_do_not_fill_the_history(client: Client) -> None:
    headers = {**HTMX, "HX-Trigger": "q"}
    response = client.get("/catalogue/?q=deep", headers=headers)
    assert response.headers["HX-Replace-Url"] == "/catalogue/?q=deep"
    assert "HX-Push-Url" not in response.headers


def test_the_same_view_again_does_not_fill_the_history(client: Client) -> None:
    headers = {**HTMX, "HX-Current-URL": "http://testserver/catalogue/?q=deep"}
    response = client.get("/catalogue/?q=deep&sort=", headers=headers)
    assert response.headers["HX-Replace-Url"] == "/catalogue/?q=deep"


def test_htmx_gets_more_rows(client: Client) -> None:
    for number in range(25):
        make_resource(f"course-{number:02}")
    page = html(client, "?page=2", **{**HTMX, "HX-Target": "more"})
    assert "21 to 25 of 25" in page
    assert page.count('class="row"') == 5
    assert 'id="found"' not in page


def test_going_back_with_htmx_gets_the_whole_page(client: Client) -> None:
    headers = {**HTMX, "HX-History-Restore-Request": "true"}
    assert "<html" in html(client, "", **headers)


def test_roadmaps_are_cards(client: Client) -> None:
    make_shelf()
    response = client.get("/roadmaps/")
    page = response.content.decode()
    for words in ("Vision", "Where it leads.", "1 step", "1 track", "about 40 h"):
        assert words in page
    assert "Begins with <b>Read the book</b>" in page
    assert "From a list" in page
    assert 'href="/roadmaps/vision/"' in page


@pytest.mark.parametrize("address", ["/catalogue/", "/roadmaps/"])
def test_only_reading(client: Client, address: str) -> None:
    make_shelf()
    assert client.post(address).status_code == 405
    assert client.put(address).status_code == 405
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.head(address).status_code == 200
        assert client.get(address).status_code == 200
    verbs = {query["sql"].split()[0] for query in queries.captured_queries}
    assert verbs <= {"SELECT", "BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"}
    assert not client.cookies.get("sessionid")


def grow(times: int) -> None:
    """A shelf of 4 resources and a roadmap, so many times over."""
    for number in range(times):
        for kind in ("course", "book", "video", "article"):
            make_resource(
                f"{kind}-{number}",
                kind=kind,
                title=f"A title of a usual length, number {number}",
                authors="Somebody Known, Another Person",
                topics=[f"topic-{number}", "maths"],
                level="beginner",
                cost="free",
                minutes=number + 10,
            )
        steps = [make_step(f"step-{n}", f"course-{number}") for n in range(10)]
        make_roadmap(f"roadmap-{number}", steps)


def queries_for(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize(
    "address", ["/catalogue/", "/catalogue/?q=titel", "/roadmaps/"]
)
def test_queries_do_not_grow(client: Client, learner: User, address: str) -> None:
    grow(2)
    cold, warm = queries_for(client, address), queries_for(client, address)
    grow_by = 18
    for number in range(2, 2 + grow_by):
        make_resource(f"more-{number}", topics=[f"other-{number}"])
        make_roadmap(f"more-{number}", [make_step("step", f"more-{number}")])
    assert queries_for(client, address) == cold
    assert queries_for(client, address) == warm <= QUERIES_AT_MOST


@pytest.mark.parametrize(
    "address",
    [
        "/catalogue/",
        "/catalogue/?q=titel&kind=course&kind=book&sort=title&page=2",
        "/catalogue/?q="
        + "%E4%BD%A0" * 100
        + "".join(f"&topic=topic-{n}" for n in range(30)),
        "/catalogue/?q=title" + "".join(f"&topic=topic-{n}" for n in range(30)),
        "/roadmaps/",
    ],
)
def test_pages_stay_light_with_many_rows(client: Client, address: str) -> None:
    grow(30)
    assert len(client.get(address).content) <= BYTES_AT_MOST


@given(
    st.dictionaries(
        st.sampled_from(("q", "sort", "page", "x", *FACETS)),
        st.lists(
            st.one_of(
                st.text(st.characters(exclude_categories=("Cs",)), max_size=1000),
                st.sampled_from(("course", "maths", "title", "2", "linear", "free")),
            ),
            max_size=3,
        ),
    ),
    st.sampled_from(({}, HTMX, {**HTMX, "HX-Target": "more"})),
)
@settings(
    max_examples=tries(150), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_query_string_is_an_error(
    client: Client, query: dict[str, list[str]], headers: dict[str, str]
) -> None:
    if not view(client).total:
        make_shelf()
    response = client.get("/catalogue/", query, headers=headers)
    assert response.status_code == 200
    assert len(response.content) <= BYTES_AT_MOST


@pytest.mark.parametrize(
    "query",
    [
        "%FF%FE",
        "q=%00",
        "q=%ED%A0%80",
        "q=<script>alert(1)</script>",
        "q=%22%3E%3Cimg src=x onerror=alert(1)%3E",
        "kind[]=1&kind=%00&page=%D9%A3",
        "q=" + "a" * 1000,
        "q=" + "%F0%9F%99%82" * 500,
        "&".join(f"topic=t{n}" for n in range(400)),
    ],
)
def test_hostile_query_strings(client: Client, query: str) -> None:
    make_shelf()
    page = html(client, f"?{query}")
    assert "<script>alert" not in page
    assert "<img src=x" not in page


EDIT_ELSEWHERE = """
import sys
import django
django.setup()
from django.db import connection, transaction
connection.settings_dict["NAME"] = sys.argv[1]
from roadmap.actions import touch_catalogue
from roadmap.models import Resource
with transaction.atomic():
    Resource.objects.filter(key="strang").update(title="Edited elsewhere")
    touch_catalogue()
"""


@pytest.mark.django_db(transaction=True)
def test_an_edit_in_another_process_shows_in_the_next_request(client: Client) -> None:
    make_resource("strang", title="Linear Algebra")
    assert "Linear Algebra" in html(client, "?q=algebra")
    name = str(connection.settings_dict["NAME"])
    subprocess.run([sys.executable, "-c", EDIT_ELSEWHERE, name], check=True)
    page = html(client)
    assert "Edited elsewhere" in page
    assert "Linear Algebra" not in page
    assert view(client, "?q=edited").keys == ("strang",)
    assert view(client, "?q=algebra").keys == ()
