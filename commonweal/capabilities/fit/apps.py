"""The Django application of this capability."""

from django.apps import AppConfig


class FitConfig(AppConfig):
    name = "commonweal.capabilities.fit"
    label = "fit"
