"""The Django application of this capability."""

from django.apps import AppConfig


class FoundingConfig(AppConfig):
    name = "commonweal.capabilities.founding"
    label = "founding"
