from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CuratingConfig(AppConfig):
    name = "curating"
    verbose_name = _("Curating")
