"""Where things live and how they are written, kept by the suite."""

import ast
import re
import sys
from collections.abc import Callable, Iterable

from django.apps import apps
from django.db.models import PROTECT, ForeignKey

from config.env import ROOT
from tests.source import PACKAGES, Module, length, modules, templates

MAY_IMPORT = {
    "config": {
        *("config", "accounts", "roadmap", "progress", "mentoring", "curating"),
    },
    "curating": {"curating", "mentoring", "progress", "accounts", "roadmap"},
    "mentoring": {"mentoring", "progress", "accounts", "roadmap"},
    "progress": {"progress", "accounts", "roadmap"},
    "roadmap": {"roadmap"},
    "accounts": {"accounts"},
}

# Standard library and each other only: no Django, no clock, no chance.
PURE = (
    "curating.engine",
    "mentoring.engine",
    "progress.engine",
    "roadmap.cycles",
    "roadmap.document",
    "roadmap.facets",
    "roadmap.facts",
    "roadmap.graph",
    "roadmap.leading",
    "roadmap.linkcheck.robots",
    "roadmap.linkcheck.verdicts",
    "roadmap.linkcheck.bodies",
    "roadmap.linkcheck.answers",
    "roadmap.opening",
    "roadmap.order_graph",
    "roadmap.recounting",
    "roadmap.remaining",
    "roadmap.route",
    "roadmap.sequence",
    "roadmap.spans",
    "roadmap.unit_mapping",
    "roadmap.wayin",
)
# Pure as well, but for the one library that each stands in front of.
NEARLY_PURE: dict[str, set[str]] = {
    "roadmap.layout": {"graphlay"},
    "roadmap.search": {"rapidfuzz"},
    "roadmap.filters": set(),
    "roadmap.urls_canonical": {"url_normalize"},
    "curating.drafting": {"rapidfuzz"},
    "curating.lists": set(),
    "curating.ticks": {"rapidfuzz"},
    "config.production": set(),
}
CLOCKS_AND_CHANCE = {"random", "secrets", "time", "uuid"}
ASKS_THE_CLOCK = {"now", "today", "utcnow", "monotonic"}

# What stands on the left may not know what stands on the right.
LAYERS = {
    "models": {"access", "actions", "queries", "forms", "views", "admin", "urls"},
    "queries": {"actions", "forms", "views", "admin", "urls", "management"},
    "actions": {"forms", "views", "admin", "urls", "management"},
    "access": {"actions", "forms", "views", "admin", "urls", "management"},
    "forms": {"views", "admin", "urls", "management"},
}

LINES_PER_MODULE = 300
LINES_PER_FUNCTION = 30
LINES_PER_VIEW = 20
LINES_PER_TEMPLATE = 100

# Where a rule is set aside on purpose.
MAKES_SAFE_HTML = {"roadmap.markdown"}
WRITES_SQL = {
    "config.backups.postgresql",
    "config.backups.sqlite",
    "config.backups.tables",
    "config.health",
    "roadmap.frozen",
}
READS_ENVIRONMENT = {"config.env"}
WRITES_TO_TERMINAL = {"config.serve", "config.supervisor"}

SAFE_HTML = {"mark_safe", "csrf_exempt"}
SAFE_BY_CALL = {"SafeString", "SafeText"}
ENVIRONMENT = {"environ", "getenv"}
SQL = {"execute", "executemany", "executescript", "raw", "RawSQL"}
DANGEROUS = {"eval", "exec", "compile_command", "pickle", "marshal", "yaml", "shelve"}
WRITES_ROWS = {
    "aggregate",
    "bulk_create",
    "bulk_update",
    "delete",
    "exclude",
    "get_or_create",
    "objects",
    "save",
    "update_or_create",
}


def is_within(names: Iterable[str], module: Module) -> bool:
    return any(f"{module.name}.".startswith(f"{name}.") for name in names)


def offenders(
    check: Callable[[Module], Iterable[object]], *, among: Iterable[Module] = ()
) -> dict[str, list[object]]:
    """What check finds in each module that it finds something in."""
    found = {module.name: list(check(module)) for module in among or modules()}
    return {name: things for name, things in found.items() if things}


def top(name: str) -> str:
    return name.partition(".")[0]


def called(module: Module) -> set[str]:
    return {name for name, _ in module.calls()}


def test_imports_point_one_way() -> None:
    def wrong(module: Module) -> Iterable[str]:
        packages = {top(name) for name in module.imports} & {*PACKAGES, "tests"}
        return packages - MAY_IMPORT[module.package]

    assert offenders(wrong) == {}


def test_lower_layers_do_not_know_the_upper() -> None:
    def wrong(module: Module) -> Iterable[str]:
        layer = [*module.name.split("."), ""][1]
        ours = (name.split(".") for name in module.imports if top(name) in PACKAGES)
        return {parts[1] for parts in ours if parts[1:]} & LAYERS.get(layer, set())

    assert offenders(wrong) == {}


def test_pure_modules_stand_on_the_standard_library_alone() -> None:
    pure = {module for module in modules() if is_within(PURE, module)}
    known = {*sys.stdlib_module_names} - CLOCKS_AND_CHANCE

    def wrong(module: Module) -> Iterable[str]:
        others = module.imports - {other.name for other in pure}
        return {name for name in others if top(name) not in known} | (
            called(module) & ASKS_THE_CLOCK
        )

    assert offenders(wrong, among=pure) == {}


def test_nearly_pure_modules_know_one_library() -> None:
    def wrong(module: Module) -> Iterable[str]:
        allowed = {*sys.stdlib_module_names, *PACKAGES}
        for name, libraries in NEARLY_PURE.items():
            if is_within({name}, module):
                allowed |= libraries
        return {name for name in module.imports if top(name) not in allowed}

    among = [module for module in modules() if is_within(NEARLY_PURE, module)]
    assert offenders(wrong, among=among) == {}


def test_the_named_modules_exist() -> None:
    named = {*PURE, *NEARLY_PURE, *MAKES_SAFE_HTML, *WRITES_SQL, *READS_ENVIRONMENT}

    assert named - {module.name for module in modules()} == set()


def test_modules_are_short() -> None:
    def wrong(module: Module) -> Iterable[int]:
        lines = module.text.count("\n")
        return [lines] if lines > LINES_PER_MODULE else []

    assert offenders(wrong) == {}


def test_functions_are_short() -> None:
    def wrong(module: Module) -> Iterable[tuple[str, int]]:
        for function in module.functions():
            if length(function) > limit_of(module, function):
                yield function.name, length(function)

    assert offenders(wrong) == {}


def limit_of(module: Module, function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    names = [argument.arg for argument in function.args.args]
    is_view = ".views" in module.name and names[:1] == ["request"]
    return LINES_PER_VIEW if is_view else LINES_PER_FUNCTION


def test_dangerous_things_stay_in_their_places() -> None:
    def wrong(module: Module) -> Iterable[str]:
        used = set(module.names()) & (SAFE_HTML | SQL | ENVIRONMENT)
        used |= called(module) & (SAFE_HTML | SAFE_BY_CALL | SQL | DANGEROUS)
        used |= module.imports & DANGEROUS
        for places, names in (
            (MAKES_SAFE_HTML, SAFE_HTML | SAFE_BY_CALL),
            (WRITES_SQL, SQL),
            (READS_ENVIRONMENT, ENVIRONMENT),
        ):
            used -= names if module.name in places else set()
        return used

    assert offenders(wrong) == {}


def test_only_commands_speak_to_the_terminal() -> None:
    def wrong(module: Module) -> Iterable[str]:
        if ".management." in module.name or module.name in WRITES_TO_TERMINAL:
            return set()
        return {"print", "stdout"} & (called(module) | set(module.names()))

    assert offenders(wrong) == {}


def test_views_leave_rows_to_queries_and_actions() -> None:
    def wrong(module: Module) -> Iterable[str]:
        return set(module.names()) & WRITES_ROWS if ".views" in module.name else ()

    assert offenders(wrong) == {}


def test_nothing_is_left_to_be_done_later() -> None:
    def wrong(module: Module) -> Iterable[str]:
        return re.findall(r"\b(?:TODO|FIXME|XXX|HACK)\b", module.text)

    assert offenders(wrong) == {}


def bad_templates(check: Callable[[str], Iterable[object]]) -> dict[str, list[object]]:
    found = {
        str(path.relative_to(ROOT / "templates")): list(check(path.read_text()))
        for path in templates()
    }
    return {name: things for name, things in found.items() if things}


def test_templates_are_short() -> None:
    def wrong(text: str) -> Iterable[int]:
        lines = text.count("\n")
        return [lines] if lines > LINES_PER_TEMPLATE else []

    assert bad_templates(wrong) == {}


def test_templates_bring_no_code_of_their_own() -> None:
    own_code = re.compile(
        r"\|\s*safe\b|\{%\s*autoescape\s+off|<script(?![^>]*\bsrc=)|<style\b"
        r"|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|hx-on|(?:src|href)\s*=\s*[\"'](?:https?:)?//"
    )

    assert bad_templates(own_code.findall) == {}


# Blocks that hold a name for style sheets or the navigation, not words.
NAMES = r"\{%\s*block (nav|bodyclass|coltype|theme)\b.*?\{%\s*endblock"
NOT_WORDS = (
    (r"\{#.*?#\}|\{%\s*comment\b.*?endcomment\s*%\}", ""),
    (r"\{%\s*blocktrans(late)?\b.*?endblocktrans(late)?\s*%\}", ""),
    (NAMES, "{%"),
    (r"\{%.*?%\}|<kbd>.*?</kbd>", ""),
    (r"\{\{.*?\}\}", "x1"),
    (r"<[a-zA-Z/!][^>]*>", " "),
    (r"&[a-z]+;|\bWaymark\b", " "),
)
SPOKEN = re.compile(
    r"\b(?:aria-label|title|placeholder|alt)=\"([^\"{]*[A-Za-z]{3}[^\"{]*)\""
)


def test_words_on_pages_can_be_translated() -> None:
    def wrong(text: str) -> Iterable[str]:
        yield from SPOKEN.findall(re.sub(r"\{%.*?%\}", "{", text))
        for pattern, instead in NOT_WORDS:
            text = re.sub(pattern, instead, text, flags=re.DOTALL)
        yield from re.findall(r"[A-Za-z]{3,}", text)

    assert bad_templates(wrong) == {}


def test_what_learners_have_holds_on_to_the_catalogue() -> None:
    loose = [
        str(field)
        for label in ("accounts", "progress", "mentoring", "curating")
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey)
        and field.related_model._meta.app_label == "roadmap"
        and field.remote_field.on_delete is not PROTECT
    ]

    assert not loose
