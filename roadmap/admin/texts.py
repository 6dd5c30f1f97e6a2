"""Texts and keys that a roadmap document can hold: what it would refuse for ever is
refused where it is typed."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from roadmap.document import readers

NO_LIMIT = 1 << 30
KEY_NAMES = ("key", "slug")


def refuse_unseen(value: Any) -> None:
    """Raise ValidationError where a text, also inside lists, holds what nobody sees."""
    if isinstance(value, str):
        try:
            readers.text(NO_LIMIT)(value)
        except readers.Refusal:
            raise ValidationError(
                _("A character in this text cannot be seen. Type it anew.")
            ) from None
    elif isinstance(value, Mapping):
        for part in value.values():
            refuse_unseen(part)
    elif isinstance(value, list):
        for part in value:
            refuse_unseen(part)


def refuse_odd_key(value: str) -> None:
    """Raise ValidationError for a key that documents do not take."""
    try:
        readers.key(NO_LIMIT)(value)
    except readers.Refusal:
        raise ValidationError(
            _("A key has small letters a-z, digits, and single hyphens between them.")
        ) from None


def check_texts(row: models.Model) -> None:
    """Both for all columns of a row; raises ValidationError by field."""
    errors: dict[str, list[ValidationError]] = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        try:
            refuse_unseen(value)
            if field.name in KEY_NAMES:
                refuse_odd_key(value)
        except ValidationError as error:
            errors.setdefault(field.name, []).append(error)
    if errors:
        raise ValidationError(errors)
