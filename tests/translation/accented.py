"""A language that is English with accents, made of all words that can be translated.

GNU gettext is not needed: words are found in the sources, and the compiled catalogue is
written here. What libraries bring is taken from their own German catalogues.
"""

import ast
import re
import struct
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from django.utils.translation.template import templatize

from tests.source import modules, templates

# What pseudo-languages are called; days and numbers are written as in English.
CODE, FOLDER = "en-xa", "en_XA"
LIBRARIES = (
    *("django", "django.contrib.admin", "django.contrib.auth", "django.contrib.sites"),
    *("django.contrib.contenttypes", "django.contrib.humanize", "allauth"),
    *("django.contrib.sessions", "import_export", "simple_history"),
)
HEADER = (
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)
# How many of the first arguments are context, singular and plural.
CALLS = {
    "_": "s",
    "gettext": "s",
    "gettext_lazy": "s",
    "gettext_noop": "s",
    "ngettext": "sp",
    "ngettext_lazy": "sp",
    "pgettext": "cs",
    "pgettext_lazy": "cs",
    "npgettext": "csp",
    "npgettext_lazy": "csp",
}
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀćđéƒǵħíĵķłḿńóƥɋŕśŧúṽẃẋýźÁƁĆĐÉƑǴĦÍĴĶŁḾŃÓƤɊŔŚŦÚṼẂẊÝŹ",
)
# What a translation has to leave as it is: places for values, tags, entities.
KEPT = re.compile(r"%\(\w+\)[#0-9.]*[a-zA-Z]|%[0-9.]*[sdrif]|\{\w*\}|<[^>]*>|&#?\w+;")

Message = tuple[
    str, str, str
]  # context, singular, plural; the first and last may be ""


def accented(text: str) -> str:
    """ "Mark %(step)s as done" with every letter of ours changed."""
    parts, at = [], 0
    for kept in KEPT.finditer(text):
        parts += [text[at : kept.start()].translate(LETTERS), kept[0]]
        at = kept.end()
    return "".join([*parts, text[at:].translate(LETTERS)])


def messages_of(tree: ast.AST) -> Iterator[Message]:
    """Those that a Python source passes through gettext."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
        kinds = CALLS.get({"translate": "gettext"}.get(name, name), "")
        texts = [getattr(one, "value", None) for one in node.args[: len(kinds)]]
        if (
            kinds
            and len(texts) == len(kinds)
            and all(isinstance(t, str) for t in texts)
        ):
            found = dict(zip(kinds, texts, strict=True))
            yield found.get("c", ""), found["s"], found.get("p", "")


CALL = re.compile(
    r"(?<![\w.])(?:_|n?p?gettext)\((?:[^()'\"]|u?'(?:[^'\\]|\\.)*'|u?\"(?:[^\"\\]|\\.)*\"|\([^()]*\))*\)"
)


def all_messages() -> Iterator[Message]:
    for module in modules():
        yield from messages_of(module.tree)
    for file in templates():
        for call in CALL.finditer(templatize(file.read_text("utf-8"))):
            yield from messages_of(ast.parse(call[0]))


def entries() -> dict[str, str]:
    """Keys and values of a compiled catalogue."""
    found = {"": HEADER}
    for context, singular, plural in all_messages():
        key = "\0".join(filter(None, (singular, plural)))
        value = "\0".join(accented(one) for one in key.split("\0"))
        found[f"{context}\4{key}" if context else key] = value
    for library in LIBRARIES:
        found |= entries_of(library)
    return found


def entries_of(library: str) -> dict[str, str]:
    """What a library can say, accented; from the keys of its German catalogue."""
    spec = find_spec(library)
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent
    found = {}
    for file in (folder / "conf/locale", folder / "locale"):
        compiled = file / "de/LC_MESSAGES/django.mo"
        if compiled.exists():
            for key in keys_of(compiled.read_bytes()):
                texts = key.rpartition("\4")[2].split("\0")
                found[key] = "\0".join(accented(one) for one in texts)
    return found


def keys_of(compiled: bytes) -> Iterator[str]:
    """The keys of a compiled catalogue: context, singular and plural in one."""
    count, table = struct.unpack_from("<II", compiled, 8)
    for place in range(count):
        size, start = struct.unpack_from("<II", compiled, table + 8 * place)
        if size:
            yield compiled[start : start + size].decode()


def write(folder: Path) -> None:
    """A compiled catalogue below folder, laid out as in gettext's manual."""
    pairs = sorted((key.encode(), value.encode()) for key, value in entries().items())
    tables, blob = [b"", b""], b""
    start = 28 + 16 * len(pairs)
    for place in (0, 1):
        for pair in pairs:
            text = pair[place]
            tables[place] += struct.pack("<II", len(text), start + len(blob))
            blob += text + b"\0"
    second = 28 + 8 * len(pairs)
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, second, 0, start)
    target = folder / FOLDER / "LC_MESSAGES"
    target.mkdir(parents=True)
    (target / "django.mo").write_bytes(head + tables[0] + tables[1] + blob)
