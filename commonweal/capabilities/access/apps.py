"""The Django application of this capability."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "commonweal.capabilities.access"
    label = "access"
