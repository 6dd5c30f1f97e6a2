from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RoadmapConfig(AppConfig):
    name = "roadmap"
    verbose_name = _("Catalogue and roadmaps")

    def ready(self) -> None:
        from roadmap import frozen

        frozen.freeze("roadmap_roadmapversion")
        connection_created.connect(frozen.teach_sqlite, dispatch_uid="frozen")
        post_migrate.connect(
            frozen.install_triggers, sender=self, dispatch_uid="frozen"
        )
