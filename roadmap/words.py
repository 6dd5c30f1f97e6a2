"""What the catalogue says of a resource, in words. Every phrase is whole."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmap import leading
from roadmap.catalogue import Catalogue
from roadmap.document import ResourceDoc
from roadmap.models import ResourceStatus

HOUR = 60
# From here on minutes say nothing beside the hours.
LONG = 600


def duration(minutes: int) -> str:
    """25 min, 2 h 40, 14 h: minutes only where they still say something."""
    hours, rest = divmod(minutes, HOUR)
    if hours == 0:
        return _("%(minutes)s min") % {"minutes": rest}
    if rest == 0 or minutes >= LONG:
        whole = round(minutes / HOUR)
        return _("%(hours)s h") % {"hours": number_format(whole, use_l10n=True)}
    return _("%(hours)s h %(minutes)02d") % {"hours": hours, "minutes": rest}


def to_the_minute(minutes: int) -> str:
    """14 h 25: also where duration would round, so that one evening shows."""
    hours, rest = divmod(minutes, HOUR)
    if minutes < LONG or rest == 0:
        return duration(minutes)
    values = {"hours": number_format(hours, use_l10n=True), "minutes": rest}
    return _("%(hours)s h %(minutes)02d") % values


def length(resource: ResourceDoc) -> str:
    """26 h, or about 26 h where that is an estimate; "" where it is not known."""
    if resource.minutes is None:
        return ""
    time = duration(resource.minutes)
    if resource.minutes_basis == "source":
        return time
    return _("about %(time)s") % {"time": time}


def unit_count(unit: str, count: int) -> str:
    """4 weeks"""
    forms = {
        "lesson": ngettext("%(n)s lesson", "%(n)s lessons", count),
        "lecture": ngettext("%(n)s lecture", "%(n)s lectures", count),
        "chapter": ngettext("%(n)s chapter", "%(n)s chapters", count),
        "page": ngettext("%(n)s page", "%(n)s pages", count),
        "week": ngettext("%(n)s week", "%(n)s weeks", count),
        "video": ngettext("%(n)s video", "%(n)s videos", count),
        "course": ngettext("%(n)s course", "%(n)s courses", count),
        "section": ngettext("%(n)s section", "%(n)s sections", count),
        "minute": ngettext("%(n)s minute", "%(n)s minutes", count),
    }
    form = forms.get(unit, ngettext("%(n)s part", "%(n)s parts", count))
    return form % {"n": number_format(count, use_l10n=True)}


def size(resource: ResourceDoc) -> str:
    """9 lessons; "" for what is read or seen whole, and for what never ends.

    Minutes are left to length(), which says them already.
    """
    if not resource.total or resource.unit in ("", "minute"):
        return ""
    return unit_count(resource.unit, resource.total)


def used_in(catalogue: Catalogue, key: str) -> str:
    """In 2 roadmaps, or In the one it is; "" for a resource of none."""
    places = catalogue.places.get(key, ())
    titles = {place.roadmap_slug: place.roadmap_title for place in places}
    if len(titles) == 1:
        return _("In %(roadmap)s") % {"roadmap": next(iter(titles.values()))}
    if not titles:
        return ""
    return ngettext("In %(n)s roadmap", "In %(n)s roadmaps", len(titles)) % {
        "n": len(titles)
    }


def newer_of(catalogue: Catalogue, resource: ResourceDoc) -> ResourceDoc | None:
    """What stands in today for a resource that is replaced, if the catalogue has it."""
    for relation in resource.relations:
        if relation.kind == "replaced_by" and relation.to in catalogue.resources:
            return catalogue.resources[relation.to]
    return None


def state_of(catalogue: Catalogue, resource: ResourceDoc) -> str:
    """One sentence for a resource that is no longer what it was, else "".

    That there is a newer one is said with its name where newer_of() knows it.
    """
    newer = "" if newer_of(catalogue, resource) else _("There is a newer one.")
    sentences = {
        ResourceStatus.SUPERSEDED: newer,
        ResourceStatus.DISCONTINUED: _("It is no longer developed."),
        ResourceStatus.GONE: _("It is no longer to be had."),
    }
    return sentences.get(ResourceStatus(resource.status), "")


def led_to(resource: ResourceDoc) -> str:
    """One sentence where what opens is not the address that was meant, else "".

    What is gone says so by itself (state_of).
    """
    if resource.status == ResourceStatus.GONE:
        return ""
    if not leading.has_way(resource):
        return _("None of its addresses works now.")
    if not leading.is_other_address(resource):
        return ""
    if leading.only_copy(resource):
        return _("Its page does not work now; this is an archived copy.")
    return _("Its usual address does not work now; this is another one.")
