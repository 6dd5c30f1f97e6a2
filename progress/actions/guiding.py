"""What a mentor decides about a learner's study, written into it as an event."""

from datetime import datetime

from accounts.models import User
from progress.access import StepPlace
from progress.actions.answered import AlreadyAnswered
from progress.actions.change import Outcome, change
from progress.actions.enrolments import reload_head, values_of
from progress.actions.steps import close, say, standing_in
from progress.engine.guidance import Guidance, write_guidance
from progress.models import Enrolment, How, Submission, Verb
from progress.queries.study import Head


def guide(
    head: Head, *, roadmap_id: int, guidance: Guidance, mentor: User, at: datetime
) -> Outcome:
    """Let head's learner walk the roadmap under this guidance, and count again; also
    where they have left it. Repeating changes nothing."""
    fields = {"guidance": write_guidance(guidance)}
    said = ["guide", roadmap_id, fields]
    with change(head=head, at=at, key="", said=said, actor=mentor) as act:
        mine = Enrolment.objects.filter(learner=act.learner, roadmap=roadmap_id)
        enrolment = mine.first()
        if enrolment is None or enrolment.guidance == fields["guidance"]:
            return act.outcome
        before = values_of(enrolment, fields)
        enrolment.guidance = fields["guidance"]
        enrolment.save(update_fields=list(fields))
        act.happened(
            Verb.GUIDED,
            roadmap_id=roadmap_id,
            version_id=enrolment.version_id,
            data={"before": before, "after": fields},
        )
        reload_head(act)
    return act.outcome


def answer_version(
    place: StepPlace,
    *,
    number: int,
    is_approved: bool,
    mentor: User,
    at: datetime,
    key: str,
) -> Outcome:
    """Approve version `number` of the learner's work, which completes the step, or ask
    for changes. Raises AlreadyAnswered unless it is the newest that stands."""
    decision = "approved" if is_approved else "changes"
    said = ["answer", place.step_id, number, decision]
    with change(head=place.head, at=at, key=key, said=said, actor=mentor) as act:
        mine = Submission.objects.filter(learner=act.learner, step=place.step_id)
        newest = mine.handed_in().order_by("-number").first()
        record = act.study.records.get(place.step_id)
        if newest is None or newest.number != number:
            raise AlreadyAnswered
        if record is None or record.hand_in != "waiting":
            raise AlreadyAnswered
        standing = standing_in(act, place)
        say(act, place, Verb.REVIEWED, standing, number=number, decision=decision)
        if is_approved:
            close(act, place, How.REVIEWED)
    return act.outcome
