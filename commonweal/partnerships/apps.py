"""The Django application of this room."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "commonweal.partnerships"
    label = "partnerships"
