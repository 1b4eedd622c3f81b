"""The Django application of this capability."""

from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "commonweal.capabilities.pulse"
    label = "pulse"
