from django.apps import AppConfig


class LocalisationConfig(AppConfig):
    name = "localisation"
