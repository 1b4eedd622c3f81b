"""The read model of workshops, and the table in which guests' cards wait."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Made(ReadModel):
    """A row that says in which entry it was made, when, and by whom for which organisation."""

    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26, blank=True)
    org = models.CharField(max_length=26, blank=True)

    class Meta:
        abstract = True


class Workshop(Made):
    """A workshop from its announcement to its end; whoever announced it facilitates it."""

    title = models.CharField(max_length=200)
    purpose = words_field()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=300, blank=True)
    online = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=16)
    guide = models.CharField(max_length=40, blank=True)
    accessibility = words_field()
    begun_at = models.DateTimeField(null=True)
    begun_entry = models.PositiveBigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_entry = models.PositiveBigIntegerField(null=True)
    summary = words_field()

    def __str__(self) -> str:
        return self.title


class CanvasLaid(Made):
    """A canvas in a workshop: after a template of the library, or after one of the partnership's own."""

    workshop = models.PositiveBigIntegerField()
    template = models.CharField(max_length=40, blank=True)
    own = models.PositiveBigIntegerField(null=True)
    title = models.CharField(max_length=200)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "workshop"], name="canvas_workshop")]

    def __str__(self) -> str:
        return self.title


class Card(Made):
    """A card as it is now: where it lies, and the version of its words that holds.

    `version` is the entry of that version. `receipt` is what a guest follows it by; `of_list` the import it came with.
    """

    canvas = models.PositiveBigIntegerField()
    workshop = models.PositiveBigIntegerField()
    zone = models.CharField(max_length=40)
    text = words_field()
    version = models.PositiveBigIntegerField()
    cluster = models.PositiveBigIntegerField(null=True)
    receipt = models.CharField(max_length=26, blank=True, db_index=True)
    of_list = models.PositiveBigIntegerField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    taken_back_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "canvas"], name="card_canvas"),
            models.Index(fields=["partnership", "entry"], name="card_entry"),
        ]

    def __str__(self) -> str:
        return str(self.entry)


class CardVersion(Made):
    """One version of the words of a card; none is ever lost. `on` is the version from which it started."""

    card = models.PositiveBigIntegerField()
    text = words_field()
    on = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "card"], name="card_version_card")]

    def __str__(self) -> str:
        return f"{self.card} {self.entry}"


class Cluster(Made):
    """Cards under one name; a card lies in one cluster, the last into which it was put."""

    canvas = models.PositiveBigIntegerField()
    name = words_field()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "canvas"], name="cluster_canvas")]

    def __str__(self) -> str:
        return str(self.entry)


class OwnTemplate(Made):
    """A canvas that a partnership made for itself; `after` is the one of the library that it adapts."""

    title = models.CharField(max_length=200)
    language = models.CharField(max_length=16)
    zones = models.JSONField(default=list)
    after = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return self.title


class GuestCard(models.Model):
    """A card of a guest without an account, until the facilitator takes it in: then it is gone from here.

    It is on no record, names nobody, and can be taken back by whoever has its receipt. Of one that was set aside only
    the receipt and the day are left, so that its author can read what became of it.
    """

    receipt = models.CharField(primary_key=True, max_length=26)
    partnership = models.CharField(max_length=26)
    workshop = models.PositiveBigIntegerField()
    canvas = models.PositiveBigIntegerField()
    zone = models.CharField(max_length=40)
    text = models.CharField(max_length=1000)
    lang = models.CharField(max_length=16)
    on = models.DateField()
    set_aside_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "workshop"], name="guest_card_workshop")]

    def __str__(self) -> str:
        return self.receipt
