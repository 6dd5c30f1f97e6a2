"""The landing page's example: real advice for somebody who does not exist."""

from dataclasses import dataclass, replace
from datetime import date

from progress.engine.advise import advise
from progress.engine.state import Walk
from progress.queries.study import Head, Journey, Study
from progress.queries.today import Card, card_of
from roadmap.catalogue import compiled
from roadmap.spans import Spans

MINUTES = 25


@dataclass(frozen=True, slots=True)
class ExamplePage:
    card: Card | None
    others: tuple[Card, ...]


def example_page(head: Head, today: date) -> ExamplePage:
    """No query beyond the head's: the example learner is made here.

    The example walks all roadmaps and has finished the first third of the first one.
    """
    study = example_study(head, today)
    advice = advise(study.engine, today=today, minutes=MINUTES)
    return ExamplePage(
        card=card_of(study, advice.best, MINUTES) if advice.best else None,
        others=tuple(card_of(study, other, MINUTES) for other in advice.others[:2]),
    )


def example_study(head: Head, today: date) -> Study:
    journeys = tuple(
        Journey(compiled(card.version_id, head.revision))
        for card in head.catalogue.roadmaps
    )
    study = Study(replace(head, journeys=journeys), today)
    walks = tuple(study.walk(journey) for journey in journeys)
    engine = replace(study.engine, spans=_work(study, walks))
    study.__dict__["engine"] = engine
    return study


def _work(study: Study, walks: tuple[Walk, ...]) -> dict[str, Spans]:
    """The first third of the first roadmap's required steps, done."""
    spans: dict[str, Spans] = {}
    if not walks:
        return spans
    steps = [s for s in walks[0].graph.steps if s.requirement == "required"]
    for step in steps[: len(steps) // 3]:
        for slot in step.slots:
            use = slot.uses[0]
            total = study.engine.totals.get(use.resource)
            if total:
                spans[use.resource] = (use.scope or (0, total),)
    return spans
