"""What a password must be: Django's own rules and two of ours, said in one sentence."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

OWN_WORDS = ("waymark", "roadmap", "administrator", "curator", "mentor", "learner")
MINIMUM_LENGTH = 12
MAXIMUM_BYTES = 1000


class OwnWordsValidator:
    """Refuses passwords made of little else than this site's own words."""

    def __init__(self, rest_length: int = 6) -> None:
        self.rest_length = rest_length

    def validate(self, password: str, user: object = None) -> None:
        rest = password.casefold()
        for word in OWN_WORDS:
            rest = rest.replace(word, "")
        if rest != password.casefold() and len(rest) < self.rest_length:
            raise ValidationError(
                _("Words of this site are guessed first. Add words of your own."),
                code="password_of_own_words",
            )


class MaximumLengthValidator:
    """Bounds the work of hashing; far above any sentence."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password.encode("utf-8", "surrogatepass")) > MAXIMUM_BYTES:
            raise ValidationError(
                ngettext(
                    "Use at most %(count)d byte.",
                    "Use at most %(count)d bytes.",
                    MAXIMUM_BYTES,
                )
                % {"count": MAXIMUM_BYTES},
                code="password_too_long",
            )


class PasswordRules:
    """All rules as one, so that a form says them in a sentence, not in a list.

    What is wrong is still said rule by rule.
    """

    def __init__(self) -> None:
        self.rules = (
            MinimumLengthValidator(MINIMUM_LENGTH),
            CommonPasswordValidator(),
            UserAttributeSimilarityValidator(),
            OwnWordsValidator(),
            MaximumLengthValidator(),
        )

    def validate(self, password: str, user: object = None) -> None:
        errors: list[ValidationError] = []
        for rule in self.rules:
            try:
                rule.validate(password, user)  # type: ignore[arg-type]
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)

    def get_help_text(self) -> str:
        return _(
            "%(count)d characters or more: not one that many people use, and not made"
            " of your name, your address or this site's words."
        ) % {"count": MINIMUM_LENGTH}
