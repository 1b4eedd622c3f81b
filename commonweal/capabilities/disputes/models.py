"""The read model of complaints and disputes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Dispute(ReadModel):
    """A complaint or dispute, known by the entry that raised it; a missed recusal by the one that reported it.

    `number` counts them in one partnership. `person` raised it, for `organisation` where she acts for one; `against` is
    a member organisation and `concerned` a person (her pseudonym). `charter` is the digest of the one whose path it
    goes; `step` counts its steps from 0, and `due_on` is the last day of the present one. `handler` has taken it on at
    this step.
    """

    number = models.PositiveIntegerField()
    sort = models.CharField(max_length=20)
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, default="", blank=True)
    about = models.PositiveBigIntegerField(null=True)
    about_person = models.CharField(max_length=26, default="", blank=True)
    about_organisation = models.CharField(max_length=26, default="", blank=True)
    against = models.CharField(max_length=26, default="", blank=True)
    concerned = models.CharField(max_length=26, default="", blank=True)
    words = words_field()
    wish = words_field()
    charter = models.CharField(max_length=64)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    step = models.PositiveSmallIntegerField(default=0)
    step_at = models.DateTimeField()
    due_on = models.DateField()
    handler = models.CharField(max_length=26, default="", blank=True)
    handler_organisation = models.CharField(max_length=26, default="", blank=True)
    taken_entry = models.PositiveBigIntegerField(null=True)
    outcome = models.CharField(max_length=10, default="", blank=True)
    settled_words = words_field()
    remedy = words_field()
    decision = models.PositiveBigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "entry"], name="dispute_entry"),
            models.Index(fields=["partnership", "closed_at"], name="dispute_open"),
        ]

    def __str__(self) -> str:
        return f"{self.sort} {self.number}"


class Turn(ReadModel):
    """One thing that happened to a dispute after it was raised: ``taken``, ``said``, ``moved_on`` and the like."""

    dispute = models.PositiveBigIntegerField()
    what = models.CharField(max_length=12)
    step = models.PositiveSmallIntegerField()
    words = words_field()
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, default="", blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "dispute"], name="turn_dispute")]

    def __str__(self) -> str:
        return f"{self.what} at {self.entry}"


class Rehearsal(ReadModel):
    """That the path was tried out, and what was learned."""

    note = words_field()
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, default="", blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"at {self.entry}"
