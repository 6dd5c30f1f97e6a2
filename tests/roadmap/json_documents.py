"""The smallest document as JSON values, changed in one place, and refusals."""

from copy import deepcopy
from typing import Any

import pytest

from roadmap.document import DocumentError, parse


def smallest() -> dict[str, Any]:
    step = {"key": "a", "title": "A", "stage": "begin"}
    return {
        "format": "waymark-roadmap/1",
        "roadmap": {"slug": "way", "title": "Way", "steps": [step]},
        "resources": [{"key": "book", "kind": "book", "title": "Book"}],
    }


def changed(path: str, value: Any) -> dict[str, Any]:
    """The smallest document with the value at a path such as roadmap.steps.0.kind."""
    document: Any = deepcopy(smallest())
    *way, last = path.split(".")
    here = document
    for part in way:
        here = here[int(part)] if part.isdigit() else here[part]
    here[last] = value
    return dict(document)


def refusal(source: Any) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        parse(source)
    return caught.value
