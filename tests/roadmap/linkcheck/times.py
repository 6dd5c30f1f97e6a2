"""A moment for tests of link checks."""

from datetime import UTC, datetime

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
