"""Roadmaps at a terminal: export, import, check."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from config.env import ROOT
from roadmap.actions import publish
from roadmap.catalogue import current_revision
from roadmap.document import Document, dump
from roadmap.management import documents
from roadmap.models import (
    Link,
    Resource,
    Roadmap,
    RoadmapVersion,
    Step,
)
from tests.roadmap.documents import (
    make_document,
    make_project,
    make_resource,
    make_step,
    slot,
    use,
)
from tests.roadmap.rows import make_resource as make_row
from tests.roadmap.rows import make_roadmap, need
from tests.roadmap.rows import make_step as make_step_row
from tests.roadmap.seeded import Content
from tests.roadmap.terminal import counts, refusal, run

pytestmark = pytest.mark.django_db

Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a document, or a text, to a file; its name."""

    def write(content: Document | str | bytes, name: str = "way.json") -> str:
        text = dump(content) if isinstance(content, Document) else content
        data = text.encode() if isinstance(text, str) else text
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return write


def document() -> Document:
    """Two steps, the second a project that needs the first: nothing is odd."""
    return make_document(
        make_step("a"),
        make_project("b", "a"),
        summary="Where it leads.",
        resources=(make_resource("book", topics=("algebra",)),),
    )


def circle() -> Document:
    return make_document(
        make_step("a", "c"), make_step("b", "a"), make_step("c", "b"), make_project("d")
    )


# Export and import


def test_what_is_published_comes_back_byte_for_byte(
    content: Content, tmp_path: Path
) -> None:
    """Into an empty database, first for nothing, then in earnest."""
    for slug, text in content.texts.items():
        file = tmp_path / f"{slug}.json"
        file.write_bytes(text.encode())
        before = counts()

        assert "Would make a draft" in run("import_roadmap", str(file), dry_run=True)[0]
        assert counts() == before

        with transaction.atomic():
            out, err = run("import_roadmap", str(file))
            assert "Made a draft" in out
            assert err == ""
            publish_draft(slug)
            run("export_roadmap", slug, output=str(file))
            transaction.set_rollback(True)

        assert file.read_bytes() == text.encode()


def publish_draft(slug: str) -> RoadmapVersion:
    return publish(roadmap=Roadmap.objects.get(slug=slug), by=None, at=timezone.now())


def test_a_version_after_renames_comes_back_too(write: Write) -> None:
    file = write(
        make_document(make_step("new", was=("old",)), make_project("b", "new"))
    )

    run("import_roadmap", file)

    assert publish_draft("way").document == Path(file).read_text()


def test_an_export_goes_to_standard_output(write: Write) -> None:
    run("import_roadmap", write(document()))
    publish_draft("way")

    out, err = run("export_roadmap", "way", format="json")

    assert (out, err) == (dump(document()), "")


def test_an_export_is_what_was_published_not_the_draft(write: Write) -> None:
    run("import_roadmap", write(document()))
    publish_draft("way")
    Step.objects.filter(key="a").update(title="Later")

    assert run("export_roadmap", "way")[0] == dump(document())
    assert '"title": "Later"' in run("export_roadmap", "way", draft=True)[0]


def test_what_cannot_be_exported_says_why(write: Write) -> None:
    assert refusal("export_roadmap", "nowhere") == "There is no roadmap nowhere."

    run("import_roadmap", write(document()))
    assert refusal("export_roadmap", "way") == (
        "way is not published; add --draft for its draft."
    )


def test_an_export_to_nowhere_is_one_line(write: Write, tmp_path: Path) -> None:
    run("import_roadmap", write(document()))
    publish_draft("way")
    file = str(tmp_path / "no" / "way.json")

    message = refusal("export_roadmap", "way", output=file)

    assert message == f"{file} cannot be written: No such file or directory."


def test_an_import_is_a_draft_and_says_what_it_made(write: Write) -> None:
    make_row("book")

    out, err = run("import_roadmap", write(document()))

    assert out == "Made a draft of Way: 2 steps, 0 new resources, 1 kept as they are.\n"
    roadmap = Roadmap.objects.get()
    assert roadmap.draft_is_open
    assert roadmap.current_version is None


def test_an_import_raises_the_revision(write: Write) -> None:
    before = current_revision()

    run("import_roadmap", write(document()))

    assert current_revision() == before + 1


def test_an_import_over_a_published_roadmap_leaves_its_version(write: Write) -> None:
    run("import_roadmap", write(document()))
    version = publish_draft("way")

    run("import_roadmap", write(make_document(make_project("b"), title="Other")))

    roadmap = Roadmap.objects.get()
    assert roadmap.current_version == version
    assert (roadmap.title, roadmap.draft_is_open) == ("Other", True)


def test_a_dry_run_writes_nothing(write: Write) -> None:
    before = counts()

    out, _ = run("import_roadmap", write(document()), dry_run=True)

    assert out.startswith("Would make a draft of Way: 2 steps, 1 new resources")
    assert counts() == before


def test_an_import_tells_what_is_wrong_beside_what_is_here(write: Write) -> None:
    """The scope is right for the resource of the file, not for the one kept."""
    make_row("book", unit="chapter", total=1)
    file = write(
        make_document(
            make_step("a", slots=(slot(use(scope=(0, 5))),)), make_project("b")
        )
    )

    out, err = run("import_roadmap", file)

    assert "Made a draft" in out
    assert err.startswith("error: roadmap.steps[0].slots[0].uses[0].scope: The scope")


def test_a_circle_is_spelled_out_and_nothing_is_read(write: Write) -> None:
    before = counts()
    err = io.StringIO()

    with pytest.raises(CommandError, match="^Nothing was read: mend the errors"):
        call_command("import_roadmap", write(circle()), stderr=err, no_color=True)

    assert err.getvalue() == (
        "error: roadmap.steps[0].needs: Steps need each other in a circle:"
        ' "A" needs "C", "C" needs "B" and "B" needs "A". Take out one of these.\n'
    )
    assert counts() == before


def test_an_address_that_is_taken_names_its_owner(write: Write) -> None:
    mine = make_row("mine", title="Mine")
    Link.objects.filter(resource=mine).update(canonical="example.org/book")
    before = counts()

    message = refusal("import_roadmap", write(document()))

    assert message.startswith("Nothing was read. https://example.org/book cannot be")
    assert '"Mine"' in message
    assert counts() == before


def test_what_the_database_refuses_is_one_line(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_document: Document) -> None:
        Resource.objects.create(key="book", title="Book", kind="poem")

    monkeypatch.setattr(documents, "write_draft", fail)

    message = refusal("import_roadmap", write(document()))

    assert message.startswith("Nothing was read, because it cannot be stored: ")
    assert not Resource.objects.exists()


COMMANDS = ("import_roadmap", "check_roadmap")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is not JSON here"),
        (b"{", "is not JSON here"),
        (b"[]", "This has to be an object"),
        (b"{}", "says null"),
        (b'\xff{"a": 1}', "line 1: The text is not UTF-8 here."),
        (b'{\n"format": "\xe9"}', "line 2: The text is not UTF-8 here."),
        (b'{"format": "other/1"}', "format: A roadmap document says"),
        (b"[" * 100, "nested more than"),
        (b'{"format": "waymark-roadmap/1", "roadmap": {}}', 'field "slug" is missing'),
    ],
)
def test_a_file_that_is_no_roadmap_is_one_line(
    command: str, content: bytes, sentence: str, write: Write
) -> None:
    file = write(content)
    before = counts()

    message = refusal(command, file)

    assert message.startswith(f"{file}: ")
    assert sentence in message
    assert counts() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_may_begin_with_a_mark_of_its_order(command: str, write: Write) -> None:
    run(command, write(b"\xef\xbb\xbf" + dump(document()).encode()))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_missing_file_is_one_line(command: str) -> None:
    message = refusal(command, "nowhere.json")

    assert message == "nowhere.json cannot be read: No such file or directory."


@pytest.mark.parametrize("command", COMMANDS)
def test_a_folder_is_no_file(command: str, tmp_path: Path) -> None:
    folder = tmp_path / "way.json"
    folder.mkdir()

    assert refusal(command, str(folder)) == f"{folder} cannot be read: Is a directory."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_line(write: Write) -> None:
    file = write(document())
    os.chmod(file, 0)

    assert (
        refusal("import_roadmap", file) == f"{file} cannot be read: Permission denied."
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_too_large_is_one_line(command: str, write: Write) -> None:
    file = write(b" " * (documents.LARGEST + 1))

    assert refusal(command, file) == f"{file} is larger than 4194304 bytes."


# Check


def test_a_file_without_errors_passes(write: Write) -> None:
    out, err = run("check_roadmap", write(document()))

    assert (out, err) == ("way: 0 errors, 0 warnings.\n", "")


def test_a_file_may_have_any_name(write: Write) -> None:
    assert "way: 0 errors" in run("check_roadmap", write(document(), "way.txt"))[0]


def test_warnings_are_told_and_pass(write: Write) -> None:
    out, err = run("check_roadmap", write(make_document(make_step("a", can_do=()))))

    assert out == "way: 0 errors, 2 warnings.\n"
    assert [line.split(":")[0] for line in err.splitlines()] == ["warning", "warning"]


def test_errors_are_told_and_fail(write: Write) -> None:
    err = io.StringIO()

    with pytest.raises(CommandError, match="^There are errors in way\\.$"):
        call_command("check_roadmap", write(circle()), stderr=err, no_color=True)

    assert '"A" needs "C", "C" needs "B" and "B" needs "A"' in err.getvalue()


def test_drafts_are_checked_by_slug_or_all(write: Write) -> None:
    good = make_roadmap("good")
    make_step_row(good, "only", is_goal=True)
    bad = make_roadmap("bad")
    one = make_step_row(bad, "one", is_goal=True)
    need(one, make_step_row(bad, "two", one))

    assert run("check_roadmap", "good")[0] == "good: 0 errors, 0 warnings.\n"
    assert refusal("check_roadmap", "bad") == "There are errors in bad."
    assert refusal("check_roadmap") == "There are errors in bad."
    assert refusal("check_roadmap", "nowhere") == "There is no roadmap nowhere."


def test_nothing_to_check_passes() -> None:
    assert run("check_roadmap") == ("", "")


def test_the_example_of_the_guide_is_read(write: Write) -> None:
    page = (ROOT / "docs" / "roadmap-format.md").read_text()
    text = max(page.split("```json")[1:], key=len).split("```")[0]

    out, _ = run("import_roadmap", write(text))

    assert "10 steps" in out
