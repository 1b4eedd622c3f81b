"""The Django application of this capability."""

from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "commonweal.capabilities.finding"
    label = "finding"
