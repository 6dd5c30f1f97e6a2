"""What the database refuses, in the words of the page instead of its own."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

UNKNOWN = _("This is none of the choices.")
MINUTES = _("Minutes are between 1 and 600,000; leave it empty if not known.")
WHOLE_STRETCH = _("Give both ends of the stretch, the first before the last.")

WORDS: Mapping[str, tuple[str, Any]] = {
    # resources
    "resource_kind_is_known": ("kind", UNKNOWN),
    "resource_level_is_known": ("level", UNKNOWN),
    "resource_cost_is_known": ("cost", UNKNOWN),
    "resource_unit_is_known": ("unit", UNKNOWN),
    "resource_status_is_known": ("status", UNKNOWN),
    "resource_minutes_basis_is_known": ("minutes_basis", UNKNOWN),
    "resource_total_counts_units": (
        "total",
        _("A total is between 1 and 100,000, and needs what it counts."),
    ),
    "resource_minutes_in_range": ("minutes", MINUTES),
    "resource_not_merged_into_itself": (
        "merged_into",
        _("A resource does not lead to itself."),
    ),
    "resource_has_a_name": ("title", _("It needs a title and a key.")),
    "unit_number_once_per_resource": ("number", _("This number is used already.")),
    "unit_numbers_start_at_one": ("number", _("Units count from 1.")),
    "unit_minutes_in_range": ("minutes", _("Minutes are between 1 and 60,000.")),
    "cataloguestate_is_a_single_row": ("id", _("There is one row only.")),
    # links
    "link_one_primary_per_resource": (
        "is_primary",
        _("Another address of this resource is the main one."),
    ),
    "link_kind_is_known": ("kind", UNKNOWN),
    "link_is_a_web_address": ("url", _("An address begins with http or https.")),
    "link_has_a_canonical_form": ("url", _("This is not an address of a page.")),
    # relations of resources
    "relation_once": ("to", _("This relation is written down already.")),
    "relation_not_to_itself": ("to", _("A resource does not relate to itself.")),
    "relation_kind_is_known": ("kind", UNKNOWN),
    "relation_parts_are_numbered": (
        "number",
        _("A part has the number of its unit in the whole; nothing else has one."),
    ),
    "relation_scope_is_a_stretch": ("units", WHOLE_STRETCH),
    "relation_target_scope_is_a_stretch": ("to_units", WHOLE_STRETCH),
    "relation_scopes_belong_to_covers": (
        "units",
        _("Units are given only where one resource also counts as another."),
    ),
    "resource_need_once": ("needed", _("This is written down already.")),
    "resource_needs_another": ("needed", _("A resource does not build on itself.")),
    "resource_need_strength_is_known": ("strength", UNKNOWN),
    # roadmaps
    "roadmap_has_a_name": ("title", _("It needs a title and a slug.")),
    "version_number_once_per_roadmap": ("number", _("This number is used already.")),
    "version_numbers_start_at_one": ("number", _("Versions count from 1.")),
    "version_has_document_and_digest": ("document", _("A version has a document.")),
    "aim_key_once_per_roadmap": ("key", _("This roadmap uses this key already.")),
    "aim_one_default_per_roadmap": ("is_default", _("Only one aim is proposed.")),
    "track_key_once_per_roadmap": ("key", _("This roadmap uses this key already.")),
    "stage_key_once_per_roadmap": ("key", _("This roadmap uses this key already.")),
    # steps
    "step_key_once_per_roadmap": ("key", _("This roadmap uses this key already.")),
    "step_kind_is_known": ("kind", UNKNOWN),
    "step_requirement_is_known": ("requirement", UNKNOWN),
    "step_minutes_basis_is_known": ("minutes_basis", UNKNOWN),
    "step_minutes_in_range": ("minutes", MINUTES),
    "step_rhythm_belongs_to_habits": (
        "rhythm",
        _("A habit has a rhythm; no other step has one."),
    ),
    "step_waiting_conditions_belong_to_deferred": (
        "joins_when",
        _("Only a step for later says when it joins or is offered."),
    ),
    "step_elective_switch_belongs_to_electives": (
        "elective_on",
        _("Only a step “if you want” can be on the path unless taken off."),
    ),
    "option_key_once_per_step": ("key", _("This step uses this key already.")),
    "option_one_default_per_step": ("is_default", _("Only one way is proposed.")),
    "use_once_per_slot": ("resource", _("This slot has it in this role already.")),
    "use_once_per_slot_of_an_option": (
        "resource",
        _("This slot has it in this role already."),
    ),
    "use_role_is_known": ("role", UNKNOWN),
    "use_slots_from_one": ("slot", _("Slots count from 1.")),
    "use_scope_is_a_stretch": ("units", WHOLE_STRETCH),
    # needs of steps
    "need_group_once_per_step": ("number", _("This number is used already.")),
    "need_group_k_from_one": ("k", _("At least one has to be enough.")),
    "need_group_numbers_from_one": ("number", _("Groups count from 1.")),
    "need_group_strength_is_known": ("strength", UNKNOWN),
    "need_step_once_per_group": ("needed", _("This group has it already.")),
    "need_option_once_per_group": ("needed_option", _("This group has it already.")),
    "need_resource_once_per_group": ("resource", _("This group has it already.")),
    "need_not_itself": ("needed", _("A step does not need itself.")),
    "need_is_a_step_or_a_resource": (
        "needed",
        _("Choose a step or a resource, one of the two."),
    ),
    "need_option_comes_with_its_step": (
        "needed_option",
        _("Choose the step that this is a way through."),
    ),
    "need_scope_is_a_stretch_of_a_resource": ("units", WHOLE_STRETCH),
}


def check_relation(kind: str | None, number: int | None) -> None:
    """Raise ValidationError for a part without a number, which a CHECK lets pass:
    compared with nothing, nothing is false."""
    if kind == "part_of" and number is None:
        field, words = WORDS["relation_parts_are_numbered"]
        raise ValidationError({field: words})


def in_words(error: ValidationError, model: type[Model]) -> ValidationError:
    """error of model.full_clean() by field, each broken constraint in our words."""
    names = {
        constraint.get_violation_error_message(): constraint.name
        for constraint in model._meta.constraints
    }
    found: dict[str, list[ValidationError]] = {}
    for field, one in _each(error):
        words = WORDS.get(names.get("".join(one.messages), ""))
        if words:
            found.setdefault(words[0], []).append(ValidationError(words[1]))
        else:
            found.setdefault(field, []).append(one)
    return ValidationError(found)


def _each(error: ValidationError) -> Iterator[tuple[str, ValidationError]]:
    by_field = getattr(error, "error_dict", None) or {
        NON_FIELD_ERRORS: error.error_list
    }
    for field, errors in by_field.items():
        for one in errors:
            yield field, one
