"""The Django application of this capability."""

from django.apps import AppConfig


class ProblemConfig(AppConfig):
    name = "commonweal.capabilities.problem"
    label = "problem"
