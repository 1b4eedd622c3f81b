"""What is decided: proposals, options, ballots and what was cast in the open."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Decision(ReadModel):
    """Something that is to be decided, or was; `decision` is the entry that proposed it, by which all others name it.

    `on` is the matter or family that was named; `matter`, `body` and `rule` are what the charter found, anew when the
    ballot opened. `stage` is ``discussion``, ``ballot``, ``tied``, ``closed`` or ``withdrawn``; `round` counts ballots,
    and is 0 before the first. `text_at` is when the text last changed. `knowledge` is a list of
    ``{"kind", "entries", "says"}``, `says` the id of words. `about` are the entries that the proposal cites.
    """

    decision = models.PositiveBigIntegerField()
    title = models.CharField(max_length=200)
    on = models.CharField(max_length=40)
    amount = models.CharField(max_length=20, default="", blank=True)
    currency = models.CharField(max_length=3, default="", blank=True)
    matter = models.CharField(max_length=40)
    body = models.CharField(max_length=40)
    rule = models.CharField(max_length=40)
    question = words_field()
    text_at = models.DateTimeField()
    text_entry = models.PositiveBigIntegerField()
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, default="", blank=True)
    proposed_at = models.DateTimeField()
    concerns = models.JSONField(default=list)
    knowledge = models.JSONField(default=list)
    about = models.JSONField(default=list)
    promised = models.CharField(max_length=20)
    review_on = models.DateField(null=True)
    stage = models.CharField(max_length=20)
    round = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=20, default="", blank=True)
    winners = models.JSONField(default=list)
    closed_at = models.DateTimeField(null=True)
    withdrawn_entry = models.PositiveBigIntegerField(null=True)
    why_withdrawn = words_field()
    statement = words_field()
    actual = models.CharField(max_length=20, default="", blank=True)
    stated_entry = models.PositiveBigIntegerField(null=True)
    stated_at = models.DateTimeField(null=True)
    stated_by = models.CharField(max_length=26, default="", blank=True)
    reopened_entry = models.PositiveBigIntegerField(null=True)
    why_reopened = words_field()
    flagged_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "decision"], name="decision_entry"),
            models.Index(fields=["partnership", "stage"], name="decision_stage"),
        ]

    def __str__(self) -> str:
        return self.title


class Option(ReadModel):
    """Something that can be chosen in a decision, in the order in which it was offered."""

    decision = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    code = models.CharField(max_length=20)
    title = words_field()
    person = models.CharField(max_length=26, default="", blank=True)
    organisation = models.CharField(max_length=26, default="", blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "decision"], name="decision_option")]

    def __str__(self) -> str:
        return f"{self.decision} {self.code}"


class BallotRound(ReadModel):
    """One ballot on a decision, under the charter in force when it opened; `entry` is the one that opened it.

    `shown` is what a secret ballot says of its seat; `lines` the arithmetic of the result. `chosen` is what the chair
    said where votes were equal, or whoever proposed after advice, by `chosen_entry`.
    """

    decision = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    entry = models.PositiveBigIntegerField()
    charter = models.CharField(max_length=64)
    matter = models.CharField(max_length=40)
    body = models.CharField(max_length=40)
    rule = models.CharField(max_length=40)
    secret = models.BooleanField()
    shown = models.JSONField(default=list)
    box = models.CharField(max_length=26)
    roll_count = models.PositiveIntegerField()
    roll_root = models.CharField(max_length=64)
    meeting = models.PositiveBigIntegerField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=26, default="", blank=True)
    closes_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_entry = models.PositiveBigIntegerField(null=True)
    closed_by = models.CharField(max_length=26, default="", blank=True)
    count = models.PositiveIntegerField(null=True)
    root = models.CharField(max_length=64, default="", blank=True)
    outcome = models.CharField(max_length=20, default="", blank=True)
    winners = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    chosen = models.CharField(max_length=20, default="", blank=True)
    chosen_entry = models.PositiveBigIntegerField(null=True)
    why_chosen = words_field()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "decision"], name="ballot_round"),
            models.Index(fields=["partnership", "box"], name="ballot_round_box"),
        ]

    def __str__(self) -> str:
        return f"{self.decision}, ballot {self.number}"


class CastBallot(ReadModel):
    """The ballot of a seat in an open ballot, as it was last cast; secret ones are lines in a box and no rows.

    `how` is ``own``, ``proxy`` or ``paper``; `round` the entry that opened the ballot.
    """

    decision = models.PositiveBigIntegerField()
    round = models.PositiveBigIntegerField()
    seat = models.CharField(max_length=80)
    choice = models.JSONField()
    how = models.CharField(max_length=10)
    person = models.CharField(max_length=26)
    scan = models.CharField(max_length=64, default="", blank=True)
    times = models.PositiveIntegerField(default=1)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "round"], name="cast_round")]

    def __str__(self) -> str:
        return f"{self.round} {self.seat}"
