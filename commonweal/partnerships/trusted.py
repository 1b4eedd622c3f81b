"""The read model of what keeps the record honest: checkpoints of children, named witnesses, partners' anchors."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.record.readmodel import ReadModel


class ChildCheckpoint(ReadModel):
    """What the record of a child partnership looked like when its parent wrote it down."""

    child = models.CharField(max_length=26)
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "child"], name="child_checkpoint")]

    def __str__(self) -> str:
        return f"{self.child} {self.size}"


class NamedWitnesses(ReadModel):
    """Who may cosign checkpoints from an entry on, and how many of them make a checkpoint sealed."""

    witnesses = models.JSONField(default=list)
    threshold = models.PositiveSmallIntegerField()
    since = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.threshold} of {len(self.witnesses)}"


class Anchor(ReadModel):
    """A partner's signed word that she had verified the record up to a size."""

    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, blank=True)
    size = models.PositiveBigIntegerField()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.size} at {self.entry}"
