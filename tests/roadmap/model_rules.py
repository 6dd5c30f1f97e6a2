"""Each rule that one row can break, with a row that keeps it and one that does not."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from roadmap.models import (
    Aim,
    CatalogueState,
    CheckRun,
    HostState,
    Link,
    LinkCheck,
    LinkHealth,
    Need,
    NeedGroup,
    Option,
    Relation,
    Resource,
    ResourceNeed,
    ResourceUnit,
    Roadmap,
    RoadmapVersion,
    Stage,
    Step,
    StepResource,
    Topic,
    Track,
    UnitChange,
)

Make = Callable[..., object]

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
MORNING = NOON - timedelta(hours=4)


@dataclass(frozen=True)
class Rule:
    """One constraint. make: a row; accepted: other fields it takes; refused: fields
    it does not take, None for the same row a second time."""

    name: str
    make: Make
    refused: dict[str, Any] | None = None
    accepted: dict[str, Any] | None = None


@dataclass
class Stock:
    """What the rows below stand on, made once per test."""

    roadmap: Roadmap
    step: Step
    other: Step
    option: Option
    resource: Resource
    second: Resource


def a_topic(stock: Stock, **fields: Any) -> Topic:
    return Topic.objects.create(**{"key": "vision", "title": "Vision", **fields})


def a_resource(stock: Stock, **fields: Any) -> Resource:
    values = {"key": "video", "title": "Video", "kind": "video", **fields}
    made: Resource = Resource.objects.create(**values)
    return made


def a_merged_resource(stock: Stock, **fields: Any) -> Resource:
    row = a_resource(stock, merged_into=stock.resource)
    if fields:
        Resource.objects.filter(pk=row.pk).update(merged_into=row)
    return row


def a_unit_change(stock: Stock, **fields: Any) -> UnitChange:
    values = {
        "resource": stock.resource,
        "units": [[0]],
        "total": 1,
        "new_total": 1,
        "up_to_version": 0,
        "before": {},
        "made_at": timezone.now(),
        **fields,
    }
    return UnitChange.objects.create(**values)


def a_unit(stock: Stock, **fields: Any) -> ResourceUnit:
    values = {"resource": stock.resource, "number": 1, "title": "One", **fields}
    return ResourceUnit.objects.create(**values)


def a_state(stock: Stock, **fields: Any) -> CatalogueState:
    CatalogueState.objects.all().delete()
    return CatalogueState.objects.create(**{"id": 1, **fields})


def a_link(stock: Stock, **fields: Any) -> Link:
    values = {"resource": stock.resource, "url": "https://example.com/", **fields}
    return Link.objects.create(**values)


def a_bare_link(stock: Stock, **fields: Any) -> None:
    """A row whose canonical form was not worked out by save()."""
    values = {"url": "https://example.com/", "canonical": "example.com", **fields}
    Link.objects.bulk_create([Link(resource=stock.resource, **values)])


def a_health(stock: Stock, **fields: Any) -> LinkHealth:
    link = fields.pop("link", None) or a_link(stock)
    values = {"link": link, "url": "https://example.com/", "confidence": 90}
    times = {"since": NOON, "checked_at": NOON, "next_check_at": NOON}
    return LinkHealth.objects.create(
        **{**values, **times, "verdict": "works", **fields}
    )


def a_health_of_one_link(stock: Stock, **fields: Any) -> LinkHealth:
    return a_health(stock, link=Link.objects.first())


def an_answer(stock: Stock, **fields: Any) -> LinkCheck:
    values = {"link": a_link(stock), "url": "https://example.com/", "verdict": "slow"}
    return LinkCheck.objects.create(**{**values, "checked_at": NOON, **fields})


def a_host(stock: Stock, **fields: Any) -> HostState:
    return HostState.objects.create(**{"host": "example.com", **fields})


def a_run(stock: Stock, **fields: Any) -> CheckRun:
    return CheckRun.objects.create(**{"started_at": NOON, "asked": 2, **fields})


def a_relation(stock: Stock, **fields: Any) -> Relation:
    values = {"resource": stock.resource, "to": stock.second, "kind": "edition_of"}
    return Relation.objects.create(**{**values, **fields})


def a_relation_to_itself(stock: Stock, **fields: Any) -> Relation:
    return a_relation(stock, to=stock.resource if fields else stock.second)


def a_part(stock: Stock, **fields: Any) -> Relation:
    return a_relation(stock, **{"kind": "part_of", "number": 1, **fields})


def a_cover(stock: Stock, **fields: Any) -> Relation:
    return a_relation(stock, kind="covers", **fields)


def a_resource_need(stock: Stock, **fields: Any) -> ResourceNeed:
    values = {"resource": stock.resource, "needed": stock.second}
    return ResourceNeed.objects.create(**values, **{"strength": "required", **fields})


def a_resource_need_of_itself(stock: Stock, **fields: Any) -> ResourceNeed:
    return ResourceNeed.objects.create(
        resource=stock.resource,
        needed=stock.resource if fields else stock.second,
        strength="required",
    )


def a_roadmap(stock: Stock, **fields: Any) -> Roadmap:
    values = {"slug": "other", "title": "Other", "summary": "Way", **fields}
    made: Roadmap = Roadmap.objects.create(**values)
    return made


def a_version(stock: Stock, **fields: Any) -> RoadmapVersion:
    values = {"roadmap": stock.roadmap, "number": 1, "document": "{}", **fields}
    return RoadmapVersion.objects.create(**{"digest": "a" * 64, **values})


def an_aim(stock: Stock, **fields: Any) -> Aim:
    values = {"roadmap": stock.roadmap, "title": "Aim", "who": "You.", **fields}
    return Aim.objects.create(**{"key": "industry", **values})


def a_default_aim(stock: Stock, **fields: Any) -> Aim:
    key = f"aim-{Aim.objects.count()}"
    return an_aim(stock, **{"key": key, "is_default": True, **fields})


def a_track(stock: Stock, **fields: Any) -> Track:
    values = {"roadmap": stock.roadmap, "title": "Track", "who": "You.", **fields}
    return Track.objects.create(**{"key": "language", **values})


def a_stage(stock: Stock, **fields: Any) -> Stage:
    values = {"roadmap": stock.roadmap, "title": "Stage", **fields}
    return Stage.objects.create(**{"key": "middle", **values})


def a_step(stock: Stock, **fields: Any) -> Step:
    values = {"title": "Third", "kind": "study", "stage": stock.step.stage, **fields}
    return Step.objects.create(roadmap=stock.roadmap, **{"key": "third", **values})


def an_option(stock: Stock, **fields: Any) -> Option:
    values = {"step": stock.step, "title": "Two", **fields}
    return Option.objects.create(**{"key": "two", **values})


def a_default_option(stock: Stock, **fields: Any) -> Option:
    key = f"option-{Option.objects.count()}"
    return an_option(stock, **{"key": key, "is_default": True, **fields})


def a_use(stock: Stock, **fields: Any) -> StepResource:
    values = {"step": stock.step, "resource": stock.resource, **fields}
    return StepResource.objects.create(**values)


def a_use_of_an_option(stock: Stock, **fields: Any) -> StepResource:
    return a_use(stock, **{"option": stock.option, **fields})


def a_group(stock: Stock, **fields: Any) -> NeedGroup:
    return NeedGroup.objects.create(**{"step": stock.step, "number": 1, **fields})


def a_need(stock: Stock, **fields: Any) -> Need:
    values = {"step": stock.other, "needed": stock.step, **fields}
    return Need.objects.create(**values)


def a_need_of_itself(stock: Stock, **fields: Any) -> Need:
    return a_need(stock, needed=stock.other if fields else stock.step)


def a_need_of_an_option(stock: Stock, **fields: Any) -> Need:
    return a_need(stock, **{"needed_option": stock.option, **fields})


def an_option_without_step(stock: Stock, **fields: Any) -> Need:
    if not fields:
        return a_need_of_an_option(stock)
    return a_need_of_a_resource(stock, needed_option=stock.option)


def a_need_of_a_resource(stock: Stock, **fields: Any) -> Need:
    return a_need(stock, **{"needed": None, "resource": stock.resource, **fields})


def a_need_of_both(stock: Stock, **fields: Any) -> Need:
    return a_need(stock, resource=stock.resource if fields else None)


RULES = (
    Rule("topic.key", a_topic),
    Rule("resource.key", a_resource),
    Rule("resource_kind_is_known", a_resource, {"kind": "poem"}, {"kind": "paper"}),
    Rule("resource_level_is_known", a_resource, {"level": "x"}, {"level": "advanced"}),
    Rule("resource_cost_is_known", a_resource, {"cost": "x"}, {"cost": "audit"}),
    Rule("resource_unit_is_known", a_resource, {"unit": "x"}, {"unit": "week"}),
    Rule("resource_status_is_known", a_resource, {"status": ""}, {"status": "gone"}),
    Rule("resource_minutes_basis_is_known", a_resource, {"minutes_basis": "guess"}),
    Rule("resource_total_counts_units", a_resource, {"total": 4}),
    Rule(
        "resource_total_counts_units",
        a_resource,
        {"unit": "page", "total": 100_001},
        {"unit": "page", "total": 100_000},
    ),
    Rule("resource_total_counts_units", a_resource, {"unit": "page", "total": 0}),
    Rule("resource_minutes_in_range", a_resource, {"minutes": 0}, {"minutes": 1}),
    Rule("resource_minutes_in_range", a_resource, {"minutes": 600_001}),
    Rule("unit_change_counts_units", a_unit_change, {"total": 0}, {"total": 1}),
    Rule("unit_change_counts_units", a_unit_change, {"new_total": 0}),
    Rule("resource_not_merged_into_itself", a_merged_resource, {"into": "itself"}),
    Rule("resource_has_a_name", a_resource, {"title": ""}),
    Rule("resource_has_a_name", a_resource, {"key": ""}),
    Rule("unit_number_once_per_resource", a_unit, None, {"number": 2}),
    Rule("unit_numbers_start_at_one", a_unit, {"number": 0}),
    Rule("unit_minutes_in_range", a_unit, {"minutes": 0}, {"minutes": 60_000}),
    Rule("unit_minutes_in_range", a_unit, {"minutes": 60_001}),
    Rule("cataloguestate_is_a_single_row", a_state, {"id": 2}),
    Rule("link.canonical", a_link),
    Rule(
        "link_one_primary_per_resource",
        a_link,
        {"is_primary": True},
        {"is_primary": False},
    ),
    Rule("link_kind_is_known", a_link, {"kind": "mirror"}, {"kind": "archive"}),
    Rule("link_is_a_web_address", a_link, {"url": "ftp://example.com/"}),
    Rule("link_has_a_canonical_form", a_bare_link, {"canonical": ""}),
    Rule("linkhealth.link", a_health_of_one_link),
    Rule("health_verdict_is_known", a_health, {"verdict": "odd"}, {"verdict": "slow"}),
    Rule("health_confidence_is_pc", a_health, {"confidence": 101}, {"confidence": 0}),
    Rule("health_status_is_one_of_http", a_health, {"status": 600}, {"status": 599}),
    Rule("health_status_is_one_of_http", a_health, {"status": 99}),
    Rule("health_checks_from_one", a_health, {"checks": 0}, {"checks": 2}),
    Rule(
        "health_since_before_checked",
        a_health,
        {"checked_at": MORNING},
        {"since": MORNING},
    ),
    Rule("health_next_after_checked", a_health, {"next_check_at": MORNING}),
    Rule("link_check_verdict_is_known", an_answer, {"verdict": ""}),
    Rule("link_check_status_is_one_of_http", an_answer, {"status": 0}, {"status": 100}),
    Rule("hoststate.host", a_host, None, {"host": "example.org"}),
    Rule("host_has_a_name", a_host, {"host": ""}),
    Rule("host_pause_in_range", a_host, {"pause": 3601}, {"pause": 3600}),
    Rule("host_robots_status_is_one_of_http", a_host, {"robots_status": 99}),
    Rule(
        "check_run_ends_after_it_starts",
        a_run,
        {"ended_at": MORNING},
        {"ended_at": NOON},
    ),
    Rule("check_run_done_of_asked", a_run, {"done": 3}, {"done": 2}),
    Rule("relation_once", a_relation, None, {"kind": "covers"}),
    Rule("relation_not_to_itself", a_relation_to_itself, {"to": "itself"}),
    Rule("relation_kind_is_known", a_relation, {"kind": "like"}, {"kind": "covers"}),
    Rule("relation_parts_are_numbered", a_part, {"number": None}, {"number": 5}),
    Rule("relation_parts_are_numbered", a_part, {"number": 0}),
    Rule("relation_parts_are_numbered", a_relation, {"number": 1}),
    Rule(
        "relation_scope_is_a_stretch",
        a_cover,
        {"start": 4, "end": 4},
        {"start": 3, "end": 4},
    ),
    Rule("relation_scope_is_a_stretch", a_cover, {"start": None, "end": 4}),
    Rule("relation_scope_is_a_stretch", a_cover, {"start": 3, "end": None}),
    Rule(
        "relation_target_scope_is_a_stretch",
        a_cover,
        {"to_start": 4, "to_end": 3},
        {"to_start": 0, "to_end": 3},
    ),
    Rule("relation_target_scope_is_a_stretch", a_cover, {"to_end": 3}),
    Rule("relation_scopes_belong_to_covers", a_relation, {"start": 0, "end": 1}),
    Rule("relation_scopes_belong_to_covers", a_relation, {"to_start": 0, "to_end": 1}),
    Rule("resource_need_once", a_resource_need),
    Rule("resource_needs_another", a_resource_need_of_itself, {"needed": "itself"}),
    Rule(
        "resource_need_strength_is_known",
        a_resource_need,
        {"strength": "alongside"},
        {"strength": "recommended"},
    ),
    Rule("roadmap.slug", a_roadmap),
    Rule("roadmap_has_a_name", a_roadmap, {"title": ""}),
    Rule("roadmap_has_a_name", a_roadmap, {"slug": ""}),
    Rule("version_number_once_per_roadmap", a_version, None, {"number": 2}),
    Rule("version_numbers_start_at_one", a_version, {"number": 0}),
    Rule("version_has_document_and_digest", a_version, {"digest": "a" * 63}),
    Rule("version_has_document_and_digest", a_version, {"document": ""}),
    Rule("aim_key_once_per_roadmap", an_aim, None, {"key": "fun"}),
    Rule("aim_one_default_per_roadmap", a_default_aim, None, {"is_default": False}),
    Rule("track_key_once_per_roadmap", a_track, None, {"key": "images"}),
    Rule("stage_key_once_per_roadmap", a_stage, None, {"key": "end"}),
    Rule("step_key_once_per_roadmap", a_step, None, {"key": "fourth"}),
    Rule("step_kind_is_known", a_step, {"kind": "play"}, {"kind": "support"}),
    Rule(
        "step_requirement_is_known",
        a_step,
        {"requirement": "maybe"},
        {"requirement": "elective"},
    ),
    Rule("step_minutes_basis_is_known", a_step, {"minutes_basis": ""}),
    Rule("step_minutes_in_range", a_step, {"minutes": 0}, {"minutes": None}),
    Rule("step_minutes_in_range", a_step, {"minutes": 600_001}),
    Rule(
        "step_rhythm_belongs_to_habits",
        a_step,
        {"rhythm": "daily"},
        {"kind": "habit", "rhythm": "daily"},
    ),
    Rule("step_rhythm_belongs_to_habits", a_step, {"kind": "habit"}),
    Rule(
        "step_waiting_conditions_belong_to_deferred",
        a_step,
        {"joins_when": {"tracks": ["language"]}},
        {"requirement": "deferred", "joins_when": {"tracks": ["language"]}},
    ),
    Rule(
        "step_waiting_conditions_belong_to_deferred",
        a_step,
        {"offered_when": {"steps": ["first"]}},
    ),
    Rule(
        "step_elective_switch_belongs_to_electives",
        a_step,
        {"elective_on": True},
        {"requirement": "elective", "elective_on": True},
    ),
    Rule("option_key_once_per_step", an_option, None, {"key": "three"}),
    Rule("option_one_default_per_step", a_default_option, None, {"is_default": False}),
    Rule("use_once_per_slot", a_use, None, {"role": "extra"}),
    Rule("use_once_per_slot_of_an_option", a_use_of_an_option, None, {"slot": 2}),
    Rule("use_role_is_known", a_use, {"role": "second"}, {"role": "instead"}),
    Rule("use_slots_from_one", a_use, {"slot": 0}),
    Rule(
        "use_scope_is_a_stretch",
        a_use,
        {"start": 4, "end": 4},
        {"start": 0, "end": 4},
    ),
    Rule("use_scope_is_a_stretch", a_use, {"end": 4}),
    Rule("use_scope_is_a_stretch", a_use, {"start": 0}),
    Rule("need_group_once_per_step", a_group, None, {"number": 2}),
    Rule("need_group_k_from_one", a_group, {"k": 0}, {"k": 1}),
    Rule("need_group_numbers_from_one", a_group, {"number": 0}),
    Rule(
        "need_group_strength_is_known",
        a_group,
        {"strength": "hoped"},
        {"strength": "alongside"},
    ),
    Rule("need_step_once_per_group", a_need, None, {"number": 2}),
    Rule("need_option_once_per_group", a_need_of_an_option, None, {"number": 2}),
    Rule("need_resource_once_per_group", a_need_of_a_resource, None, {"number": 2}),
    Rule("need_not_itself", a_need_of_itself, {"needed": "itself"}),
    Rule("need_is_a_step_or_a_resource", a_need_of_both, {"both": True}),
    Rule("need_is_a_step_or_a_resource", a_need, {"needed": None}),
    Rule("need_option_comes_with_its_step", an_option_without_step, {"step": None}),
    Rule(
        "need_scope_is_a_stretch_of_a_resource",
        a_need_of_a_resource,
        {"start": 3, "end": 3},
        {"start": 0, "end": 3},
    ),
    Rule("need_scope_is_a_stretch_of_a_resource", a_need_of_a_resource, {"end": 3}),
    Rule("need_scope_is_a_stretch_of_a_resource", a_need, {"start": 0, "end": 3}),
)
