"""Sentences of templates, as Django reads them."""

import re

from config.env import ROOT
from tests.source import templates

SENTENCE = re.compile(r"\{%\s*blocktrans.*?%\}(.*?)\{%\s*endblocktrans", re.DOTALL)
# Django shows nothing in place of {{ a.b }} and {{ a|b }} inside a sentence.
UNREADABLE = re.compile(r"\{\{\s*(\w+[.|][^}]*?)\s*\}\}")


def test_sentences_name_what_they_show() -> None:
    lost = {
        str(path.relative_to(ROOT)): names
        for path in templates()
        for said in SENTENCE.findall(path.read_text())
        if (names := UNREADABLE.findall(said))
    }
    assert lost == {}, "give it a name: {% blocktranslate with title=clock.title %}"
