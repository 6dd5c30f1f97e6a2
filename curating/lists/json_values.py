"""JSON with the line of every value. Strict: no name twice, no NaN.

The standard reader does not tell where a value stands.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from curating.lists.refusals import MAX_DEPTH, MAX_VALUES, ListRefused

TOKEN = re.compile(
    r"(?P<space>[ \t\n\r]++)|(?P<string>\"(?:[^\"\\\n]++|\\.)*+\")"
    r"|(?P<number>-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][+-]?\d++)?)"
    r"|(?P<word>true|false|null)|(?P<mark>[\[\]{},:])"
)
LONGEST_NUMBER = 40
WORDS = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Node:
    """One value: a string, number as written, True, False, None, list or dict."""

    value: "str | bool | list[Node] | dict[str, Node] | None"
    line: int
    is_number: bool = False


Token = tuple[str, str, int]


def read_json(text: str) -> Node:
    """The value of the text. Raises ListRefused with a line. Linear."""
    tokens = _tokens(text)
    node = _value(next(tokens), tokens, 0)
    kind, _, line = next(tokens)
    if kind != "end":
        raise ListRefused(line, "bad_json")
    return node


def _tokens(text: str) -> Iterator[Token]:
    at, line, count = 0, 1, 0
    while at < len(text):
        token = TOKEN.match(text, at)
        if not token:
            raise ListRefused(line, "bad_json")
        kind = token.lastgroup or ""
        if kind != "space":
            count += 1
            if count > 2 * MAX_VALUES:
                raise ListRefused(line, "too_many_values", limit=MAX_VALUES)
            if kind == "number" and len(token[0]) > LONGEST_NUMBER:
                raise ListRefused(line, "bad_number")
            yield kind, token[0], line
        line += token[0].count("\n")
        at = token.end()
    yield "end", "", line


def _value(token: Token, tokens: Iterator[Token], depth: int) -> Node:
    kind, text, line = token
    if kind == "string":
        return Node(_string(text, line), line)
    if kind == "number":
        return Node(text, line, is_number=True)
    if kind == "word":
        return Node(WORDS[text], line)
    if depth == MAX_DEPTH:
        raise ListRefused(line, "too_deep", limit=MAX_DEPTH)
    if text == "[":
        return Node(_list(tokens, depth + 1), line)
    if text == "{":
        return Node(_object(tokens, depth + 1), line)
    raise ListRefused(line, "bad_json")


def _string(text: str, line: int) -> str:
    try:
        value: str = json.loads(text)
        value.encode()
    except ValueError:
        raise ListRefused(line, "bad_json") from None
    return value


def _list(tokens: Iterator[Token], depth: int) -> list[Node]:
    found: list[Node] = []
    token = next(tokens)
    if token[1] == "]" and token[0] == "mark":
        return found
    while True:
        found.append(_value(token, tokens, depth))
        if not _goes_on(next(tokens), "]"):
            return found
        token = next(tokens)


def _object(tokens: Iterator[Token], depth: int) -> dict[str, Node]:
    found: dict[str, Node] = {}
    token = next(tokens)
    if token[1] == "}" and token[0] == "mark":
        return found
    while True:
        kind, text, line = token
        if kind != "string" or next(tokens)[1] != ":":
            raise ListRefused(line, "bad_json")
        name = _string(text, line)
        if name in found:
            raise ListRefused(line, "double_key", name=name[:60])
        found[name] = _value(next(tokens), tokens, depth)
        if not _goes_on(next(tokens), "}"):
            return found
        token = next(tokens)


def _goes_on(token: Token, closing: str) -> bool:
    if token[0] == "mark" and token[1] in {",", closing}:
        return token[1] == ","
    raise ListRefused(token[2], "bad_json")
