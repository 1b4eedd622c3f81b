"""The Django application of this capability."""

from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "commonweal.capabilities.disputes"
    label = "disputes"
