"""The project's own source, as the checks of its structure read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from config.env import ROOT

PACKAGES = ("config", "accounts", "roadmap", "progress", "mentoring", "curating")


@dataclass(eq=False)
class Module:
    """One Python file. name: dotted, packages without __init__."""

    path: Path

    @property
    def name(self) -> str:
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def package(self) -> str:
        return self.name.partition(".")[0]

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def imports(self) -> frozenset[str]:
        """Dotted names of modules that this one imports, wherever it does."""
        return frozenset(self._imports())

    def _imports(self) -> Iterator[str]:
        known = {module.name for module in modules_named_by_path()}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    whole = f"{node.module}.{alias.name}"
                    yield whole if whole in known else node.module

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def calls(self) -> Iterator[tuple[str, int]]:
        """Called names, as written without their object, with their lines."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call):
                if isinstance(node.func, ast.Attribute):
                    yield node.func.attr, node.lineno
                elif isinstance(node.func, ast.Name):
                    yield node.func.id, node.lineno

    def names(self) -> Iterator[str]:
        """Every name and attribute that is read or written."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name):
                yield node.id
            elif isinstance(node, ast.Attribute):
                yield node.attr


@cache
def modules_named_by_path() -> tuple[Module, ...]:
    files = (file for name in PACKAGES for file in (ROOT / name).rglob("*.py"))
    return tuple(Module(file) for file in sorted(files))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the product, without migrations."""
    return tuple(
        module for module in modules_named_by_path() if ".migrations" not in module.name
    )


@cache
def templates() -> tuple[Path, ...]:
    return tuple(sorted((ROOT / "templates").rglob("*.html")))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the def to the end, without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is not None:
        first = function.body[0]
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines
