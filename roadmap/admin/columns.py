"""How single columns of a list are read and written."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export.fields import Field
from import_export.resources import Diff
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget, Widget

from roadmap.admin.fields import StretchField, closed_stretch
from roadmap.models import Topic
from roadmap.value_words import stretch_in_words

YES, NO = ("1", "true", "yes", "y"), ("0", "false", "no", "n", "")


class PlainDiff(Diff):
    """(before, after) of each column as text; the page marks the difference."""

    def as_html(self) -> list[tuple[str, str]]:
        before = [""] * len(self.right) if self.new else self.left
        return [
            ("" if old is None else str(old), "" if new is None else str(new))
            for old, new in zip(before, self.right, strict=True)
        ]


def text_of(value: Any) -> str:
    """A cell as text; anything that is no plain value is refused."""
    if isinstance(value, list | dict):
        raise ValueError(_("This is a list, where one value belongs."))
    return "" if value is None else str(value).strip()


class WholeNumber(Widget):
    """A number, or nothing."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        text = text_of(value)
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            raise ValueError(_("“%s” is no whole number.") % text[:40])
        return int(text)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class YesNo(Widget):
    """yes or no; nothing else is taken for either."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        text = text_of(value).lower()
        if text not in (*YES, *NO):
            raise ValueError(_("“%s” is neither yes nor no.") % text[:40])
        return text in YES

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "yes" if value else "no"


class KeyWidget(ForeignKeyWidget):
    """A related row by its key; a key that is not there is told."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        key = text_of(value)
        if not key:
            return None
        found = self.model.objects.filter(**{self.field: key}).first()
        if found is None:
            raise ValueError(_("There is no “%s”.") % key[:100])
        return found


class TopicsWidget(ManyToManyWidget):
    """Keys of topics with commas between them; an unknown one is told."""

    def __init__(self) -> None:
        super().__init__(Topic, separator=",", field="key")

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        keys = {key.strip() for key in text_of(value).split(",")} - {""}
        found = Topic.objects.filter(key__in=keys)
        unknown = keys - {topic.key for topic in found}
        if unknown:
            raise ValueError(_("There is no topic “%s”.") % min(unknown)[:60])
        return found


@dataclass(frozen=True)
class Keys:
    """The two columns of a stretch, and the foreign key whose units they are."""

    first: str
    last: str
    owner: str


class StretchColumn(Field):
    """Units such as 1-4, stored in two columns."""

    def __init__(self, column_name: str, keys: Keys) -> None:
        super().__init__(column_name, column_name)
        self.keys = keys

    def get_value(self, instance: Any) -> tuple[int, int] | None:
        start = getattr(instance, self.keys.first)
        return None if start is None else (start, getattr(instance, self.keys.last))

    def export(self, instance: Any, **kwargs: Any) -> str:
        return stretch_in_words(self.get_value(instance))

    def save(
        self, instance: Any, row: Any, is_m2m: bool = False, **kwargs: Any
    ) -> None:
        start = end = None
        try:
            scope = StretchField().clean(text_of(row[self.column_name]))
            resource: Any = getattr(instance, self.keys.owner, None)
            if scope and resource is None:
                raise ValidationError(_("Units need a resource."))
            if scope:
                start, end = closed_stretch(scope, resource)
        except ValidationError as error:
            raise ValueError(" ".join(error.messages)) from None
        setattr(instance, self.keys.first, start)
        setattr(instance, self.keys.last, end)
