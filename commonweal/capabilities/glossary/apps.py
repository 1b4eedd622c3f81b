"""The Django application of this capability."""

from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    name = "commonweal.capabilities.glossary"
    label = "glossary"
