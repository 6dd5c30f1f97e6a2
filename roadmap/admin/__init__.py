"""The curators' admin: everything about resources and roadmaps, registered here."""

from roadmap.admin import resources, roadmaps, steps

__all__ = ["resources", "roadmaps", "steps"]
