"""Advice as plain values and lines, for terminals and programs."""

from typing import Any

from progress.engine.advise import advise
from progress.engine.simulate import WalkedStep
from progress.engine.state import Reason, Suggestion
from progress.queries.count import digest_of, suggestions_of
from progress.queries.row_words import group_text
from progress.queries.study import Journey, Study
from progress.queries.today import slice_text
from progress.wording import lost_sentence, sentence

SHOWN = 10


def advice_record(study: Study, minutes: int, only: str | None) -> dict[str, Any]:
    """Ranked advice with codes, numbers, sentences, slices, and what locks the rest."""
    advice = advise(
        study.engine, today=study.today, minutes=minutes, limit=SHOWN, only=only
    )
    return {
        "day": study.today.isoformat(),
        "minutes": minutes,
        "rule": advice.rule_version,
        "inputs": digest_of(study, minutes),
        "kind": advice.kind,
        "steps": [_suggestion(study, found) for found in suggestions_of(advice)],
        "locked": [
            entry
            for journey in study.head.journeys
            if only in (None, journey.slug)
            for entry in _locked(study, journey)
        ],
    }


def _suggestion(study: Study, found: Suggestion) -> dict[str, Any]:
    cut = slice_text(study, found.slice)
    journey = next(one for one in study.head.journeys if one.slug == found.roadmap)
    step = journey.roadmap.steps[journey.compiled.graph.place[found.step]]
    return {
        "roadmap": found.roadmap,
        "step": found.step,
        "title": step.title,
        "option": found.option,
        "score": str(found.score),
        "minutes_left": found.minutes_left,
        "slice": None
        if found.slice is None or cut is None
        else {
            "resource": found.slice.resource,
            "role": found.slice.role,
            "spans": [list(span) for span in found.slice.spans],
            "minutes": found.slice.minutes,
            "text": cut.text,
        },
        "facts": [_reason(study, found.roadmap, one) for one in found.facts],
        "asked": [_reason(study, found.roadmap, one) for one in found.asked],
        "reasons": [_reason(study, found.roadmap, one) for one in found.reasons],
        "lost": _lost(study, found),
    }


def _lost(study: Study, found: Suggestion) -> dict[str, Any] | None:
    if found.lost is None:
        return None
    return {
        "code": found.lost.code,
        "numbers": dict(found.lost.params),
        "text": lost_sentence(study, found.roadmap, found.lost).bold,
    }


def _reason(study: Study, roadmap: str, reason: Reason) -> dict[str, Any]:
    made = sentence(study, roadmap, reason)
    return {
        "code": reason.code,
        "numbers": dict(reason.params),
        "text": f"{made.bold}. {made.text}".strip(),
    }


def _locked(study: Study, journey: Journey) -> list[dict[str, Any]]:
    standings = study.standings(journey)
    return [
        {
            "roadmap": journey.slug,
            "step": step.key,
            "title": step.title,
            "missing": [
                group_text(study.head.catalogue, journey.compiled, group)
                for group in standings[step.key].missing
            ],
        }
        for step in journey.roadmap.steps
        if standings[step.key].status == "locked"
    ]


def advice_lines(record: dict[str, Any]) -> list[str]:
    """The record of advice_record as text."""
    lines = [f"{record['day']}, {record['minutes']} minutes: {record['kind']}"]
    for number, step in enumerate(record["steps"], start=1):
        lines.append(f"{number}. {step['title']}  ({step['roadmap']})")
        if step["slice"]:
            lines.append(f"   {step['slice']['text']}, {step['slice']['minutes']} min")
        lines += [f"   {one['text']}" for one in step["facts"] + step["reasons"]]
        if step["lost"]:
            lines.append(f"   {step['lost']['text']}")
        lines += [f"   {one['text']}" for one in step["asked"]]
    for entry in record["locked"]:
        lines.append(f"locked: {entry['title']}: needs {'; '.join(entry['missing'])}")
    return lines


def walk_record(journey: Journey, walked: WalkedStep) -> dict[str, Any]:
    """One step of a simulated walk as plain values."""
    step = journey.roadmap.steps[journey.compiled.graph.place[walked.step]]
    return {
        "step": walked.step,
        "title": step.title,
        "option": walked.option,
        "minutes": walked.minutes,
        "cumulative_minutes": walked.cumulative_minutes,
        "cumulative_hours": f"{walked.cumulative_minutes / 60:.1f}",
        "week": walked.week,
    }
