"""The Django application of this capability."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "commonweal.capabilities.conversations"
    label = "conversations"
