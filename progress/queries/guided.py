"""A version with what mentors lay over it, compiled and kept like the version."""

from dataclasses import replace
from functools import lru_cache

from progress.engine.guidance import CHANGES_DOCUMENT, Overlay, guided_roadmap
from roadmap.catalogue import Catalogue, Compiled, catalogue, compiled
from roadmap.graph import compile_graph


def guided(version_id: int, revision: int, overlays: tuple[Overlay, ...]) -> Compiled:
    """The version as its overlays make it; as compiled, where they change no need and
    no resource."""
    changing = tuple(one for one in overlays if one.kind in CHANGES_DOCUMENT)
    if not changing:
        return compiled(version_id, revision)
    return _guided(version_id, revision, changing)


@lru_cache(maxsize=256)
def _guided(version_id: int, revision: int, overlays: tuple[Overlay, ...]) -> Compiled:
    return laid_over(compiled(version_id, revision), catalogue(revision), overlays)


def laid_over(
    version: Compiled, stock: Catalogue, overlays: tuple[Overlay, ...]
) -> Compiled:
    """The version as these overlays make it; resources that are gone are left out."""
    known = tuple(
        one for one in overlays if not one.resource or one.resource in stock.resources
    )
    roadmap = guided_roadmap(version.roadmap, known)
    return replace(
        version,
        document=replace(version.document, roadmap=roadmap),
        graph=compile_graph(roadmap, stock.facts, version.graph.earlier),
    )
