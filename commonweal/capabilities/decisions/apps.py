"""The Django application of this capability."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "commonweal.capabilities.decisions"
    label = "decisions"
