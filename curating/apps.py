from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CuratingConfig(AppConfig):
    name = "curating"
    verbose_name = _("Curating")

    def ready(self) -> None:
        from curating.actions.told import hear_of_barrier
        from curating.tasks import count_again
        from progress.actions.units import after_barrier
        from roadmap.actions import after_publish

        after_barrier.append(hear_of_barrier)
        after_publish.append(count_again)
