"""What commands write at a terminal, and what they leave."""

import io
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from roadmap.catalogue import current_revision


def run(name: str, *arguments: str, **options: Any) -> tuple[str, str]:
    """What a command writes to standard output and to standard error."""
    out, err = io.StringIO(), io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=err, no_color=True, **options)
    return out.getvalue(), err.getvalue()


def refusal(name: str, *arguments: str, **options: Any) -> str:
    """The one line with which a command that fails ends."""
    with pytest.raises(CommandError) as caught:
        run(name, *arguments, **options)
    assert caught.value.returncode == 1
    message = str(caught.value)
    assert "\n" not in message
    return message


def counts() -> dict[str, int]:
    models_of_roadmap = apps.get_app_config("roadmap").get_models()
    found = {model.__name__: model._base_manager.count() for model in models_of_roadmap}
    return found | {"revision": current_revision()}
