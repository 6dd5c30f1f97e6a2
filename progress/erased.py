"""Who was erased, in a form that says nothing: for backups that still know them.

One line for each person in a file of the data folder: a hash, keyed with the site's
secret, of their number and the moment they joined.
"""

import hmac
import os
from pathlib import Path

from django.conf import settings
from django.utils.encoding import force_bytes

from accounts.models import User

SALT = "waymark.erased"


def erased_file() -> Path:
    return Path(settings.VAR) / "erased.txt"


def note_erased(person: User) -> None:
    """Remember before it happens: whoever is on the list has asked for it. Once."""
    if _is_known(person, _known()):
        return
    path = erased_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{mark_of(person, settings.SECRET_KEY)}\n")
        file.flush()
        os.fsync(file.fileno())


def erased_before() -> list[User]:
    """People of this database who are on the list: it is older than their erasure."""
    known = _known()
    if not known:
        return []
    everybody = User.objects.order_by("pk")
    return [person for person in everybody if _is_known(person, known)]


def _known() -> frozenset[str]:
    path = erased_file()
    return frozenset(path.read_text(encoding="ascii").split() if path.exists() else ())


def _is_known(person: User, known: frozenset[str]) -> bool:
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any(mark_of(person, secret) in known for secret in secrets)


def mark_of(person: User, secret: str | bytes) -> str:
    said = f"{SALT}:{person.pk}:{person.joined_at.isoformat()}"
    return hmac.new(force_bytes(secret), said.encode(), "sha256").hexdigest()
