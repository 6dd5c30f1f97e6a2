"""Reading text: refusals that only text can earn; each says on which line."""

import json
from typing import Any

import pytest

from roadmap.document import parse
from roadmap.document.words import MAX_BYTES, MAX_DEPTH
from tests.roadmap.json_documents import changed, refusal, smallest


class TestText:
    def written(self, **roadmap: Any) -> str:
        source = smallest()
        source["roadmap"] |= roadmap
        return json.dumps(source, indent=1)

    def test_a_wrong_value_says_its_line(self) -> None:
        text = self.written(language=5)
        error = refusal(text)
        assert error.line is not None
        assert '"language": 5' in text.splitlines()[error.line - 1]
        assert str(error).startswith(f"line {error.line}, roadmap.language: ")

    def test_a_missing_field_says_the_line_of_its_object(self) -> None:
        error = refusal('{"format": "waymark-roadmap/1",\n"roadmap":\n{}}')
        assert (error.line, error.where) == (3, "roadmap")

    def test_what_is_not_json_says_its_line(self) -> None:
        assert refusal('{\n"format": "waymark-roadmap/1",\n}').line == 3

    @pytest.mark.parametrize("text", ["", " ", "[]", "7", "null", '"roadmap"', "{}"])
    def test_other_json_is_refused(self, text: str) -> None:
        refusal(text)

    @pytest.mark.parametrize(
        "value", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5000]
    )
    def test_numbers_beyond_numbers_are_refused(self, value: str) -> None:
        text = self.written(language=5).replace("5", value)
        assert refusal(text).where == "roadmap.language"

    def test_a_name_said_twice_says_its_line(self) -> None:
        text = self.written(language="en")
        text = text.replace('"language"', '"title":\n"Second",\n"language"')
        error = refusal(text)
        assert (error.where, '"title"' in error.sentence) == ("roadmap.title", True)
        assert text.splitlines()[(error.line or 0) - 1] == '"Second",'

    def test_a_name_said_twice_by_escapes_is_found(self) -> None:
        text = self.written().replace('"slug"', '"\\u0074itle": "x", "slug"')
        assert refusal(text).where == "roadmap.title"

    def test_equal_names_in_different_objects_are_fine(self) -> None:
        parse(
            self.written(aims=[{"key": "a", "title": "A"}, {"key": "b", "title": "A"}])
        )

    def test_bytes_that_are_not_utf8_say_their_line(self) -> None:
        assert refusal(b'{\n"format": "\xff"}').line == 2

    @pytest.mark.parametrize("opening", ["[", '{"a":', '[{"a":'])
    def test_depth_is_capped_before_decoding(self, opening: str) -> None:
        error = refusal(opening * 50_000)
        assert str(MAX_DEPTH) in error.sentence

    def test_brackets_inside_strings_do_not_count(self) -> None:
        description = '[{"' * 100 + "\\"
        assert parse(self.written(description=description))

    @pytest.mark.parametrize(
        "text",
        [
            "[" + "[]," * 600_000,
            "[" + "1," * 600_000,
            '"' + '\\"' * 1_000_000,
            '{"a": "' + "\\\\" * 1_000_000,
            " " * (MAX_BYTES + 1),
            '"' + "é" * (MAX_BYTES // 2) + '"',
        ],
    )
    def test_bombs_are_refused_before_decoding(self, text: str) -> None:
        refusal(text)
        refusal(text.encode())

    def test_very_deep_values_do_not_recurse(self) -> None:
        deep: Any = []
        for _ in range(100_000):
            deep = [deep]
        assert refusal(changed("roadmap.steps", deep)).where == "roadmap.steps[0]"

    def test_a_very_long_unknown_name_is_cut_short(self) -> None:
        assert len(str(refusal(self.written(**{"x" * 100_000: 1})))) < 1000
