"""The Django application of this room; what its tables keep proves itself, or is looked up again."""

from django.apps import AppConfig


class TreeConfig(AppConfig):
    name = "commonweal.interchange.tree"
    label = "tree"
