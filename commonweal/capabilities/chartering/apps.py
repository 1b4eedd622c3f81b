"""The Django application of this capability."""

from django.apps import AppConfig


class CharteringConfig(AppConfig):
    name = "commonweal.capabilities.chartering"
    label = "chartering"
