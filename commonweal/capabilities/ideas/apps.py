"""The Django application of this capability."""

from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "commonweal.capabilities.ideas"
    label = "ideas"
