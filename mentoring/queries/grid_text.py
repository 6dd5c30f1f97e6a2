"""The grid as text: a line for each learner."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from mentoring.engine.triage_facts import NOT_ASKED, LearnerFacts
from mentoring.queries.facts import Member
from mentoring.queries.grid import Asked, people_asked
from mentoring.queries.grid_cells import grid_cell
from mentoring.queries.needs import Triaged
from mentoring.wording import flag_words

TEXT_ROWS = 50


@dataclass(frozen=True, slots=True)
class TextRow:
    """A learner in one line."""

    member: Member
    line: str
    flag: str


def text_rows(
    found: Triaged, asked: Asked, page: str | None
) -> tuple[Page[LearnerFacts], list[TextRow]]:
    """A page of learners, and their lines; no query."""
    shown = Paginator(people_asked(found, asked), TEXT_ROWS).get_page(page)
    return shown, [_text_row(found, one) for one in shown.object_list]


def _text_row(found: Triaged, learner: LearnerFacts) -> TextRow:
    board, flag = found.board, found.flag_of(learner.pk)
    asked = [one for one in learner.cells.values() if one.status not in NOT_ASKED]
    parts = [_("%(n)s of %(of)s done") % {"n": learner.done, "of": len(asked)}]
    for key, cell in learner.cells.items():
        shown = grid_cell(key, cell)
        if shown.text:
            values = {"step": board.title(key), "what": shown.text}
            parts.append(_("%(step)s: %(what)s") % values)
    return TextRow(
        member=board.members[learner.pk],
        line="; ".join(parts),
        flag=flag_words(board, flag).badge if flag else "",
    )
