"""Tables that can be dropped and rebuilt from the record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models

_projecting: ContextVar[bool] = ContextVar("projecting", default=False)


class OutsideProjection(RuntimeError):
    """A read model was about to be changed by something that is not on the record."""


@contextmanager
def projecting() -> Iterator[None]:
    """Allow read models to be written while a recorded act is being projected."""
    token = _projecting.set(True)
    try:
        yield
    finally:
        _projecting.reset(token)


class ReadModel(models.Model):
    """A row that a projection wrote. Its key is made from the record alone, so that a replay gives the same row."""

    key = models.CharField(primary_key=True, max_length=120)
    partnership = models.CharField(max_length=26, db_index=True)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row.

        :raises OutsideProjection: where no recorded act is being projected
        """
        if not _projecting.get():
            raise OutsideProjection(f"{type(self).__name__} is rebuilt from the record: write an act instead.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove the row.

        :raises OutsideProjection: where no recorded act is being projected
        """
        if not _projecting.get():
            raise OutsideProjection(f"{type(self).__name__} is rebuilt from the record: write an act instead.")
        return super().delete(*args, **kwargs)
