"""The Django application of this room."""

from django.apps import AppConfig


class LifecycleConfig(AppConfig):
    name = "commonweal.lifecycle"
    label = "lifecycle"
