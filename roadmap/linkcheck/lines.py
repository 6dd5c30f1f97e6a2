"""Whether it is the links that do not answer, or our own line."""

from dataclasses import dataclass, field

from roadmap.linkcheck.scheduling import Told
from roadmap.linkcheck.verdicts import CERTAIN

# So many hosts at once do not fall silent by themselves.
HOSTS = 3


@dataclass
class Line:
    """Silence is held back until somebody is heard, and then it counts."""

    held: list[Told] = field(default_factory=list)
    has_heard: bool = False

    def take(self, told: Told) -> list[Told]:
        """What may be written down by now."""
        if told.answer.sure >= CERTAIN:
            return [told]
        if not told.answer.answered:
            self.held.append(told)
            return []
        self.has_heard = True
        return [*self.let_go(), told]

    def let_go(self) -> list[Told]:
        held, self.held = self.held, []
        return held

    @property
    def silent(self) -> set[str]:
        """The places that have not answered since somebody did."""
        return {told.job.place for told in self.held}

    @property
    def is_doubtful(self) -> bool:
        """Whether others have to be asked before the silence counts."""
        return bool(self.held) and (not self.has_heard or len(self.silent) >= HOSTS)

    def is_down(self) -> bool:
        """After the others were asked."""
        return len(self.silent) >= HOSTS
