"""The Django application of this capability."""

from django.apps import AppConfig


class ErasureConfig(AppConfig):
    name = "commonweal.capabilities.erasure"
    label = "erasure"
