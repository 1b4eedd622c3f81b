"""The Django application of this capability."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "commonweal.capabilities.evidence"
    label = "evidence"
