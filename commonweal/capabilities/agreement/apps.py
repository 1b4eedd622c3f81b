"""The Django application of this capability."""

from django.apps import AppConfig


class AgreementConfig(AppConfig):
    name = "commonweal.capabilities.agreement"
    label = "agreement"
