"""The Django application of this capability."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "commonweal.capabilities.agenda"
    label = "agenda"
