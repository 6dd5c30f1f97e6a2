"""Files that go in and out of the lists of the admin, for its tests."""

import csv
import io
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

CSV, TSV, JSON = "0", "1", "2"


def sheet(*rows: dict[str, Any]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def check(client: Client, model: str, text: str | bytes, kind: str = CSV) -> Any:
    """The dry run: what the page says would happen."""
    data = text if isinstance(text, bytes) else text.encode()
    file = SimpleUploadedFile("list.csv", data)
    url = reverse(f"admin:roadmap_{model}_import")
    return client.post(url, {"import_file": file, "format": kind, "resource": ""})


def confirmation(checked: Any) -> dict[str, str]:
    form = checked.context["confirm_form"]
    return {field.name: field.value() or "" for field in form}


def confirm(client: Client, model: str, values: dict[str, str]) -> Any:
    url = reverse(f"admin:roadmap_{model}_process_import")
    return client.post(url, values, follow=True)


def bring_in(client: Client, model: str, *rows: dict[str, Any]) -> Any:
    return confirm(client, model, confirmation(check(client, model, sheet(*rows))))


def said_by(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split())
