"""The Django application of this room; its tables hold drafts only."""

from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "commonweal.interchange"
    label = "interchange"
