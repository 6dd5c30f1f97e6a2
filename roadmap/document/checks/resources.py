"""Checks of the resources: addresses, units, relations, what they build on."""

from urllib.parse import urlsplit

from roadmap.cycles import find_cycle
from roadmap.document.checks.findings import Findings, names, no_such
from roadmap.document.resource_types import RelationDoc, ResourceDoc


def check_resources(findings: Findings) -> None:
    """All of it. Linear."""
    resources = findings.document.resources
    findings.doubles((each.key for each in resources), "resources", "resource")
    said: dict[str, str] = {}
    numbered: dict[tuple[str, int], str] = {}
    for place, resource in enumerate(resources):
        where = f"resources[{place}]"
        _check_links(findings, resource, where, said)
        _check_units(findings, resource, where)
        _check_relations(findings, resource, where, numbered)
        _check_needs(findings, resource, where)
        for number, review in enumerate(resource.reviews):
            check_address(findings, review.url, f"{where}.reviews[{number}].url")
    _check_circles(findings)


def check_address(findings: Findings, url: str, where: str) -> None:
    """An address that is given is one of the web."""
    try:
        is_web = not url or (
            url.startswith(("http://", "https://"))
            and bool(urlsplit(url).hostname)
            and not any(sign.isspace() for sign in url)
        )
    except ValueError:
        is_web = False
    if not is_web:
        message = f'"{url}" is no web address. Begin it with https:// and a host.'
        findings.error("address", where, message)


def _check_links(
    findings: Findings, resource: ResourceDoc, where: str, said: dict[str, str]
) -> None:
    title = findings.resource_title(resource.key)
    primaries = sum(link.primary for link in resource.links)
    if not resource.links:
        message = f"{title} has no address. Add one, if there is one."
        findings.warning("link-missing", where, message)
    elif primaries != 1:
        count = primaries or "no"
        message = f"{title} has {count} primary links. Mark exactly one as primary."
        findings.error("link-primary", f"{where}.links", message)
    for place, link in enumerate(resource.links):
        here = f"{where}.links[{place}].url"
        check_address(findings, link.url, here)
        if link.url in said:
            other = findings.resource_title(said[link.url])
            message = (
                f"The address {link.url} is here twice, with {other} and {title}. "
                "Keep it in one place; merge the two if they are one resource."
            )
            findings.error("link-twice", here, message)
        said[link.url] = resource.key


def _check_units(findings: Findings, resource: ResourceDoc, where: str) -> None:
    title = findings.resource_title(resource.key)
    total = resource.total_units
    if resource.total is not None and not resource.unit:
        message = f"Say what the {resource.total} units of {title} are (unit)."
        findings.error("total-without-unit", f"{where}.total", message)
    seen: set[int] = set()
    for place, unit in enumerate(resource.units):
        here = f"{where}.units[{place}]"
        if unit.number in seen:
            message = f"Unit {unit.number} of {title} is here twice. Take one out."
            findings.error("unit-twice", here, message)
        elif total is not None and unit.number > total:
            message = f"Unit {unit.number} is beyond the {total} units of {title}."
            findings.error("unit-outside", here, f"{message} Mend one of the two.")
        seen.add(unit.number)
    if resource.units and total is None:
        message = f"{title} lists units but has no total. Say how many there are."
        findings.warning("units-without-total", where, message)
    for place, section in enumerate(resource.sections):
        scope = (section.start, section.end)
        findings.check_scope(scope, resource.key, f"{where}.sections[{place}]")


def _check_relations(
    findings: Findings,
    resource: ResourceDoc,
    where: str,
    numbered: dict[tuple[str, int], str],
) -> None:
    title = findings.resource_title(resource.key)
    seen: set[tuple[str, str]] = set()
    for place, relation in enumerate(resource.relations):
        here = f"{where}.relations[{place}]"
        if relation.to == resource.key:
            message = f"{title} is related to itself. Take this relation out."
            findings.error("relation-self", here, message)
        elif relation.to not in findings.resources:
            findings.error("relation-unknown", here, no_such("resource", relation.to))
        if (relation.kind, relation.to) in seen:
            message = f"{title} says this relation twice. Take one out."
            findings.error("relation-twice", here, message)
        seen.add((relation.kind, relation.to))
        _check_relation_fields(findings, resource, relation, here)
        if relation.kind == "part_of" and relation.number is not None:
            _check_part(findings, resource, relation, here, numbered)


def _check_relation_fields(
    findings: Findings, resource: ResourceDoc, relation: RelationDoc, where: str
) -> None:
    is_part = relation.kind == "part_of"
    if is_part != (relation.number is not None):
        message = (
            "Say which unit of the whole this part is (number, from 1)."
            if is_part
            else "Only part_of has a number. Take it out."
        )
        findings.error("relation-number", where, message)
    if relation.kind != "covers" and (relation.scope or relation.to_scope):
        message = "Only covers has scopes. Take them out, or make it covers."
        findings.error("relation-scope", where, message)
    findings.check_scope(relation.scope, resource.key, f"{where}.scope")
    findings.check_scope(relation.to_scope, relation.to, f"{where}.to_scope")


def _check_part(
    findings: Findings,
    resource: ResourceDoc,
    relation: RelationDoc,
    where: str,
    numbered: dict[tuple[str, int], str],
) -> None:
    whole, number = findings.resources.get(relation.to), relation.number or 0
    total = whole.total_units if whole else None
    title = findings.resource_title(relation.to)
    if total is not None and number > total:
        message = f"{title} has {total} units, so no part can be number {number}."
        findings.error("part-outside", where, f"{message} Mend one of the two.")
    other = numbered.setdefault((relation.to, number), resource.key)
    if other != resource.key:
        message = (
            f"{findings.resource_title(other)} is part {number} of {title} already. "
            "Give one of them another number."
        )
        findings.error("part-twice", where, message)


def _check_needs(findings: Findings, resource: ResourceDoc, where: str) -> None:
    title = findings.resource_title(resource.key)
    seen: set[str] = set()
    for place, need in enumerate(resource.needs):
        here = f"{where}.needs[{place}]"
        if need.resource == resource.key:
            message = f"{title} needs itself. Take this need out."
            findings.error("resource-needs-itself", here, message)
        elif need.resource not in findings.resources:
            findings.error("resource-unknown", here, no_such("resource", need.resource))
        if need.resource in seen:
            message = f"{title} says this need twice. Take one out."
            findings.error("resource-need-twice", here, message)
        seen.add(need.resource)


def _check_circles(findings: Findings) -> None:
    """No resource is a part of itself, replaces itself or is needed for itself."""
    subjects = (("part_of", "is part of"), ("replaced_by", "is replaced by"))
    for kind, says in subjects:
        edges = {
            key: [
                relation.to
                for relation in resource.relations
                if relation.kind == kind and relation.to != key
            ]
            for key, resource in findings.resources.items()
        }
        _report_circle(findings, edges, says)
    needs = {
        key: [
            need.resource
            for need in resource.needs
            if need.strength == "required" and need.resource != key
        ]
        for key, resource in findings.resources.items()
    }
    _report_circle(findings, needs, "needs")


def _report_circle(findings: Findings, edges: dict[str, list[str]], says: str) -> None:
    circle = find_cycle(edges)
    if circle is None:
        return
    pairs = zip(circle, circle[1:] + circle[:1], strict=True)
    told = names(
        [
            f"{findings.resource_title(one)} {says} {findings.resource_title(other)}"
            for one, other in pairs
        ]
    )
    keys = [resource.key for resource in findings.document.resources]
    message = f"These resources go in a circle: {told}. Take out one of these."
    findings.error("resource-circle", f"resources[{keys.index(circle[0])}]", message)
