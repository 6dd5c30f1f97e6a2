"""Why a list is not read, in words."""

from django.utils.translation import gettext as _

from curating.lists.refusals import ListRefused


def refusal_words(refused: ListRefused) -> str:
    """A sentence with the line and, where one is, what to do."""
    sentences = {
        "too_large": _("It has more than %(limit)s bytes, the most that is read."),
        "too_many_lines": _("It has %(count)s lines; at most %(limit)s are read."),
        "line_too_long": _(
            "Line %(line)s has %(count)s characters; at most %(limit)s are read."
        ),
        "too_deep": _("Line %(line)s is nested deeper than %(limit)s levels."),
        "too_many_items": _("By line %(line)s there are more than %(limit)s items."),
        "too_many_links": _("By line %(line)s there are more than %(limit)s links."),
        "too_many_values": _("By line %(line)s there are more than %(limit)s values."),
        "too_many_columns": _("Line %(line)s has more than %(limit)s columns."),
        "cell_too_long": _(
            "A field in line %(line)s has more than %(limit)s characters."
        ),
        "not_text": _("Line %(line)s is not text in UTF-8. Save the file as UTF-8."),
        "nul": _("Line %(line)s has a character that is not text."),
        "hidden_direction": _("Line %(line)s has characters that turn text around."),
        "bad_json": _("Line %(line)s is not JSON."),
        "double_key": _("Line %(line)s has the name %(name)s twice in one object."),
        "bad_number": _("Line %(line)s has a number that cannot be read."),
        "bad_csv": _("Line %(line)s opens a quotation mark that is never closed."),
        "nothing": _("There is nothing to read."),
    }
    return sentences[refused.code] % refused.values
