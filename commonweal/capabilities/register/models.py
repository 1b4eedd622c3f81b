"""The read model of the register: by what an entry can be found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.record.readmodel import ReadModel


class RecordedAct(ReadModel):
    """By what one entry can be found: its capability, its kind, who did it and for whom.

    :param room: the part of the kind before the point, which is the name of a capability
    """

    position = models.PositiveBigIntegerField()
    room = models.CharField(max_length=40)
    kind = models.CharField(max_length=81)
    person = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "room", "position"], name="recorded_room"),
            models.Index(fields=["partnership", "organisation", "position"], name="recorded_organisation"),
            models.Index(fields=["partnership", "person", "position"], name="recorded_person"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.position}"
