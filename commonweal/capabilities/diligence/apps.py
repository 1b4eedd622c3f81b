"""The Django application of this capability."""

from django.apps import AppConfig


class DiligenceConfig(AppConfig):
    name = "commonweal.capabilities.diligence"
    label = "diligence"
