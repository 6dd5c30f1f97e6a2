from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    name = "progress"
    verbose_name = _("Study")

    def ready(self) -> None:
        from progress import receivers
        from progress.actions.moving import move_learners
        from progress.queries.counted import has_work
        from roadmap.actions import after_publish
        from roadmap.frozen import freeze
        from roadmap.models.counting import is_counted_by

        freeze("progress_progressevent")
        after_publish.append(move_learners)
        is_counted_by.append(has_work)
        receivers.connect()
