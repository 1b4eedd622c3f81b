"""The Django application of this capability."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "commonweal.capabilities.register"
    label = "register"
