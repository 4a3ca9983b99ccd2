"""One campaign, loaded by a command into a new database."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
