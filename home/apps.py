from django.apps import AppConfig
from django.utils.module_loading import import_module


class HomeConfig(AppConfig):
    name = "home"

    def ready(self) -> None:
        import_module("home.checks")
