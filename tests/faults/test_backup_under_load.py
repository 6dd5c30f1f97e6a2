"""A backup that is made while four people write holds all that was answered before."""

from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from config.backups import make_backup, restore_backup
from roadmap.frozen import missing_triggers
from tests.config.own_database import own_database
from tests.faults.killable import serving
from tests.faults.test_kill import assert_sound, make_writers, told
from tests.faults.writers import all_write
from tests.progress.walker import Walker
from tests.progress.world import publish_world
from tests.running import wait_for

__all__ = ["own_database"]

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("own_database")]

WRITERS = 4
SECONDS = 30


def test_every_write_acknowledged_before_the_start_comes_back(
    own_database: Path,
) -> None:
    publish_world()
    made: list[Path] = []
    before: dict[int, int] = {}
    with serving(own_database) as server:
        people = make_writers(server, WRITERS)

        def back_up_in_between() -> None:
            assert wait_for(lambda: all(one.acknowledged for _, one in people), SECONDS)
            before.update(
                (learner.pk, len(writer.acknowledged)) for learner, writer in people
            )
            made.append(make_backup(at=timezone.now()))
            marks = [len(writer.acknowledged) for _, writer in people]
            assert wait_for(lambda: all_went_on(marks), SECONDS)

        def all_went_on(marks: list[int]) -> bool:
            now = [len(writer.acknowledged) for _, writer in people]
            return all(mark < count for mark, count in zip(marks, now, strict=True))

        all_write([writer for _, writer in people], back_up_in_between)
    after = {learner.pk: len(told(learner)) for learner, _ in people}
    connection.close()

    restore_backup(made[0], at=timezone.now())

    restored = {learner.pk: len(told(learner)) for learner, _ in people}
    assert all(before.values())
    assert all(before[pk] <= restored[pk] <= after[pk] for pk in before)
    assert sum(restored.values()) < sum(after.values())
    assert not [one for learner, _ in people for one in Walker(learner).differences()]
    assert missing_triggers() == []
    assert_sound()
