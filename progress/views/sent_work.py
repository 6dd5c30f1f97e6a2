"""A form of a project's work, as an action takes or refuses it."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _

from progress.access import StepPlace
from progress.actions.change import Outcome
from progress.actions.files import FilesRefused
from progress.actions.steps import NotForThisStep
from progress.actions.submissions import NoMoreVersions, NothingToHandIn, WorkConflict
from progress.models import Submission
from progress.models.submissions import MOST_VERSIONS
from progress.work_forms import WorkForm


def sent(
    place: StepPlace, form: WorkForm, action: Callable[..., Outcome]
) -> Outcome | Submission | None:
    """What the action made of a form of work; another text that is stored; None where
    the form says what is wrong with it."""
    if not form.is_valid():
        return None
    key, at = form.cleaned_data["key"], timezone.now()
    try:
        return action(place, work=form.work, seen=form.seen, at=at, key=key)
    except WorkConflict as found:
        return found.stored
    except NothingToHandIn:
        text = _("Nothing is new here. Write what you did, or name a link.")
        form.add_error("text", text)
    except FilesRefused as found:
        texts = {
            "many": _("There can be five files at most. Take one away first."),
            "full": _("Your files would take more than 50 MB. Take some away first."),
        }
        form.add_error("uploads", texts[found.why])
    except NotForThisStep:
        text = _("Your mentors answer this one: hand it in, and their yes closes it.")
        form.add_error(None, text)
    except NoMoreVersions:
        text = _("There are %(most)s versions already, which is the most there can be.")
        form.add_error(None, text % {"most": MOST_VERSIONS})
    return None
