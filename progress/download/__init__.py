"""Everything about one person in one file."""

from progress.download.packing import write_download

__all__ = ["write_download"]
