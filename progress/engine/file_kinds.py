"""Which kind of file a name claims, and whether its bytes are of that kind."""

import json
import unicodedata
from collections.abc import Mapping

KINDS: Mapping[str, str] = {
    "ipynb": "notebook",
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp"), "image"),
    "pdf": "pdf",
    **dict.fromkeys(("zip", "gz", "tgz", "tar", "xz", "bz2", "7z"), "archive"),
    **dict.fromkeys(
        (
            *("txt", "md", "csv", "tsv", "json", "yaml", "yml", "toml", "ini", "log"),
            *("py", "r", "jl", "m", "c", "h", "cpp", "hpp", "cu", "rs", "go", "java"),
            *("js", "ts", "css", "sql", "sh", "tex", "bib", "rst", "diff", "patch"),
        ),
        "text",
    ),
}
# How files of an ending begin; a tar says what it is in its first block.
BEGINNINGS: Mapping[str, tuple[bytes, ...]] = {
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "gif": (b"GIF87a", b"GIF89a"),
    "webp": (b"RIFF",),
    "pdf": (b"%PDF-",),
    "zip": (b"PK\x03\x04", b"PK\x05\x06"),
    "gz": (b"\x1f\x8b",),
    "tgz": (b"\x1f\x8b",),
    "xz": (b"\xfd7zXZ\x00",),
    "bz2": (b"BZh",),
    "7z": (b"7z\xbc\xaf\x27\x1c",),
}
TAR = (257, b"ustar")
WEBP = (8, b"WEBP")
# Brackets and commas of a notebook: each part takes some hundred bytes to read.
MOST_PARTS = 300_000


def kind_of(name: str) -> str:
    """The kind that the ending claims; "" for one that is not taken."""
    return KINDS.get(_ending(name), "")


def is_what_it_says(name: str, data: bytes) -> bool:
    """Whether the bytes are of the kind that the name claims."""
    ending, kind = _ending(name), kind_of(name)
    if kind == "notebook":
        return is_notebook(data)
    if kind == "text":
        return is_text(data)
    if ending == "tar":
        return data[TAR[0] :].startswith(TAR[1])
    if ending == "webp" and not data[WEBP[0] :].startswith(WEBP[1]):
        return False
    return data.startswith(BEGINNINGS.get(ending, ()))


def is_text(data: bytes) -> bool:
    """UTF-8 without zero bytes."""
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


def is_notebook(data: bytes) -> bool:
    """JSON with cells; one of more parts than any notebook has is not read at all."""
    if sum(data.count(sign) for sign in (b",", b"[", b"{")) > MOST_PARTS:
        return False
    try:
        book = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return False
    return isinstance(book, dict) and isinstance(book.get("cells"), list)


def plain_name(name: str, most: int) -> str:
    """The name without signs that nobody sees or that turn it round."""
    seen = (sign for sign in name if unicodedata.category(sign)[0] != "C")
    text = " ".join("".join(seen).replace("/", " ").replace("\\", " ").split())
    if len(text) <= most:
        return text
    ending = f".{_ending(text)}"
    return text[: most - len(ending)] + ending


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
