"""The Django application of this room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "commonweal.notices"
    label = "notices"
