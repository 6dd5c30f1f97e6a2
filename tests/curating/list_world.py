"""What tests of imported lists share: a short list, and ways through its questions."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from accounts.models import User
from curating.actions.lists import Given, answer, take_in
from curating.models import ListImport
from curating.queries.lists import drafted

INPUTS = Path(__file__).parent / "lists" / "inputs"
LIST = """# Bread for beginners

## Flour

1. [Know your flour](https://flour.example/know), the first two chapters
2. [Milling at home](https://mill.example/home) if you want

## Dough

3. [Sourdough step by step](https://dough.example/sour), after Know your flour
4. Bake your first loaf
5. Keep practising every week
"""


def taken_in(maya: User, text: str = LIST, **more: Any) -> ListImport:
    given = Given(data=text, **{"name": "bread.md", **more})
    return take_in(given, by=maya, key=uuid4().hex, at=timezone.now())


def answer_all(row: ListImport, by: User, **own: str) -> None:
    """As proposed, but for those whose keys begin as in own."""
    for _ in range(20):
        found = drafted(row)
        if not found.open:
            return
        values = {
            one.key: next(
                (v for k, v in own.items() if one.key.startswith(k)), one.proposed
            )
            for one in found.open
        }
        answer(row, values, seen=row.revision, by=by, at=timezone.now())
    raise AssertionError("there is no end to the questions")


def send(client: Client, **fields: Any) -> Any:
    return client.post("/curate/lists/", {"key": uuid4().hex, **fields})
