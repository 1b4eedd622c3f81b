"""The read model of the common agenda; the goals themselves stand in `partnerships`, where other rooms read them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Stand(ReadModel):
    """Where an organisation stands on a goal, until it says something else; with what was answered last."""

    goal = models.PositiveBigIntegerField()
    organisation = models.CharField(max_length=26)
    stance = models.CharField(max_length=20)
    words = words_field()
    person = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    ended_entry = models.PositiveBigIntegerField(null=True)
    how = models.CharField(max_length=20, blank=True)
    settled_entry = models.PositiveBigIntegerField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_words = words_field()
    review_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "goal"], name="stand_goal")]

    def __str__(self) -> str:
        return f"{self.goal} {self.stance}"


class AgendaVersion(ReadModel):
    """A version that was presented: goals and positions as data, and the decision that adopted it."""

    number = models.PositiveIntegerField()
    goals = models.JSONField(default=list)
    positions = models.JSONField(default=list)
    settled = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    decision = models.PositiveBigIntegerField(null=True)
    adopted_entry = models.PositiveBigIntegerField(null=True)
    adopted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.number}"
