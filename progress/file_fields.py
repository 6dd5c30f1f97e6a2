"""Files as they come in a form: each looked at before any action sees it."""

import hashlib
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from progress.actions.files import Upload
from progress.engine.file_kinds import is_what_it_says, kind_of, plain_name
from progress.models import FileKind
from progress.models.files import LARGEST_FILE, LONGEST_NAME, MOST_FILES


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/input.html"


class FilesField(forms.FileField):
    """Up to five files; one that is not what its name says refuses all of them."""

    widget = FilesInput
    default_error_messages = {
        "many": _("Please send %(most)s files at most."),
        "large": _("“%(name)s” is larger than 5 MB."),
        "empty": _("“%(name)s” is empty."),
        "kind": _(
            "“%(name)s” is of a kind that is not taken. Notebooks, images, PDF, text"
            " and archives are."
        ),
        "lies": _("“%(name)s” is not what its name says. Nothing of it was stored."),
    }

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = [one for one in data or () if isinstance(one, UploadedFile)]
        if len(files) > MOST_FILES:
            raise self._error("many", most=MOST_FILES)
        return tuple(self._upload(file) for file in files)

    def _upload(self, file: UploadedFile[Any]) -> Upload:
        name = plain_name(file.name or "", LONGEST_NAME)
        kind = kind_of(name)
        if not kind:
            raise self._error("kind", name=name)
        if not file.size:
            raise self._error("empty", name=name)
        if file.size > LARGEST_FILE:
            raise self._error("large", name=name)
        data = file.read()
        if not is_what_it_says(name, data):
            raise self._error("lies", name=name)
        digest = hashlib.sha256(data).hexdigest()
        return Upload(name=name, kind=FileKind(kind), data=data, digest=digest)

    def _error(self, code: str, **params: object) -> ValidationError:
        return ValidationError(self.error_messages[code], code, params)


class TokensField(forms.MultipleChoiceField):
    """Files that go, by their tokens; what names none is left out."""

    def clean(self, value: Any) -> Any:
        return frozenset(token for text in value or () if (token := _token(text)))


def _token(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
