"""The Django application of this capability."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "commonweal.capabilities.meetings"
    label = "meetings"
