"""What the README and the documents say of the project is so."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from config import env
from config.env import ROOT, Environment

README = ROOT / "README.md"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
NAME = re.compile(r"[A-Z][A-Z0-9_]+")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def links(path: Path) -> Iterator[str]:
    """Targets of links that stay in the repository."""
    prose = re.sub(r"^```.*?^```", "", text_of(path), flags=re.DOTALL | re.MULTILINE)
    for target in LINK.findall(prose):
        if not re.match(r"[a-z]+:", target):
            yield target


def anchor(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")


def targets() -> set[str]:
    """What make can be asked for."""
    makefile = text_of(ROOT / "Makefile")
    return set(re.findall(r"^([a-z][a-z-]*):", makefile, flags=re.MULTILINE))


def commands() -> set[str]:
    """Names of the project's own and Django's management commands."""
    from django.core.management import get_commands

    return set(get_commands())


def table_of_variables() -> list[str]:
    section = text_of(README).partition("\n## Configuration\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `([A-Z_]+)` \|", section, flags=re.MULTILINE)


def read_by(path: Path) -> Iterator[str]:
    """Variables that a module asks the environment for."""
    for node in ast.walk(ast.parse(text_of(path))):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        if called != env.default.__name__ and called not in vars(Environment):
            continue
        first = node.args[0] if node.args else None
        if first is None:
            yield from default_of(called)
        elif isinstance(first, ast.Constant) and NAME.fullmatch(str(first.value)):
            yield str(first.value)


def default_of(method: str) -> Iterator[str]:
    """The variable that a method of Environment asks for without being told."""
    for node in ast.walk(ast.parse(text_of(ROOT / "config" / "env.py"))):
        if isinstance(node, ast.FunctionDef) and node.name == method:
            for value in node.args.defaults:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for target in links(path):
        name, _mark, part = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        if not file.exists():
            broken.append(target)
        elif part:
            headings = re.findall(r"^#+ (.+)$", text_of(file), flags=re.MULTILINE)
            if part not in map(anchor, headings):
                broken.append(target)

    assert broken == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_commands_of_make_exist(path: Path) -> None:
    named = re.findall(r"(?:^ {4,}|`|&& )make ([a-z][a-z -]*)", text_of(path), re.M)
    words = {word for line in named for word in line.split()}

    assert words - targets() == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_management_commands_exist(path: Path) -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", text_of(path)))

    assert named - commands() == set()


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_files_that_are_named_exist(path: Path) -> None:
    """Names in code style that begin with a folder of the project."""
    folders = "roadmap|accounts|progress|config|templates|static|fixtures|tests|docs"
    named = re.findall(rf"`((?:{folders})/[\w./-]*)`", text_of(path))

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_variables_are_those_that_are_read() -> None:
    modules = [
        *(ROOT / "config").glob("*.py"),
        *(ROOT / "config/settings").glob("*.py"),
    ]
    # The suite sets its own; nobody else meets them.
    asked = {name for path in modules if path.stem != "test" for name in read_by(path)}

    assert sorted(table_of_variables()) == sorted(asked)


def test_the_first_commands_are_run_and_test() -> None:
    shown = re.findall(r"^ {4}make (\w+)", text_of(README), flags=re.MULTILINE)

    assert shown[:4] == ["run", "test", "demo", "admin"]


def test_sources_of_the_roadmaps_are_named() -> None:
    for path in sorted((ROOT / "fixtures").glob("roadmap_*.json")):
        rows = json.loads(text_of(path))
        fields = next(r["fields"] for r in rows if r["model"] == "roadmap.roadmap")
        for name in ("title", "source_url", "source_author", "source_licence"):
            assert fields[name] in text_of(README), (path.name, name)


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_nobody_shouts(path: Path) -> None:
    prose = re.sub(r"!\[|<!--|`[^`]*`|!=", "", text_of(path))

    assert "!" not in prose


def test_decisions_are_listed_and_numbered() -> None:
    folder = ROOT / "docs" / "decisions"
    files = sorted(path.name for path in folder.glob("[0-9]*.md"))

    assert [int(name[:2]) for name in files] == list(range(1, len(files) + 1))
    assert re.findall(r"\]\(([0-9][^)]*)\)", text_of(folder / "README.md")) == files
