"""Forms of a step: made, edited in a draft, corrected in its words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Max
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmap.admin.fields import WAITING_CLAUSES, ConditionField
from roadmap.admin.forms import CuratorForm, PageForm
from roadmap.admin.list_fields import LinesField, RubricField
from roadmap.admin.widgets import MarkdownArea
from roadmap.document.words import MAX_VALUE
from roadmap.models import Option, Roadmap, Stage, Step, StepKind

FIRST = "first"
GAP = 10
SENTENCE = 200


class RoadmapChoices:
    """What can be chosen on the page of a step; each list is read once."""

    def __init__(self, roadmap: Roadmap, step: Step | None = None) -> None:
        self.roadmap, self.step = roadmap, step

    @cached_property
    def conditions(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        tracks = list(self.roadmap.tracks.values_list("key", "title"))
        aims = list(self.roadmap.aims.values_list("key", "title"))
        return {"tracks": tracks, "not_tracks": tracks, "aims": aims}

    @cached_property
    def steps(self) -> list[tuple[str, str]]:
        others = self.roadmap.steps.filter(is_retired=False)
        if self.step:
            others = others.exclude(pk=self.step.pk)
        return list(others.values_list("key", "title"))

    @cached_property
    def options(self) -> list[tuple[Any, str]]:
        ways = self.step.options.all() if self.step else []
        return [("", _("every way")), *((way.pk, way.title) for way in ways)]

    @cached_property
    def next_group(self) -> int:
        """A number that no group of the step has yet."""
        groups = self.step.groups.aggregate(last=Max("number")) if self.step else {}
        return (groups.get("last") or 0) + 1

    @cached_property
    def ways(self) -> list[tuple[Any, str]]:
        """Ways through all steps of the roadmap, for needs."""
        ways = Option.objects.filter(step__roadmap=self.roadmap).select_related("step")
        named = [(way.pk, f"{way.step}: {way}") for way in ways]
        return [("", _("any way")), *named]


class StepMaker(PageForm):
    """A new step: its roadmap is that of its stage, whose draft has to be open."""

    class Meta:
        model = Step
        fields = ["stage", "title", "key", "kind", "rhythm"]
        help_texts = {"rhythm": gettext_lazy("Of a habit; empty for all others.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = Stage.objects.filter(roadmap__draft_is_open=True)
        field: Any = self.fields["stage"]
        field.queryset = stages.select_related("roadmap").order_by(
            "roadmap__position", "roadmap__title", "position"
        )
        field.label_from_instance = lambda stage: f"{stage.roadmap}: {stage}"

    def _get_validation_exclusions(self) -> set[str]:
        """The key is held against the roadmap that the stage says."""
        known = {"roadmap"} if self.cleaned_data.get("stage") else set()
        return set(super()._get_validation_exclusions()) - known  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        stage = cleaned.get("stage")
        if stage:
            row = Roadmap.objects.select_for_update(no_key=True).get(
                pk=stage.roadmap_id
            )
            if not row.draft_is_open:
                self.add_error("stage", _("Open a draft of this roadmap first."))
            self.instance.roadmap = row
            last = row.steps.aggregate(last=Max("position"))["last"] or 0
            self.instance.position = last + GAP
        else:
            self.instance.roadmap_id = None
        return cleaned


class StepWordsForm(PageForm):
    """What may be corrected while no draft is open."""

    can_do = LinesField(
        label=gettext_lazy("Can do afterwards"),
        help_text=gettext_lazy("One to three sentences, one a line, in our own words."),
        most=3,
        longest=SENTENCE,
        required=False,
    )
    rubric = RubricField(
        label=gettext_lazy("How a project is judged"),
        help_text=gettext_lazy("Two to five criteria for a project, else none."),
    )

    class Meta:
        model = Step
        fields: list[str] = []
        labels = {
            "elective_on": gettext_lazy("On the path unless taken off"),
            "requirement_reason": gettext_lazy("Why"),
            "ask_at_start": gettext_lazy("Asked at the start"),
            "minutes_basis": gettext_lazy("Who says so"),
            "is_goal": gettext_lazy("A goal"),
            "was": gettext_lazy("Was before"),
        }
        widgets = {"summary": MarkdownArea(attrs={"rows": 6, "cols": 80})}

    def clean_rubric(self) -> Any:
        rows, before = self.cleaned_data["rubric"], self.instance.rubric
        if not self.instance.roadmap.draft_is_open and len(rows) != len(before):
            raise forms.ValidationError(
                _("Criteria can be added or removed in a draft only.")
            )
        return rows


class StepForm(StepWordsForm):
    """Everything about a step, in an open draft."""

    place = forms.ChoiceField(label=gettext_lazy("Comes after"), required=False)
    when = ConditionField(label=gettext_lazy("Only when"))
    joins_when = ConditionField(
        WAITING_CLAUSES,
        label=gettext_lazy("Joins the path when"),
        help_text=gettext_lazy("Of a step for later. Everything ticked must hold."),
    )
    offered_when = ConditionField(
        WAITING_CLAUSES,
        label=gettext_lazy("Is offered when"),
        help_text=gettext_lazy("Of a step for later. Everything ticked must hold."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = RoadmapChoices(self.instance.roadmap, self.instance)
        for name in ("when", "joins_when", "offered_when"):
            field: Any = self.fields[name]
            offered = {"steps": choices.steps} | dict(choices.conditions)
            clauses = {name: offered[name] for name in field.widget.clauses}
            field.offer(clauses, getattr(self.instance, name))
        if "stage" in self.fields:
            stages: Any = self.fields["stage"]
            stages.queryset = self.instance.roadmap.stages.all()
        self._offer_places()

    def _offer_places(self) -> None:
        roadmap = self.instance.roadmap
        self.others = list(roadmap.steps.exclude(pk=self.instance.pk))
        mine = (self.instance.position, self.instance.pk)
        before = [step for step in self.others if (step.position, step.pk) < mine]
        self.initial["place"] = before[-1].key if before else FIRST
        field: Any = self.fields["place"]
        field.choices = [(FIRST, _("nothing, it is the first"))] + [
            (step.key, step.title) for step in self.others
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if (cleaned.get("value") or 0) > MAX_VALUE:
            self.add_error("value", _("At most %d.") % MAX_VALUE)
        if kind and kind != StepKind.PROJECT and cleaned.get("rubric"):
            self.add_error("rubric", _("Only a project is judged by a rubric."))
        return cleaned

    def place_step(self) -> None:
        """Write the new place; others move only where no number is free between."""
        if "place" not in self.changed_data:
            return
        keys = [step.key for step in self.others]
        place = self.cleaned_data["place"]
        index = 0 if place in ("", FIRST) else keys.index(place) + 1
        low = self.others[index - 1].position if index else 0
        high = self.others[index].position if index < len(keys) else low + 2 * GAP
        if high - low > 1:
            self.instance.position = (low + high) // 2
            return
        ordered = [*self.others[:index], self.instance, *self.others[index:]]
        for number, step in enumerate(ordered, start=1):
            if step.position != number * GAP:
                step.position = number * GAP
                if step is not self.instance:
                    step.save()


class OptionWordsForm(CuratorForm):
    class Meta:
        labels = {"is_default": gettext_lazy("Proposed to all others")}


class OptionForm(OptionWordsForm):
    """One way through a step; the aims it is proposed for are those of the roadmap."""

    aims = forms.MultipleChoiceField(
        label=gettext_lazy("Proposed for the aims"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, choices: RoadmapChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = list(choices.conditions["aims"])
        gone = set(self.instance.aims) - {key for key, _title in known}
        field: Any = self.fields["aims"]
        field.choices = known + [(key, _("%s (gone)") % key) for key in sorted(gone)]
        if self.instance.pk and "key" in self.fields:
            self.fields["key"].disabled = True

    def _get_validation_exclusions(self) -> set[str]:
        """Which way is proposed may move between rows; the formset counts them."""
        return {*super()._get_validation_exclusions(), "is_default"}  # type: ignore[misc]
