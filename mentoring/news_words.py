"""One thing told, in a sentence."""

from django.utils.translation import gettext as _

from mentoring.models import News, NewsKind


def news_text(news: News) -> str:
    """What happened; who, about and cohort are loaded with it."""
    phrases = {
        NewsKind.REVIEWED: _("%(who)s answered your work for %(about)s"),
        NewsKind.ANSWERED: _("%(who)s answered your question on %(about)s"),
        NewsKind.WORD: _("%(who)s wrote to you"),
        NewsKind.ANNOUNCED: _("%(who)s told %(cohort)s: %(about)s"),
        NewsKind.GUIDED: _("%(who)s changed your way: %(about)s"),
        NewsKind.SEAT: _("You have a seat in %(cohort)s now"),
        NewsKind.HANDED_IN: _("%(who)s handed in %(about)s"),
        NewsKind.ASKED: _("%(who)s asked a question on %(about)s"),
        NewsKind.REPLIED: _("%(who)s answered you"),
        NewsKind.EXPLAINED: _("%(who)s explained something"),
        NewsKind.JOINED: _("%(who)s joined or left %(cohort)s"),
        NewsKind.REPORTED: _("%(who)s reported the step %(about)s"),
        NewsKind.MENDED: _("The curators answered what you said of %(about)s"),
        NewsKind.CHANGED: _("A new version of %(about)s changed something for you"),
        NewsKind.TOLD: _("%(who)s told you something about %(about)s"),
    }
    values = {
        "who": news.who.display_name if news.who else _("Somebody"),
        "about": news.about or _("something"),
        "cohort": news.cohort.name if news.cohort else _("a cohort"),
    }
    return phrases[NewsKind(news.kind)] % values
