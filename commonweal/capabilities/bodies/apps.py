"""The Django application of this capability."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    name = "commonweal.capabilities.bodies"
    label = "bodies"
