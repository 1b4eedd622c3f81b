"""The read model of erasure: who wrote which words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.record.readmodel import ReadModel


class WrittenText(ReadModel):
    """A text, by its id: the pseudonym under which it was written and the entry in which it stands first."""

    person = models.CharField(max_length=26)
    entry = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=81)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "person", "entry"], name="written_person")]

    def __str__(self) -> str:
        return f"{self.pk} in {self.entry}"
