"""What is said around a decision: changes, positions, objections, proxies, vetoes, dissent, actions and appeals."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Objection(ReadModel):
    """A reasoned objection of a seat. `settled` is nothing while it stands, then ``integrated`` or ``withdrawn``."""

    decision = models.PositiveBigIntegerField()
    seat = models.CharField(max_length=80)
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, default="", blank=True)
    reason = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    settled = models.CharField(max_length=20, default="", blank=True)
    settled_entry = models.PositiveBigIntegerField(null=True)
    how = words_field()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "decision"], name="objection_decision")]

    def __str__(self) -> str:
        return f"{self.decision} {self.seat}"


class ProposedChange(ReadModel):
    """A change that somebody suggested to a proposal. `settled` is nothing, ``taken`` or ``declined``."""

    decision = models.PositiveBigIntegerField()
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, default="", blank=True)
    text = words_field()
    reason = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    settled = models.CharField(max_length=20, default="", blank=True)
    settled_entry = models.PositiveBigIntegerField(null=True)
    why = words_field()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "decision"], name="proposed_change_decision")]

    def __str__(self) -> str:
        return f"{self.decision} at {self.entry}"


class PositionTaken(ReadModel):
    """How somebody stands to a proposal, as she last said; `stance` is ``for``, ``against`` or ``unsure``."""

    decision = models.PositiveBigIntegerField()
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, default="", blank=True)
    stance = models.CharField(max_length=10)
    says = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "decision"], name="position_decision")]

    def __str__(self) -> str:
        return f"{self.decision} {self.stance}"


class GivenProxy(ReadModel):
    """That a seat's holder let somebody else vote for it in a decision, until she took it back."""

    decision = models.PositiveBigIntegerField()
    seat = models.CharField(max_length=80)
    person = models.CharField(max_length=26)
    to = models.CharField(max_length=26)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    ended_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "decision"], name="proxy_decision")]

    def __str__(self) -> str:
        return f"{self.decision} {self.seat}"


class UsedVeto(ReadModel):
    """A veto that a seat used in a ballot, with its reason; `group` and `sector` are those of the seat then."""

    decision = models.PositiveBigIntegerField()
    round = models.PositiveBigIntegerField()
    seat = models.CharField(max_length=80)
    group = models.CharField(max_length=40)
    sector = models.CharField(max_length=20, default="", blank=True)
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, default="", blank=True)
    reason = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "seat"], name="veto_seat")]

    def __str__(self) -> str:
        return f"{self.decision} {self.seat}"


class RecordedDissent(ReadModel):
    """That somebody does not agree with what was decided, and why."""

    decision = models.PositiveBigIntegerField()
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, default="", blank=True)
    says = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "decision"], name="dissent_decision")]

    def __str__(self) -> str:
        return f"{self.decision} at {self.entry}"


class Action(ReadModel):
    """Something to be done after a decision, by the statement of its outcome and a number."""

    decision = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    what = words_field()
    organisation = models.CharField(max_length=26, default="", blank=True)
    person = models.CharField(max_length=26, default="", blank=True)
    due_on = models.DateField(null=True)
    entry = models.PositiveBigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "decision"], name="action_decision")]

    def __str__(self) -> str:
        return f"{self.decision}.{self.number}"


class AppealMade(ReadModel):
    """An appeal against a decision. `ruling` is nothing while it waits, then ``upheld`` or ``rejected``."""

    decision = models.PositiveBigIntegerField()
    round = models.PositiveIntegerField()
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, default="", blank=True)
    grounds = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    ruling = models.CharField(max_length=10, default="", blank=True)
    ruled_entry = models.PositiveBigIntegerField(null=True)
    ruled_at = models.DateTimeField(null=True)
    ruled_by = models.CharField(max_length=26, default="", blank=True)
    reason = words_field()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "decision"], name="appeal_decision")]

    def __str__(self) -> str:
        return f"{self.decision} at {self.entry}"
