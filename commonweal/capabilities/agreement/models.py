"""The read model of the agreement: who signed, who declined, and what became of it since."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Signature(ReadModel):
    """That an organisation signed a text: `text` is the entry that presented it, `assurance` how surely it was signed.

    `person` is the pseudonym of whoever signed with key or code, and of whoever recorded it on paper. `name` is the
    typed name or that on paper. `acceded` tells that the text ruled already.
    """

    text = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    organisation = models.CharField(max_length=26)
    person = models.CharField(max_length=26, blank=True)
    assurance = models.CharField(max_length=10)
    authority = models.CharField(max_length=200)
    name = words_field()
    scan = models.CharField(max_length=64, default="", blank=True)
    signed_on = models.DateField()
    acceded = models.BooleanField(default=False)
    decision = models.PositiveBigIntegerField(null=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "text"], name="charter_signature_text")]

    def __str__(self) -> str:
        return f"{self.organisation} {self.assurance}"


class Declined(ReadModel):
    """That an organisation declined to sign a text."""

    text = models.PositiveBigIntegerField()
    organisation = models.CharField(max_length=26)
    person = models.CharField(max_length=26, blank=True)
    reason = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "text"], name="charter_declined_text")]

    def __str__(self) -> str:
        return f"{self.organisation} at {self.entry}"


class Milestone(ReadModel):
    """Something that became of the agreement.

    `what` is ``ruling``, ``edition``, ``acceded``, ``notice``, ``suspended``, ``lifted``, ``succeeded``, ``renewed``,
    ``dissolved`` or ``next``. `on` is the day from which it counts, `until_on` that until which it does; `text` the
    entry that presented the text, `decision` the one that proposed what was decided.
    """

    what = models.CharField(max_length=12)
    organisation = models.CharField(max_length=26, default="", blank=True)
    successor = models.CharField(max_length=26, default="", blank=True)
    text = models.PositiveBigIntegerField(null=True)
    decision = models.PositiveBigIntegerField(null=True)
    outcome = models.CharField(max_length=12, default="", blank=True)
    reference = models.CharField(max_length=200, default="", blank=True)
    sha256 = models.CharField(max_length=64, default="", blank=True)
    words = words_field()
    on = models.DateField()
    until_on = models.DateField(null=True)
    person = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "what"], name="milestone_what")]

    def __str__(self) -> str:
        return f"{self.what} at {self.entry}"
