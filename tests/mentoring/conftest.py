"""The product's own content, for the sample cohort."""

from tests.factories import real_roadmaps, seeded_roadmaps

__all__ = ["real_roadmaps", "seeded_roadmaps"]
