"""Where learners are led who open a resource: never to a link known as dead."""

from dataclasses import dataclass

from roadmap.document import LinkDoc, ResourceDoc

ARCHIVE = "archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveLink(LinkDoc):
    """A link of the live catalogue. leads: whether learners are led to it; copy: an
    archived copy, where it does not lead."""

    leads: bool = True
    copy: str = ""


def link_to_open(resource: ResourceDoc) -> LinkDoc | None:
    """The primary link if it works, else another address that does, else an archived
    copy; None where there is no way left. Of what is gone only a copy counts."""
    links = sorted(resource.links, key=lambda link: not link.primary)
    pages = [one for one in links if one.kind != ARCHIVE and leads(one)]
    copies = [one for one in links if one.kind == ARCHIVE and leads(one)]
    if resource.status == "gone":
        pages = []
    found = next(iter([*pages, *copies]), None)
    return found or next(iter(_found_copies(links)), None)


def leads(link: LinkDoc) -> bool:
    """What is not of the live catalogue was never checked."""
    return not isinstance(link, LiveLink) or link.leads


def has_way(resource: ResourceDoc) -> bool:
    """Whether it can be opened, or needs no link."""
    return not resource.links or link_to_open(resource) is not None


def only_copy(resource: ResourceDoc) -> bool:
    """Whether what opens is an archived copy."""
    opened = link_to_open(resource)
    return opened is not None and opened.kind == ARCHIVE


def is_other_address(resource: ResourceDoc) -> bool:
    """Whether what opens stands in for the address that was meant to be opened."""
    first = next((one for one in resource.links if one.primary), None)
    return first is not None and not leads(first) and has_way(resource)


def _found_copies(links: list[LinkDoc]) -> list[LinkDoc]:
    return [
        LinkDoc(url=one.copy, kind=ARCHIVE)
        for one in links
        if isinstance(one, LiveLink) and one.copy
    ]
