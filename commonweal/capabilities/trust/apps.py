"""The Django application of this capability."""

from django.apps import AppConfig


class TrustConfig(AppConfig):
    name = "commonweal.capabilities.trust"
    label = "trust"
