"""Forms of a resource, of its addresses and of topics."""

from typing import Any

from django.contrib.admin.widgets import AdminURLFieldWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roadmap.admin.forms import CuratorForm, PageForm
from roadmap.admin.list_fields import OutlineField, SectionsField
from roadmap.admin.widgets import MarkdownArea
from roadmap.models import Link, Resource, ResourceUnit
from roadmap.outline import UnitRow
from roadmap.urls_canonical import canonical_url


class ResourceForm(PageForm):
    outline = OutlineField(
        label=gettext_lazy("Units"),
        help_text=gettext_lazy(
            "One a line, as number | title | minutes. Parts come below their unit, as"
            " - video | 12 | title."
        ),
    )
    sections = SectionsField(
        label=gettext_lazy("Named stretches"),
        help_text=gettext_lazy("Names that steps may use, such as chapter 2."),
    )

    class Meta:
        model = Resource
        fields: list[str] = []
        labels = {
            "needs_computer": gettext_lazy("Needs a computer"),
            "needs_account": gettext_lazy("Needs an account"),
            "minutes_basis": gettext_lazy("Who says so"),
        }
        widgets = {"summary": MarkdownArea(attrs={"rows": 8, "cols": 80})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["outline"] = self.rows = self._stored()

    def _stored(self) -> list[dict[str, Any]]:
        if self.instance.pk is None:
            return []
        return list(self.instance.units.values("number", "title", "minutes", "parts"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._check_total(cleaned)
        if cleaned.get("total") and not cleaned.get("unit"):
            self.add_error("unit", _("Say what the total counts."))
            cleaned["total"] = None
        return cleaned

    def _check_total(self, cleaned: dict[str, Any]) -> None:
        """Nothing that points into the resource may lie beyond its total."""
        total = cleaned.get("total")
        if total is None:
            return
        for row in cleaned.get("outline") or ():
            if row["number"] > total:
                self.add_error(
                    "outline", _("Unit %d lies beyond the total.") % row["number"]
                )
        for row in cleaned.get("sections") or ():
            if row["end"] > total:
                self.add_error(
                    "sections", _("“%s” ends beyond the total.") % row["label"]
                )

    def save_outline(self) -> None:
        """Make the stored units equal to the text; only what differs is written."""
        if "outline" not in self.changed_data:
            return
        stored = {unit.number: unit for unit in self.instance.units.all()}
        rows: list[UnitRow] = self.cleaned_data["outline"]
        for number in stored.keys() - {row["number"] for row in rows}:
            stored[number].delete()
        for row in rows:
            unit = stored.get(row["number"]) or ResourceUnit(resource=self.instance)
            if any(getattr(unit, name) != value for name, value in row.items()):
                for name, value in row.items():
                    setattr(unit, name, value)
                unit.save()


class LinkFields(CuratorForm):
    """One address, known under its canonical form to one resource only."""

    class Meta:
        model = Link
        fields: list[str] = []
        labels = {"is_primary": gettext_lazy("The main one")}
        widgets = {"url": AdminURLFieldWidget(attrs={"class": "vURLField"})}

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            canonical = canonical_url(url)
        except ValueError:
            raise ValidationError(_("This is not an address of a page.")) from None
        if len(canonical) > 500 or not url.lower().startswith(("http://", "https://")):
            raise ValidationError(_("An address begins with http or https."))
        others = Link.objects.exclude(pk=self.instance.pk).select_related("resource")
        other = others.filter(canonical=canonical).first()
        if other:
            raise ValidationError(
                _("“%s” has this address already.") % other.resource.title
            )
        return url


class LinkForm(LinkFields, PageForm):
    """The page of one address: making it the main one is not a swap here."""


class LinkRowForm(LinkFields):
    def _get_validation_exclusions(self) -> set[str]:
        """The main address may move between rows; the formset counts them."""
        return {*super()._get_validation_exclusions(), "is_primary"}  # type: ignore[misc]


class ReviewForm(CuratorForm):
    class Meta:
        widgets = {"text": MarkdownArea(attrs={"rows": 6, "cols": 80})}
