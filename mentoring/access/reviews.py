"""Work that was handed in, for the mentors of the cohort it was handed in to."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Subquery
from django.http import Http404

from accounts.access import oneself
from accounts.models import Cohort, CohortRole, Membership, User
from mentoring.access.cohorts import Person
from progress.models import Submission, WorkFile
from progress.models.submissions import SubmissionQuerySet
from roadmap.models import CatalogueState


@dataclass(frozen=True, slots=True)
class ReviewPlace:
    """A version handed in, and the mentor who looks at it."""

    mentor: User
    version: Submission

    @property
    def learner(self) -> User:
        return self.version.learner

    @property
    def cohort(self) -> Cohort:
        """The one it was handed in to; without one nobody finds it."""
        if self.version.cohort is None:
            raise Http404("for no cohort")
        return self.version.cohort

    @property
    def revision(self) -> int:
        """Of the catalogue."""
        return getattr(self.version, "revision", 0) or 0


def handed_in_to(mentor: User) -> SubmissionQuerySet:
    """Versions of those who learn now in a cohort that the person mentors now, for the
    cohort's roadmap. Nobody sees their own."""
    seats = Membership.objects.active().filter(cohort=OuterRef("cohort"))
    learns = seats.filter(person=OuterRef("learner"), role=CohortRole.LEARNER)
    mentors = seats.filter(person=mentor, role=CohortRole.MENTOR)
    found = Submission.objects.filter(
        Exists(mentors), Exists(learns), handed_in_at__isnull=False
    )
    return found.filter(cohort__plan__version__roadmap=F("step__roadmap")).exclude(
        learner=mentor
    )


def version(person: Person, pk: int) -> ReviewPlace:
    """A version to be answered, also one that its learner took back since; Http404 for
    any other. One query."""
    mentor = oneself(person)
    revision = CatalogueState.objects.filter(pk=1).values("revision")
    found = (
        handed_in_to(mentor)
        .select_related("learner", "step__roadmap", "cohort", "reading__mentor")
        .annotate(revision=Subquery(revision))
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404("no such work")
    return ReviewPlace(mentor, found)


def readable(person: Person, pk: int) -> ReviewPlace:
    """The same for a version that counts: what was taken back nobody reads."""
    place = version(person, pk)
    if place.version.withdrawn_at is not None:
        raise Http404("taken back")
    return place


def work_file(person: Person, token: UUID) -> WorkFile:
    """A file beside a version that the person may answer; Http404 for any other. One
    query."""
    mine = handed_in_to(oneself(person)).handed_in()
    files = WorkFile.objects.filter(token=token, submission__in=mine)
    found = files.select_related("content").first()
    if found is None:
        raise Http404("no such file")
    return found
