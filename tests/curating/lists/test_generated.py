"""Whatever is sent is read whole, with nothing lost, or refused with a line.

20,000 of them: TRIES=14 python -m pytest tests/curating/lists/test_generated.py
"""

import os
import time

import pytest

from curating.lists.reading import read_list
from curating.lists.refusals import ListRefused
from tests.curating.lists.checks import faults
from tests.curating.lists.generated import generated
from tests.tries import tries

PARTS = 10
# One is what is promised; a slower machine may take some more.
SECONDS = 1.0 if "STRICT" in os.environ else 5.0


def wrong(number: int) -> list[str]:
    text, kind = generated(number)
    start = time.process_time()
    try:
        found = faults(read_list(text, kind=kind))
    except ListRefused as refused:
        lines = text.count("\n") + 2
        found = [] if 1 <= refused.line <= lines else [f"line {refused.line}"]
    seconds = time.process_time() - start
    return [*found, *([f"took {seconds} s"] if seconds > SECONDS else [])]


@pytest.mark.parametrize("part", range(PARTS))
def test_it_is_read_whole_or_refused_with_a_line(part: int) -> None:
    numbers = range(part, tries(1_500), PARTS)
    found = {number: bad for number in numbers if (bad := wrong(number))}

    assert found == {}


def test_most_of_what_is_generated_is_read() -> None:
    read = 0
    for number in range(200):
        text, kind = generated(number)
        try:
            read += bool(read_list(text, kind=kind).items)
        except ListRefused:
            continue
    assert read > 100
