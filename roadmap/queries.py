"""What the public pages read: one function per page."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmap import browse, filters, words
from roadmap.browse import FacetView, View, Way
from roadmap.cards import RoadmapCard
from roadmap.catalogue import Catalogue, current_revision
from roadmap.facet_words import known_values
from roadmap.filters import Filters
from roadmap.shelf import StepRow, shelf

PAGE_SIZE = 20
STEPS_AT_FIRST, STEPS_AT_MOST = 4, 12
PIPS_AT_MOST = 30


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """One view of the catalogue, ready to be shown.

    total: resources there are; found: those that suit; keys: those on this page, with
    numbers first to last. is_past_end: a later page was asked for than there is.
    steps come on the first page of a search; more_steps of them are folded away. more,
    before: the neighbouring pages. ways_out: only where nothing was found.
    """

    revision: int
    filters: Filters
    total: int
    found: int
    keys: tuple[str, ...]
    first: int
    last: int
    is_past_end: bool
    notes: tuple[str, ...]
    facets: tuple[FacetView, ...]
    chips: tuple[Way, ...]
    sorts: tuple[tuple[str, str], ...]
    steps: tuple[StepRow, ...]
    more: Way | None
    before: Way | None
    ways_out: tuple[Way, ...]

    @property
    def first_steps(self) -> tuple[StepRow, ...]:
        return self.steps[:STEPS_AT_FIRST]

    @property
    def more_steps(self) -> tuple[StepRow, ...]:
        return self.steps[STEPS_AT_FIRST:]


@dataclass(frozen=True, slots=True)
class RoadmapRow:
    """A published roadmap in a list; facts: how many steps, hours and tracks."""

    card: RoadmapCard
    facts: tuple[str, ...]

    @property
    def pips(self) -> range:
        """One for each step, as many as fit a card."""
        return range(min(self.card.step_count, PIPS_AT_MOST))


def catalogue_page(query: filters.Query) -> CataloguePage:
    """The view of the catalogue that a query string asks for; never an error.

    query: parameter -> its values. One query while the process knows the revision.
    """
    stock = shelf(current_revision())
    asked = filters.read(query, known_values(stock.catalogue))
    view = browse.look(stock, asked)
    found = len(view.places)
    page = min(asked.page, max(-(-found // PAGE_SIZE), 1))
    start = (page - 1) * PAGE_SIZE
    places = view.places[start : start + PAGE_SIZE]
    return CataloguePage(
        revision=stock.catalogue.revision,
        filters=asked.on_page(page),
        total=len(stock.keys),
        found=found,
        keys=tuple(stock.keys[place] for place in places),
        first=start + 1,
        last=start + len(places),
        is_past_end=page < asked.page,
        notes=browse.notes(view),
        facets=browse.facet_views(view),
        chips=browse.chips(view),
        sorts=browse.sorts(asked),
        steps=_steps(view) if page == 1 else (),
        more=_page_way(asked, page + 1, min(found - start - PAGE_SIZE, PAGE_SIZE)),
        before=_page_way(asked, page - 1, min(start, PAGE_SIZE)),
        ways_out=() if places else browse.ways_out(view),
    )


def roadmap_rows(stock: Catalogue) -> tuple[RoadmapRow, ...]:
    """The published roadmaps in the curators' order; no query."""
    return tuple(_roadmap_row(card) for card in stock.roadmaps)


def _roadmap_row(card: RoadmapCard) -> RoadmapRow:
    steps, core, tracks = card.step_count, card.core_count, card.track_count
    facts = [ngettext("%(n)s step", "%(n)s steps", steps) % {"n": steps}]
    if core != steps:
        count = ngettext("%(n)s for everybody", "%(n)s for everybody", core)
        facts.append(count % {"n": core})
    if card.minutes:
        time = words.duration(card.minutes)
        facts.append(_("about %(time)s") % {"time": time})
    if tracks:
        facts.append(ngettext("%(n)s track", "%(n)s tracks", tracks) % {"n": tracks})
    return RoadmapRow(card=card, facts=tuple(facts))


def _steps(view: View) -> tuple[StepRow, ...]:
    """Steps of published roadmaps for the words as they were understood, best first.

    None where a facet is chosen: steps have no kind, level, cost or length.
    """
    if view.filters.chosen:
        return ()
    keys = view.shelf.step_index.find(view.finding.words).keys
    return tuple(view.shelf.steps[key] for key in keys[:STEPS_AT_MOST])


def _page_way(asked: Filters, page: int, count: int) -> Way | None:
    return Way("", asked.on_page(page).address, count) if count > 0 else None
