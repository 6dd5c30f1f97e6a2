from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgressConfig(AppConfig):
    name = "progress"
    verbose_name = _("Study")

    def ready(self) -> None:
        from progress import receivers
        from progress.queries.counted import has_work
        from progress.tasks import follow
        from roadmap.actions import after_publish
        from roadmap.frozen import freeze
        from roadmap.models.counting import is_counted_by

        freeze("progress_progressevent")
        after_publish.append(follow)
        is_counted_by.append(has_work)
        receivers.connect()
