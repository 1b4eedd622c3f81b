"""The read model of the seven steps: what each criterion last was, when it changed, and the waivers."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import Sector, words_field
from commonweal.record.readmodel import ReadModel


class CriterionState(ReadModel):
    """What a criterion was when an act last moved it, and the waiver that is asked for or in force.

    :param entry: the position at which this was first found, evidence included; `since` that at which the status came
    :param figures: what it counted, where the home page shows it
    :param holds_until: the instant from which time alone may have changed it
    :param reopened: how often it was met and then no longer
    :param waiver: the entry in which a waiver was asked for, while that is open; `waiver_counts` once enough agreed
    """

    criterion = models.CharField(max_length=4)
    status = models.CharField(max_length=8)
    used = models.JSONField(default=list)
    figures = models.JSONField(default=dict)
    entry = models.PositiveBigIntegerField()
    since = models.PositiveBigIntegerField()
    since_at = models.DateTimeField()
    holds_until = models.DateTimeField(null=True)
    reopened = models.PositiveIntegerField(default=0)
    waiver = models.PositiveBigIntegerField(null=True)
    waiver_counts = models.BooleanField(default=False)
    waiver_sectors = models.JSONField(default=list)
    waiver_expires_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "criterion"], name="one_state_of_each_criterion")
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.status}"

    def waived(self, on: date) -> bool:
        """Return whether a waiver is in force on this day."""
        return self.waiver_counts and self.waiver_open(on)

    def waiver_open(self, on: date) -> bool:
        """Return whether a waiver is asked for or in force on this day."""
        return self.waiver is not None and self.waiver_expires_on is not None and on <= self.waiver_expires_on


class CriterionChange(ReadModel):
    """A criterion turned from one status into another, with an entry: how reopening becomes known."""

    criterion = models.CharField(max_length=4)
    was = models.CharField(max_length=8)
    now = models.CharField(max_length=8)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "criterion", "entry"], name="change_of_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion} {self.was} {self.now}"

    @property
    def reopens(self) -> bool:
        """Whether what was met is no longer."""
        return self.was == "met"


class Waiver(ReadModel):
    """A waiver of one criterion: asked for, in force once enough sectors agreed, expired or ended."""

    criterion = models.CharField(max_length=4)
    reason = words_field()
    person = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    asked_at = models.DateTimeField()
    expires_on = models.DateField()
    sectors = models.JSONField(default=list)
    sectors_needed = models.PositiveIntegerField()
    clause = models.CharField(max_length=20, blank=True)
    counts_from = models.PositiveBigIntegerField(null=True)
    counts_at = models.DateTimeField(null=True)
    ended_entry = models.PositiveBigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)
    end_reason = words_field()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "criterion"], name="waiver_of_criterion")]

    def __str__(self) -> str:
        return f"{self.criterion} {self.entry}"

    def open_on(self, day: date) -> bool:
        """Return whether it is asked for or in force on this day."""
        return self.ended_entry is None and day <= self.expires_on

    @property
    def sector_labels(self) -> list[str]:
        """The sectors whose representatives agreed, in words."""
        return [str(Sector(name).label) for name in self.sectors]


class Agreement(ReadModel):
    """A representative agreed to a waiver, and which sector counts by it."""

    waiver = models.PositiveBigIntegerField()
    person = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26)
    sector = models.CharField(max_length=20, choices=Sector)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "waiver"], name="agreement_to_waiver")]

    def __str__(self) -> str:
        return f"{self.waiver} {self.sector}"
