"""The Django application of this capability."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "commonweal.capabilities.feedback"
    label = "feedback"
