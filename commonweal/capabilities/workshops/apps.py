"""The Django application of this capability."""

from django.apps import AppConfig


class WorkshopsConfig(AppConfig):
    name = "commonweal.capabilities.workshops"
    label = "workshops"
