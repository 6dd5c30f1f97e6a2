"""Lists of resources, addresses and relations as files, in and out."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.resources import ModelResource

from roadmap import actions
from roadmap.admin.columns import (
    Keys,
    KeyWidget,
    PlainDiff,
    StretchColumn,
    TopicsWidget,
    WholeNumber,
    YesNo,
)
from roadmap.admin.constraints import check_relation, in_words
from roadmap.admin.sheets import FORMATS
from roadmap.admin.texts import check_texts
from roadmap.models import Link, Relation, Resource
from roadmap.urls_canonical import canonical_url

LARGEST = 1024 * 1024
MOST_ROWS = 1_000
A_DAY = 24 * 60 * 60
SALT = "roadmap.admin.import"


class SignedText:
    """The uploaded text, carried by the confirmation form itself and signed.

    No file is left on the disk, and nobody can confirm what was not checked.
    """

    def __init__(self, name: str = "", **_kwargs: object) -> None:
        self.name = name

    def save(self, data: bytes | str) -> None:
        text = data if isinstance(data, str) else data.decode("utf-8-sig", "replace")
        self.name = signing.dumps(text, salt=SALT, compress=True)

    def read(self) -> str:
        return str(signing.loads(self.name, salt=SALT, max_age=A_DAY))

    def remove(self) -> None:
        """Nothing was kept."""


class FileForm(ImportForm):
    """The file to import, at most one mebibyte of UTF-8."""

    def clean_import_file(self) -> Any:
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than 1 MB. Split it."))
        try:
            file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(_("The file is not UTF-8 text.")) from None
        file.seek(0)
        return file


class ConfirmForm(ConfirmImportForm):
    format = forms.ChoiceField(
        choices=[(str(place), "") for place in range(len(FORMATS))],
        widget=forms.HiddenInput,
    )
    resource = forms.ChoiceField(
        choices=[("", ""), ("0", "")], widget=forms.HiddenInput, required=False
    )


class Transfer(ImportExportMixin):
    """Import and export of a list: every row is checked before any is written."""

    formats = FORMATS
    tmp_storage_class = SignedText
    import_form_class = FileForm
    confirm_form_class = ConfirmForm
    export_form_class = ExportForm
    import_template_name = "admin/roadmap/import.html"
    export_template_name = "admin/roadmap/export.html"

    def may_import(self, request: HttpRequest) -> bool:
        opts = self.opts
        return all(
            request.user.has_perm(f"{opts.app_label}.{verb}_{opts.model_name}")
            for verb in ("add", "change")
        )

    def has_import_permission(self, request: HttpRequest) -> bool:
        return self.may_import(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_view_permission(request))

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        form.add_error(
            "import_file",
            _("The file cannot be read like that. Choose the format that it has."),
        )

    def export_action(self, request: HttpRequest) -> HttpResponse:
        try:
            answer: HttpResponse = super().export_action(request)
        except IncorrectLookupParameters:
            words = _(
                "The filter in the address is none of this list. This is all of it."
            )
            messages.warning(request, words)
            return HttpResponseRedirect(request.path)
        return answer

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = super().process_import(request, **kwargs)
        except (signing.BadSignature, Refused) as refused:
            words = (
                str(refused) if isinstance(refused, Refused) else _("It is too old.")
            )
            messages.error(
                request,
                _("Nothing was imported. %s Choose the file again.") % words,
            )
            return HttpResponseRedirect("../import/")
        return answer

    def process_dataset(
        self, dataset: Any, form: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs["rollback_on_validation_errors"] = True
        return super().process_dataset(dataset, form, request, **kwargs)

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponse:
        if result.has_errors() or result.has_validation_errors():
            raise Refused(_("Something has changed since it was checked."))
        return super().process_result(result, request)  # type: ignore[no-any-return]

    def add_success_message(self, result: Any, request: HttpRequest) -> None:
        words = _("Imported: %(new)d new, %(update)d changed, %(skip)d as they were.")
        messages.success(request, words % result.totals)


class Refused(Exception):
    """The import did not pass its second check; nothing was written."""


class Rows(ModelResource):
    """One row, one object: found by its natural key, checked in full, saved one by
    one so that each has its history. An import is written whole or not at all."""

    class Meta:
        abstract = True

    @classmethod
    def get_diff_class(cls) -> type[PlainDiff]:
        return PlainDiff

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        if len(dataset) > MOST_ROWS:
            # What is refused is not looked at row by row.
            del dataset[:]
            raise ValidationError(_("At most %d rows at once.") % MOST_ROWS)

    def after_import(self, dataset: Any, result: Any, **kwargs: Any) -> None:
        if result.totals["new"] or result.totals["update"]:
            actions.touch_catalogue()

    def skip_row(self, instance: Any, original: Any, *args: Any, **kwargs: Any) -> bool:
        """A new row is never one that stays as it was."""
        is_new = original is None or original.pk is None
        return not is_new and super().skip_row(instance, original, *args, **kwargs)

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, **kwargs: Any
    ) -> None:
        try:
            super().validate_instance(instance, import_validation_errors, **kwargs)
            check_texts(instance)
        except ValidationError as error:
            raise in_words(error, type(instance)) from None


class Checked:
    """Options that all lists share."""

    clean_model_instances = True
    skip_unchanged = True
    report_skipped = True
    use_transactions = True


class ResourceRows(Rows):
    year = Field("year", "year", WholeNumber())
    total = Field("total", "total", WholeNumber())
    minutes = Field("minutes", "minutes", WholeNumber())
    needs_computer = Field("needs_computer", "needs_computer", YesNo())
    needs_account = Field("needs_account", "needs_account", YesNo())
    is_retired = Field("is_retired", "is_retired", YesNo())
    topics = Field("topics", "topics", TopicsWidget())
    merged_into = Field(
        "merged_into", "merged_into", KeyWidget(Resource, "key"), readonly=True
    )

    class Meta(Checked):
        model = Resource
        import_id_fields = ["key"]
        fields = import_order = export_order = (
            *("key", "kind", "title", "authors", "publisher", "year", "language"),
            *("level", "cost", "summary", "unit", "total", "minutes"),
            *("minutes_basis", "status", "needs_computer", "needs_account"),
            *("topics", "merged_into", "is_retired"),
        )


class LinkRows(Rows):
    resource = Field("resource", "resource", KeyWidget(Resource, "key"))
    is_primary = Field("is_primary", "is_primary", YesNo())

    class Meta(Checked):
        model = Link
        import_id_fields = ["url"]
        fields = import_order = export_order = (
            *("resource", "url", "kind", "is_primary", "label"),
        )

    def get_instance(self, instance_loader: Any, row: Any) -> Link | None:
        """The address is known by its canonical form, however it is written."""
        canonical = canonical_url(str(row.get("url") or ""))
        return Link.objects.filter(canonical=canonical).first()

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        owner = instance.resource if instance.pk else None
        super().import_instance(instance, row, **kwargs)
        if owner and instance.resource_id != owner.pk:
            words = _("“%s” has this address already.") % owner.title
            raise ValidationError({"resource": words})


class RelationRows(Rows):
    resource = Field("resource", "resource", KeyWidget(Resource, "key"))
    to = Field("to", "to", KeyWidget(Resource, "key"))
    number = Field("number", "number", WholeNumber())
    units = StretchColumn("units", Keys("start", "end", "resource"))
    to_units = StretchColumn("to_units", Keys("to_start", "to_end", "to"))

    class Meta(Checked):
        model = Relation
        import_id_fields = ["resource", "kind", "to"]
        fields = import_order = export_order = (
            *("resource", "kind", "to", "number", "units", "to_units"),
        )

    def validate_instance(self, instance: Any, *args: Any, **kwargs: Any) -> None:
        super().validate_instance(instance, *args, **kwargs)
        check_relation(instance.kind, instance.number)
