"""Collect the words of the site into locale/, the same from the same sources.

Sorted, without line numbers, guesses and the moment of making: what moves no word
changes no file, so that it can be checked whether the files are up to date.
"""

from pathlib import Path

from django.core.management.commands import makemessages

MOMENT = '"POT-Creation-Date:'


class Command(makemessages.Command):
    msgmerge_options = [
        *makemessages.Command.msgmerge_options,
        "--no-fuzzy-matching",
        "--sort-output",
    ]
    msgattrib_options = [*makemessages.Command.msgattrib_options, "--sort-output"]
    xgettext_options = [*makemessages.Command.xgettext_options, "--sort-output"]

    def write_po_file(self, potfile: str, locale: str) -> None:
        super().write_po_file(potfile, locale)
        folder = Path(potfile).parent / locale / "LC_MESSAGES"
        file = folder / f"{self.domain}.po"
        lines = file.read_text("utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(MOMENT)]
        file.write_text("".join(kept), "utf-8")
