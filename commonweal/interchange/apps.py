"""The Django application of this room; it has no tables."""

from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "commonweal.interchange"
    label = "interchange"
