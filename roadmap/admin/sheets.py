"""File formats of lists: CSV, TSV and JSON."""

from typing import Any

from import_export.formats.base_formats import CSV, JSON, TSV
from tablib import Dataset

SIGNS = "=+-@\t\r'"


def guarded(cell: Any) -> str:
    """cell as text that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] and text[0] in SIGNS else text


def unguarded(cell: Any) -> Any:
    """What guarded() was made from."""
    if isinstance(cell, str) and len(cell) > 1 and cell[0] == "'" and cell[1] in SIGNS:
        return cell[1:]
    return cell


class Named:
    """A format whose columns have names."""

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Dataset:
        found = super().create_dataset(in_stream, **kwargs)  # type: ignore[misc]
        if not found.headers:
            raise ValueError("no names of columns")
        return found


class Sheet(Named):
    """A format that spreadsheets open."""

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Dataset:
        found = super().create_dataset(in_stream, **kwargs)
        rows = [[unguarded(cell) for cell in row] for row in found]
        return Dataset(*rows, headers=found.headers)

    def export_data(self, dataset: Dataset, **kwargs: Any) -> Any:
        rows = [[guarded(cell) for cell in row] for row in dataset]
        safe = Dataset(*rows, headers=dataset.headers)
        return super().export_data(safe, **kwargs)  # type: ignore[misc]


class CommaSheet(Sheet, CSV):
    pass


class TabSheet(Sheet, TSV):
    pass


class Objects(Named, JSON):
    pass


FORMATS = [CommaSheet, TabSheet, Objects]
