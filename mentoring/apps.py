from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentoringConfig(AppConfig):
    name = "mentoring"
    verbose_name = _("Mentoring")

    def ready(self) -> None:
        from mentoring.actions.reviews import forget_waiting, tell_mentors
        from mentoring.actions.version_news import tell_of_version
        from progress.actions.moving import after_move
        from progress.actions.submissions import after_hand_in, after_withdrawal
        from roadmap.frozen import freeze

        freeze("mentoring_cohortevent")
        after_hand_in.append(tell_mentors)
        after_move.append(tell_of_version)
        after_withdrawal.append(forget_waiting)
