"""Name the first administrator, or any other, from the command line."""

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import DatabaseError
from django.urls import reverse

from accounts import actions
from accounts.addresses import whole
from accounts.models import User

DAY = 24 * 3600


class Command(BaseCommand):
    help = (
        "Make EMAIL an administrator and print a link that works once, "
        "to set a password with."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", metavar="EMAIL")

    def handle(self, *args: object, **options: str) -> None:
        email = options["email"].strip()
        try:
            validate_email(email)
            person, is_new = actions.make_administrator(email=email)
        except ValidationError as error:
            raise CommandError(
                f"{email!r} is not an e-mail address.", returncode=2
            ) from error
        except DatabaseError as error:
            raise CommandError(f"The database refused: {error}") from error
        self.stdout.write(
            f"{person.email} {'has an account and ' if is_new else ''}"
            "is an administrator now."
        )
        days = settings.PASSWORD_RESET_TIMEOUT // DAY
        self.stdout.write(f"Set a password here, once, within {days} days:")
        self.stdout.write(one_time_link(person))


def one_time_link(person: User) -> str:
    """The address that lets person set a password; void once that is done."""
    path = reverse(
        "account_reset_password_from_key",
        kwargs={
            "uidb36": user_pk_to_url_str(person),
            "key": PASSWORD_RESET_TOKEN_GENERATOR().make_token(person),
        },
    )
    return whole(path)
