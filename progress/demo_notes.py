"""What Ines has written for herself, with what stood there before."""

from datetime import datetime, timedelta

from accounts.models import User
from progress import access
from progress.actions.notes import save_note
from progress.demo_diary import VISION
from progress.engine.notes import About

CNN = "convolutional-neural-networks"
OF_STEPS = (
    (
        CNN,
        2,
        (
            "Residual blocks: the shortcut is added *after* the last ReLU?",
            "Residual blocks: the shortcut is added **before** the last ReLU.\n\n"
            "Strided backward pass: `dA_prev` gets `W` times `dZ` at `h*stride`, not"
            " at `h`. Check with a numeric gradient.",
        ),
    ),
    (
        "improving-deep-neural-networks",
        12,
        (
            "- Momentum first, then Adam with its defaults.\n"
            "- Batch norm: scale and shift are learned, mean and variance are not.",
        ),
    ),
    (
        "linear-algebra-for-vision",
        47,
        ("Row view for systems, column view for convolutions. SVD again one day.",),
    ),
)
OF_RESOURCES = (
    (
        "ng-convolutional-neural-networks",
        2,
        ("The assignments of week 1 take longer than they say: an hour and a half.",),
    ),
)


def write_notes(learner: User, now: datetime) -> None:
    """The notes of the demo, by the same action that real people use."""
    for key, days, texts in OF_STEPS:
        place = access.step(learner, VISION, key)
        _write(learner, About(step_id=place.step_id), texts, now - timedelta(days))
    for key, days, texts in OF_RESOURCES:
        found = access.resource(learner, key)
        about = About(resource_id=found.resource_id)
        _write(learner, about, texts, now - timedelta(days))


def _write(learner: User, about: About, texts: tuple[str, ...], at: datetime) -> None:
    for known, text in enumerate(texts):
        when = at + timedelta(minutes=20 * known)
        save_note(learner=learner, about=about, text=text, known=known, at=when)
