"""The wiring itself as an application: for the commands that concern the whole site."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "config"
    verbose_name = "Waymark"
