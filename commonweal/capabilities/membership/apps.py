"""The Django application of this capability."""

from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "commonweal.capabilities.membership"
    label = "membership"
