"""A form sent twice has one effect: its hashed key stands in the row it made."""

import uuid

from progress.actions.change import hash_of


def stored_key(key: str, said: object) -> str:
    """What is kept of a form's key and of what was said in it; a form without a key is
    always a new one."""
    return hash_of(key or uuid.uuid4().hex, said)
