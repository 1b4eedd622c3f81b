"""The Django application of this room; it has no tables."""

from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "commonweal.acts"
    label = "acts"
