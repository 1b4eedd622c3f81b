"""The Django application of this capability."""

from django.apps import AppConfig


class AssumptionsConfig(AppConfig):
    name = "commonweal.capabilities.assumptions"
    label = "assumptions"
