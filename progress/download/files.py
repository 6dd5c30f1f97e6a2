"""What somebody handed in beside their words, as it came."""

from collections.abc import Iterator

from django.utils.text import slugify

from accounts.models import User
from progress.models import WorkFile


def work_files(person: User) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each file of each version, one in memory at a time."""
    files = WorkFile.objects.filter(submission__learner=person)
    rows = files.select_related("submission__step", "content")
    for file in rows.order_by("submission", "place").iterator(1):
        work = file.submission
        folder = f"files/{slugify(work.step.key)}/{work.number}"
        yield f"{folder}/{file.place}-{file.name}", bytes(file.content.data)
