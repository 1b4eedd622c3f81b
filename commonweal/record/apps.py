"""The Django application of this room."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from commonweal.record.safety import refuse_unsafe


class RecordConfig(AppConfig):
    name = "commonweal.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look at every database connection as it opens, so that no act is taken on an unsafe one.

        Django tells of a new connection by a signal and in no other way.
        """
        connection_created.connect(_refuse_unsafe, dispatch_uid="record.safety")


def _refuse_unsafe(*, connection: BaseDatabaseWrapper, **_rest: Any) -> None:
    refuse_unsafe(connection)
