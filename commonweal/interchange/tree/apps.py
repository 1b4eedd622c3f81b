"""The Django application of this room; its tables are plain, because what they keep proves itself or is looked up again."""

from django.apps import AppConfig


class TreeConfig(AppConfig):
    name = "commonweal.interchange.tree"
    label = "tree"
