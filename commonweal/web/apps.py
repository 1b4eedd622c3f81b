"""The Django application of this room; it has no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "commonweal.web"
    label = "web"
