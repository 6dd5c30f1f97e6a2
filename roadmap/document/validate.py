"""What is wrong, and what is odd, with a document."""

from roadmap.document.checks.advice import check_advice
from roadmap.document.checks.brought import check_brought
from roadmap.document.checks.findings import Findings, Problem
from roadmap.document.checks.needs import check_needs
from roadmap.document.checks.order import check_order
from roadmap.document.checks.reach import check_reach
from roadmap.document.checks.resources import check_resources
from roadmap.document.checks.steps import check_roadmap, check_steps
from roadmap.document.dump import dump, plain
from roadmap.document.parse import parse
from roadmap.document.scan import DocumentError
from roadmap.document.types import Document
from roadmap.document.words import MAX_BYTES


def validate(document: Document) -> list[Problem]:
    """Everything that is wrong with it, errors first, else by subject and place.

    A document without errors can be published, read back from its text and stored. A
    document that parse() would not give (a title too long, a control character), or
    that is too large, has that as its one problem. Never recurses.
    """
    try:
        parse(plain(document))
    except DocumentError as error:
        return [Problem("error", "unreadable", error.where, error.sentence)]
    findings = Findings(document)
    if len(dump(document).encode()) > MAX_BYTES:
        message = f"The document is larger than {MAX_BYTES // 1024 // 1024} MiB. "
        findings.error("too-large", "", message + "Shorten it, or make two of it.")
        return findings.problems
    for check in (
        check_roadmap,
        check_steps,
        check_needs,
        check_resources,
        check_reach,
        check_order,
        check_advice,
        check_brought,
    ):
        check(findings)
    return sorted(findings.problems, key=lambda problem: problem.level != "error")
