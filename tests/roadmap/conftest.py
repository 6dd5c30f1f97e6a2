"""What the tests of the catalogue share."""

from tests.roadmap.seeded import content

__all__ = ["content"]
