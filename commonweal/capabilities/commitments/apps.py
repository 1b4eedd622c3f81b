"""The Django application of this capability."""

from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "commonweal.capabilities.commitments"
    label = "commitments"
