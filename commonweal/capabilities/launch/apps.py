"""The Django application of this capability."""

from django.apps import AppConfig


class LaunchConfig(AppConfig):
    name = "commonweal.capabilities.launch"
    label = "launch"
