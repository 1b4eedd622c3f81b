"""The read model of declared interests and of what others say of them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Declaration(ReadModel):
    """An interest, that there is none, or that somebody steps back by her own will; known by the entry that said so.

    `what` is ``interest``, ``none`` or ``stepped_back``. `person` said it and `organisation` is the one for which she
    acted; `subject` whose it is. `renew_on` is the first day on which it no longer counts, and `said_entry` the entry
    that said it last. `always` tells that its kind is a conflict without any judgement; `conflict` what the judgement
    in force says (`judged_entry`).
    """

    what = models.CharField(max_length=20)
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, default="", blank=True)
    subject = models.CharField(max_length=20)
    nature = models.CharField(max_length=20, default="", blank=True)
    counterpart_org = models.CharField(max_length=26, default="", blank=True)
    counterpart = words_field()
    band = models.PositiveSmallIntegerField(null=True)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    matters = models.JSONField(default=list)
    decision = models.PositiveBigIntegerField(null=True)
    says = words_field()
    always = models.BooleanField(default=False)
    charter = models.CharField(max_length=64)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    said_entry = models.PositiveBigIntegerField()
    said_at = models.DateTimeField()
    renew_on = models.DateField(null=True)
    over_on = models.DateField(null=True)
    over_entry = models.PositiveBigIntegerField(null=True)
    conflict = models.CharField(max_length=10, default="", blank=True)
    judged_entry = models.PositiveBigIntegerField(null=True)
    judged_after_end = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "entry"], name="declaration_entry")]

    def __str__(self) -> str:
        return f"{self.what} at {self.entry}"


class Judgement(ReadModel):
    """What others said of an interest; a later one takes the place of an earlier one, which stays readable."""

    declaration = models.PositiveBigIntegerField()
    conflict = models.CharField(max_length=10)
    matters = models.JSONField(default=list)
    decision = models.PositiveBigIntegerField(null=True)
    counterpart_org = models.CharField(max_length=26, default="", blank=True)
    plan = words_field()
    reason = words_field()
    until_on = models.DateField(null=True)
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, default="", blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "declaration"], name="judgement_declaration")]

    def __str__(self) -> str:
        return f"{self.conflict} at {self.entry}"


class Report(ReadModel):
    """The words with which a missed recusal was reported; the fact itself is shared (`MissedRecusal`)."""

    reason = words_field()
    person = models.CharField(max_length=26)
    entry = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"at {self.entry}"
