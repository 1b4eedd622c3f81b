"""The Django application of this capability."""

from django.apps import AppConfig


class InterestsConfig(AppConfig):
    name = "commonweal.capabilities.interests"
    label = "interests"
