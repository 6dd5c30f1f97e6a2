"""The language of the table: what each persona is answered.

An answer is a pair "GET POST" of statuses; instead of 302 it says where that leads:
"in" to the sign-in page, "re" to the question who one is once more, "to" to another
page of the site.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

# learner: has done nothing yet. other: studies elsewhere. owner: whose rows they are,
# in the cohort of mentor, where co_learner is as well. former_member and former_mentor
# were in it; second_mentor has another cohort on the same roadmap.
PERSONAS = (
    "anonymous",
    "learner",
    "other",
    "owner",
    "mentor",
    "curator",
    "administrator",
    "co_learner",
    "former_member",
    "former_mentor",
    "second_mentor",
)
SIGN_IN = "in in"
NOTHING = "404 404"


@dataclass(frozen=True)
class Rule:
    """Answers of one route. everybody: unless some says otherwise, by persona.

    unknown: what is answered where a parameter names nothing, by default 404 wherever
    the view is reached; foreign: where it names what is somebody else's, by default
    the same.
    """

    everybody: str
    some: Mapping[str, str] = field(default_factory=dict)
    unknown: Mapping[str, str] = field(default_factory=dict)
    foreign: Mapping[str, str] = field(default_factory=dict)

    def answers(self, persona: str) -> str:
        return self.some.get(persona, self.everybody)

    def answers_to_others(self, persona: str, kind: str) -> str:
        """The same for an address that is not theirs; kind: foreign or unknown."""
        if kind == "foreign" and persona in self.foreign:
            return self.foreign[persona]
        if persona in self.unknown:
            return self.unknown[persona]
        answers = self.answers(persona).split()
        return " ".join(one if one in {"in", "405"} else "404" for one in answers)

    def is_shut(self, persona: str) -> bool:
        """Whether the persona finds nothing even where something is."""
        return set(self.answers(persona).split()) <= {"in", "404", "405"}


def public(answers: str) -> Rule:
    """Everybody the same."""
    return Rule(answers)


def members(answers: str, **some: str) -> Rule:
    """Everybody who is signed in, but some by persona."""
    return Rule(answers, {"anonymous": SIGN_IN, **some})


def owned(answers: str, stranger: str, **unknown: str) -> Rule:
    """Whoever it belongs to, and nobody else."""
    return Rule(stranger, {"anonymous": SIGN_IN, "owner": answers}, unknown)


def walked(answers: str, stranger: str) -> Rule:
    """Whoever walks the roadmap: the owner, and who is or was in a cohort with them."""
    some = dict.fromkeys(("owner", "co_learner", "former_member"), answers)
    return Rule(stranger, {"anonymous": SIGN_IN, **some})


def mentors(answers: str, stranger: str, **foreign: str) -> Rule:
    """The mentor of the owner's cohort; foreign: who mentors the other one."""
    some = {"anonymous": SIGN_IN, "mentor": answers}
    return Rule(stranger, some, foreign=foreign)


def administrator(answers: str, stranger: str = NOTHING, **unknown: str) -> Rule:
    some = {"anonymous": SIGN_IN, "administrator": answers}
    return Rule(stranger, some, unknown)


def staff(answers: str, anonymous: str = SIGN_IN, **unknown: str) -> Rule:
    """Curators and administrators."""
    some = {"anonymous": anonymous, "curator": answers, "administrator": answers}
    return Rule(NOTHING, some, {"anonymous": anonymous, **unknown})


def curators(answers: str, stranger: str) -> Rule:
    """Curators and administrators, on pages of the site itself."""
    both = {"curator": answers, "administrator": answers}
    return Rule(stranger, {"anonymous": SIGN_IN, **both})


def run_cohort(answers: str, stranger: str, is_nested: bool = False) -> Rule:
    """The cohort's mentors and administrators. is_nested: the address names a row of
    the cohort as well, which is not there below another cohort."""
    both = {"administrator": answers}
    return Rule(
        stranger,
        {"anonymous": SIGN_IN, "mentor": answers, **both},
        foreign={} if is_nested else {"second_mentor": answers, **both},
    )


def learn_in_cohort(answers: str, stranger: str) -> Rule:
    """Who learns in the cohort now."""
    both = {"owner": answers, "co_learner": answers}
    return Rule(stranger, {"anonymous": SIGN_IN, **both})
