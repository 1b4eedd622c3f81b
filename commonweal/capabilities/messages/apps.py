"""The Django application of this capability."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "commonweal.capabilities.messages"
    label = "talk"  # Django's own messages have the other name
