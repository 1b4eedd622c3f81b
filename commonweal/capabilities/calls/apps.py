"""The Django application of this capability."""

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "commonweal.capabilities.calls"
    label = "calls"
