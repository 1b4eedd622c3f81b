"""The read model of commitments. Whether one is late follows from the day, so no row changes by itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Commitment(ReadModel):
    """Something that an organisation owes, to one partner or, where `creditor` is empty, to all.

    `accepted_entry` is that of the pledge itself where its debtor made it. `came` is what those say to whom it is owed.
    """

    debtor = models.CharField(max_length=26)
    creditor = models.CharField(max_length=26, blank=True)
    what = models.CharField(max_length=200)
    form = models.CharField(max_length=20)
    amount = models.CharField(max_length=24, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    due_on = models.DateField()
    clause = models.CharField(max_length=20, blank=True)
    says = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    accepted_entry = models.PositiveBigIntegerField(null=True)
    accepted_at = models.DateTimeField(null=True)
    declined_entry = models.PositiveBigIntegerField(null=True)
    done_on = models.DateField(null=True)
    reported_entry = models.PositiveBigIntegerField(null=True)
    came = models.CharField(max_length=10, blank=True)
    confirmed_entry = models.PositiveBigIntegerField(null=True)
    explained_entry = models.PositiveBigIntegerField(null=True)
    remedy_on = models.DateField(null=True)
    released_entry = models.PositiveBigIntegerField(null=True)
    last_entry = models.PositiveBigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "debtor"], name="commitment_debtor")]

    def __str__(self) -> str:
        return self.what


class Turn(ReadModel):
    """One thing that was said about a commitment after it was made: `what` is the act, without its room."""

    commitment = models.PositiveBigIntegerField()
    what = models.CharField(max_length=20)
    organisation = models.CharField(max_length=26, blank=True)
    came = models.CharField(max_length=10, blank=True)
    on = models.DateField(null=True)
    words = words_field()
    remedy = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "commitment"], name="turn_commitment")]

    def __str__(self) -> str:
        return f"{self.commitment} {self.what}"
