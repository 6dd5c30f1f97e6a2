"""The clock, the week and the page of time, as a browser meets them."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from progress.models import Clock, ProgressEvent, TimeEntry
from tests.factories import TUESDAY, VISION, client_of, make_learner
from tests.progress.on_page import form_with, forms_on, get, words
from tests.progress.test_history_page import addresses
from tests.progress.time_walker import TimeWalker

TODAY = "/today/"
TIME = "/time/"
STEP = "/roadmaps/way/steps/start/"
CNN = "convolutional-neural-networks"
COURSE = "ng-convolutional-neural-networks"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """The time of day stands still until it is moved."""
    with time_machine.travel(TUESDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def ana(world: None) -> TimeWalker:
    return TimeWalker.on_way()


@pytest.fixture
def tab(ana: TimeWalker, clock: time_machine.Traveller) -> Client:
    return client_of(ana.learner)


def wait(clock: time_machine.Traveller, minutes: int) -> None:
    clock.shift(timedelta(minutes=minutes))


def test_a_clock_is_started_and_stopped_with_plain_forms(
    ana: TimeWalker, tab: Client, clock: time_machine.Traveller
) -> None:
    start = form_with(get(tab, TODAY), "Start the clock")
    assert start.send(tab).status_code == 302
    page = get(tab, TODAY)
    step = '<a href="/roadmaps/way/steps/start/">START</a>'
    assert f"Your clock runs for {step} since 09:00." in words(page)
    wait(clock, 20)
    stop = form_with(get(tab, STEP), "Stop")
    assert stop.values["reached"] == "0"
    stop.send(tab, reached="1")

    assert ana.times() == [("2026-09-01 09:00", 20, "start")]
    assert ana.spans("course") == [[0, 1]]
    assert "20 min of study noted." in words(get(tab, TODAY))
    assert not Clock.objects.exists()


def test_the_next_page_asks_how_long_it_was(
    ana: TimeWalker, tab: Client, clock: time_machine.Traveller
) -> None:
    form_with(get(tab, TODAY), "Start the clock").send(tab, minutes="25")
    wait(clock, 300)
    for url in (TODAY, STEP, "/roadmaps/way/steps/basics/"):
        page = words(get(tab, url))
        assert "START</a> stopped after 50 minutes. How long did you study?" in page
    elsewhere = client_of(ana.learner)
    ask = form_with(get(elsewhere, TODAY), "Save", about="units")
    assert ask.values["minutes"] == "50"
    ask.send(elsewhere, minutes="35")

    assert ana.times() == [("2026-09-01 09:00", 35, "start")]


def test_it_was_no_study(
    ana: TimeWalker, tab: Client, clock: time_machine.Traveller
) -> None:
    form_with(get(tab, TODAY), "Start the clock").send(tab)
    wait(clock, 300)
    form_with(get(tab, TODAY), "It was no study").send(tab)

    assert ana.times() == []
    assert "Nothing was noted." in words(get(tab, TODAY))


def test_did_it_stops_the_clock_and_undo_takes_back_both(
    ana: TimeWalker, tab: Client, clock: time_machine.Traveller
) -> None:
    page = get(tab, TODAY)
    form_with(page, "Start the clock").send(tab)
    wait(clock, 20)
    form_with(page, "Did it").send(tab)
    assert [minutes for _, minutes, _ in ana.times()] == [20]
    (entry,) = addresses(get(tab, "/history/"), "Take it back")[:1]
    form_with(get(tab, entry), "Take it back", about="undo").send(tab)

    assert ana.times() == []
    assert ana.spans("course") == []


def test_a_double_click_on_a_slice_is_one_clock(ana: TimeWalker, tab: Client) -> None:
    start = form_with(get(tab, TODAY), "Start the clock")
    for _ in range(2):
        start.send(tab)

    assert Clock.objects.count() == 1
    assert ProgressEvent.objects.filter(verb="time").count() == 0


def test_two_tabs_stop_one_clock_once(
    ana: TimeWalker, tab: Client, clock: time_machine.Traveller
) -> None:
    form_with(get(tab, TODAY), "Start the clock").send(tab)
    wait(clock, 20)
    first, second = (form_with(get(tab, TODAY), "Stop") for _ in range(2))
    first.send(tab)
    second.send(tab)

    assert [minutes for _, minutes, _ in ana.times()] == [20]


def test_a_clock_for_what_a_step_does_not_use_is_not_found(tab: Client) -> None:
    assert tab.post(f"{STEP}clock/", {"resource": "film"}).status_code == 404


def test_minutes_that_cannot_be_are_said_at_the_field(
    ana: TimeWalker, tab: Client, clock: time_machine.Traveller
) -> None:
    form_with(get(tab, TODAY), "Start the clock").send(tab, minutes="25")
    wait(clock, 60)
    ask = form_with(get(tab, TODAY), "Save", about="units")
    for odd in ("-5", "0", "1800", "61", "many", "9" * 30):
        answer = ask.send(tab, minutes=odd)
        assert answer.status_code == 422
        assert re.search(
            r'id="again-minutes"[^>]*aria-invalid', answer.content.decode()
        )
        assert Clock.objects.count() == 1
    assert ana.times() == []


def test_without_units_the_clock_asks_for_minutes_alone(
    ana: TimeWalker, tab: Client, clock: time_machine.Traveller
) -> None:
    url = "/roadmaps/way/steps/build/clock/"
    tab.post(url, {"minutes": "25"})
    wait(clock, 60)
    ask = form_with(get(tab, TODAY), "Save", about="clock")
    answer = ask.send(tab, minutes="-1")
    assert answer.status_code == 422
    assert "Please write 1 or more." in words(answer)
    ask.send(tab, minutes="45")

    assert ana.times() == [("2026-09-01 09:00", 45, "build")]


# By hand


def add(tab: Client, **said: str) -> HttpResponse:
    form = form_with(get(tab, TIME), "Add")
    return form.send(tab, **{"step": "way/start", "end": "", **said})


@pytest.mark.parametrize(
    ("minutes", "said"),
    [("25", "One answer needs another look."), ("-5", "2 answers need another look.")],
)
def test_it_says_how_many_answers_need_a_look(
    tab: Client, minutes: str, said: str
) -> None:
    refused = add(tab, day="2030-01-01", start="09:00", minutes=minutes)

    assert refused.status_code == 422
    assert said in words(refused)


def test_nobody_has_studied_no_days_in_no_weeks(tab: Client) -> None:
    assert "No study day yet" in words(get(tab, TIME))


def test_time_by_hand_counts_in_the_week(ana: TimeWalker, tab: Client) -> None:
    add(tab, day="2026-09-01", start="07:30", minutes="60")
    add(tab, day="2026-08-31", start="23:30", end="00:40", minutes="1")
    page = words(get(tab, TIME))

    assert "<b>2 h 10</b> of 5 h this week" in page
    assert [minutes for _, minutes, _ in ana.times()] == [30, 40, 60]
    assert "<b>2 h 10</b> of 5 h this week" in words(get(tab, TODAY))
    assert "2 study days in 1 week" in page


BAD = {
    "no day": ("day", {"day": "", "start": "07:00", "minutes": "20"}),
    "no such day": ("day", {"day": "2026-02-30", "start": "07:00", "minutes": "20"}),
    "long ago": ("day", {"day": "1999-12-31", "start": "07:00", "minutes": "20"}),
    "year 1": ("day", {"day": "0001-01-01", "start": "07:00", "minutes": "20"}),
    "year 9999": ("day", {"day": "9999-12-31", "start": "23:00", "minutes": "20"}),
    "tomorrow": ("day", {"day": "2026-09-02", "start": "07:00", "minutes": "20"}),
    "no time": ("start", {"day": "2026-09-01", "start": "25:00", "minutes": "20"}),
    "negative": ("minutes", {"day": "2026-09-01", "start": "07:00", "minutes": "-20"}),
    "30 hours": ("minutes", {"day": "2026-08-30", "start": "01:00", "minutes": "1800"}),
    "too much": ("minutes", {"day": "2026-09-01", "start": "08:30", "minutes": "31"}),
    "nothing": ("minutes", {"day": "2026-09-01", "start": "07:00", "minutes": ""}),
    "to come": ("end", {"day": "2026-09-01", "start": "08:30", "end": "09:30"}),
    "backwards": ("end", {"day": "2026-08-31", "start": "10:00", "end": "09:30"}),
    "taken": ("start", {"day": "2026-09-01", "start": "06:50", "minutes": "20"}),
    "no such step": (
        "step",
        {"day": "2026-09-01", "start": "04:00", "minutes": "9", "step": "way/none"},
    ),
}


@pytest.mark.parametrize(("field", "said"), BAD.values(), ids=BAD)
def test_what_cannot_be_is_said_at_its_field(
    ana: TimeWalker, tab: Client, field: str, said: dict[str, str]
) -> None:
    ana.log(TUESDAY - timedelta(hours=2), 60)
    answer = add(tab, **said)
    text = answer.content.decode()

    assert answer.status_code == 422
    assert re.search(rf'name="{field}"[^>]*aria-invalid="true"', text)
    assert "Nothing was changed." in text
    for name, value in said.items():
        assert not value or name == "step" or f'value="{value}"' in text
    assert len(ana.times()) == 1


def test_a_wall_clock_that_did_not_exist(ana: TimeWalker, tab: Client) -> None:
    ana.live_in("Europe/Berlin")
    answer = add(tab, day="2026-03-29", start="02:30", minutes="20")
    assert "the clock was put forward over this time" in words(answer)
    add(tab, day="2026-03-29", start="01:30", end="03:30", minutes="")

    assert [minutes for _, minutes, _ in ana.times()] == [60]


def test_a_wall_clock_that_came_twice(
    ana: TimeWalker, clock: time_machine.Traveller
) -> None:
    """The first is meant; an entry of the second keeps its place when it is changed."""
    ana.live_in("Europe/Berlin")
    clock.move_to(datetime(2026, 10, 26, tzinfo=UTC))
    tab = client_of(ana.learner)
    ana.at = datetime(2026, 10, 26, tzinfo=UTC)
    add(tab, day="2026-10-25", start="02:10", end="03:00", minutes="")
    assert [minutes for _, minutes, _ in ana.times()] == [110]
    ana.log(datetime(2026, 10, 25, 2, 30, tzinfo=UTC), 20)
    entry = TimeEntry.objects.latest("started_at")
    form = form_with(get(tab, f"/time/{entry.entry}/"), "Save")
    form.send(tab, minutes="25", step="")

    assert TimeEntry.objects.latest("started_at").started_at == entry.started_at


def test_an_entry_is_changed_and_taken_away(ana: TimeWalker, tab: Client) -> None:
    ana.log(TUESDAY - timedelta(hours=2), 60, step="start")
    url = f"/time/{TimeEntry.objects.get().entry}/"
    form = form_with(get(tab, url), "Save")
    assert (form.values["day"], form.values["start"]) == ("2026-09-01", "07:00")
    form.send(tab, minutes="45", step="way/start")
    assert ana.times() == [("2026-09-01 07:00", 45, "start")]
    remove = form_with(get(tab, TIME), "Take away")
    for _ in range(2):
        assert remove.send(tab).status_code == 302

    assert ana.times() == []
    assert tab.get(url).status_code == 302
    assert form.send(tab, minutes="30").status_code == 302
    assert ana.times() == []
    assert ana.differences() == []


def test_the_same_form_twice_is_one_entry(ana: TimeWalker, tab: Client) -> None:
    form = form_with(get(tab, TIME), "Add")
    said = {"day": "2026-09-01", "start": "07:00", "minutes": "20", "step": ""}
    answers = [form.send(tab, **said).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert len(ana.times()) == 1


def test_a_vanished_zone_is_said_and_loses_nothing(
    ana: TimeWalker, tab: Client
) -> None:
    ana.log(TUESDAY - timedelta(hours=2), 60)
    ana.live_in("Atlantis/Capital")

    assert "We do not know your time zone Atlantis/Capital any more" in words(
        get(tab, TIME)
    )
    add(tab, day="2026-09-01", start="05:00", minutes="20")
    assert len(ana.times()) == 2


def test_time_does_not_come_back_onto_other_time(ana: TimeWalker, tab: Client) -> None:
    ana.log(TUESDAY - timedelta(hours=2), 60)
    removed = ana.remove_entry(TimeEntry.objects.get().entry)
    ana.log(TUESDAY - timedelta(hours=2), 30)
    answer = tab.post(f"/history/{removed.event_id}/undo/", {})

    assert answer.status_code == 422
    assert "you noted 07:00 to 07:30 already. Change that first" in words(answer)
    assert [minutes for _, minutes, _ in ana.times()] == [30]


def test_study_days_stay_when_their_acts_are_taken_back(
    ana: TimeWalker, tab: Client
) -> None:
    ana.undo(ana.read("course", (0, 1)))
    ana.log(TUESDAY - timedelta(days=9), 30)
    ana.remove_entry(TimeEntry.objects.get().entry)

    assert "2 study days in 2 weeks" in words(get(tab, TIME))


def test_others_do_not_find_an_entry(ana: TimeWalker, tab: Client) -> None:
    ana.log(TUESDAY - timedelta(hours=2), 60)
    url = f"/time/{TimeEntry.objects.get().entry}/"
    stranger = client_of(make_learner())

    assert stranger.get(url).status_code == 404
    assert stranger.post(f"{url}remove/").status_code == 404
    assert len(ana.times()) == 1


# Ten evenings


def test_a_weekly_course_moves_on_each_of_ten_evenings(
    real_roadmaps: None, clock: time_machine.Traveller
) -> None:
    ines = TimeWalker(make_learner(name="Ines"), slug=VISION)
    ines.join(aim="research", tracks=("perception",), known=("python",))
    for step in ("computer-vision-fundamentals", "linear-algebra-for-vision"):
        ines.done(step)
    for step in ("neural-networks-and-deep-learning", "improving-deep-neural-networks"):
        ines.done(step)
    tab = client_of(ines.learner)
    seen = [evening_on(get(tab, TODAY))]
    for evening in range(10):
        clock.move_to(TUESDAY + timedelta(hours=25 * evening))
        form_with(get(tab, TODAY), "Start the clock", about=CNN).send(tab)
        wait(clock, 25)
        form_with(get(tab, TODAY), "Stop").send(tab)
        seen.append(evening_on(get(tab, TODAY)))
        if (TUESDAY + timedelta(hours=25 * evening)).weekday() == 0:
            assert seen[-1]["week"] == "25 min"
    for name in ("slice", "bar", "left", "week"):
        changed = [
            before[name] != after[name]
            for before, after in zip(seen, seen[1:], strict=False)
        ]
        assert changed == [True] * 10, (name, [one[name] for one in seen])
    assert ines.spans(COURSE) == []
    assert ines.differences() == []


def evening_on(page: HttpResponse) -> dict[str, str]:
    """What Today says of slice, bar, hours left and the week."""
    text = words(page)

    def found(pattern: str) -> str:
        match = re.search(pattern, text)
        return match[1] if match else ""

    assert f"/roadmaps/{VISION}/steps/{CNN}/" in text
    return {
        "slice": found(r'class="now">(.*?)</p>'),
        "bar": found(r'class="got" d="(.*?)"'),
        "left": found(r"<span>(about [^<]* left)</span>"),
        "week": found(r"<b>([^<]*)</b> of 5 h this week"),
    }


# Growth


def test_the_page_asks_as_often_for_a_thousand_entries(
    ana: TimeWalker, tab: Client
) -> None:
    ana.log(TUESDAY - timedelta(hours=2), 60, step="start")
    tab.get(TIME)
    few = statements(tab, TIME)
    rows = [
        TimeEntry(
            learner=ana.learner,
            entry=f"{number:032x}",
            started_at=TUESDAY - timedelta(days=1, hours=number),
            ended_at=TUESDAY - timedelta(days=1, hours=number, minutes=-30),
            minutes=30,
            local_date=(TUESDAY - timedelta(days=1, hours=number)).date(),
            zone="UTC",
            source="hand",
            changed_at=TUESDAY,
        )
        for number in range(1000)
    ]
    TimeEntry.objects.bulk_create(rows)
    many = statements(tab, TIME)
    older = re.search(r'href="(\?before=\d+)"', tab.get(TIME).content.decode())

    assert len(many) == len(few) <= 10, "\n".join(many)
    assert older is not None
    assert len(statements(tab, TIME + older[1])) <= 10
    assert len(tab.get(TIME).content) <= 60_000


def test_pages_with_a_clock_keep_their_limits(
    ana: TimeWalker, tab: Client, clock: time_machine.Traveller
) -> None:
    form_with(get(tab, TODAY), "Start the clock").send(tab)
    wait(clock, 20)
    assert len(statements(tab, TODAY)) <= 8
    assert len(statements(tab, STEP)) <= 9
    with CaptureQueriesContext(connection) as asked:
        tab.post(f"{STEP}done/", {"how": "all"}, headers={"HX-Request": "true"})

    assert len(asked) <= 19, "\n".join(one["sql"] for one in asked.captured_queries)


def statements(tab: Client, url: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert tab.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def test_no_form_of_the_page_is_without_its_key(tab: Client) -> None:
    assert all(form.values.get("key") for form in forms_on(get(tab, TIME)))
