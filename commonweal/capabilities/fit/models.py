"""The read model of fit. Every row names its entry and its instants, so that any past moment can be answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Dated(ReadModel):
    """A row that says from which entry it holds, who wrote it, and when something later took its place."""

    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26, blank=True)
    org = models.CharField(max_length=26, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        abstract = True


class Goal(Dated):
    """One wording of a goal; `goal` is the position at which it was first named."""

    goal = models.PositiveBigIntegerField()
    title = models.CharField(max_length=200)
    lang = models.CharField(max_length=16)
    beneficiaries = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=200, blank=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    results = models.JSONField(default=list)
    sdg = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "goal"], name="fit_goal_place")]

    def __str__(self) -> str:
        return self.title


class Condition(Dated):
    """What was said of one entry condition."""

    condition = models.CharField(max_length=20)
    colour = models.CharField(max_length=8)
    says = words_field()
    link = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "condition"], name="fit_condition_subject")]

    def __str__(self) -> str:
        return f"{self.condition} {self.colour}"


class Assessment(ReadModel):
    """An assessment: what is compared on which criteria, and its story after the opening.

    `story` is a list in the order of the record: ``{"turn", "entry", "at", …}`` with the turns closed, reopened,
    decided (outcome, by, sponsor, interests) and sponsor_left.
    """

    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26, blank=True)
    alternatives = models.JSONField(default=list)
    criteria = models.JSONField(default=list)
    story = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.entry)


class ScoreGiven(Dated):
    """One person's answers in one assessment, with the sector of her organisation at that time."""

    assessment = models.PositiveBigIntegerField()
    sector = models.CharField(max_length=20, blank=True)
    scores = models.JSONField(default=dict)
    hours = models.CharField(max_length=24, blank=True)
    money = models.CharField(max_length=24, blank=True)
    currency = models.CharField(max_length=3, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "assessment"], name="fit_score_assessment")]

    def __str__(self) -> str:
        return f"{self.assessment} {self.by}"


class DiscussionNote(ReadModel):
    """What was found in talking about one item."""

    assessment = models.PositiveBigIntegerField()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26, blank=True)
    org = models.CharField(max_length=26, blank=True)
    alternative = models.CharField(max_length=20)
    criterion = models.CharField(max_length=40)
    says = words_field()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "assessment"], name="fit_note_assessment")]

    def __str__(self) -> str:
        return f"{self.alternative} {self.criterion}"


class Decision(Dated):
    """A decision on an assessment; it ends when the assessment is reopened."""

    assessment = models.PositiveBigIntegerField()
    outcome = models.CharField(max_length=20)
    instead = models.CharField(max_length=20, blank=True)
    sponsor = models.CharField(max_length=26)
    reason = words_field()
    interests = models.JSONField(default=list)
    medians = models.JSONField(default=dict)
    assessors = models.PositiveIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "assessment"], name="fit_decision_assessment")]

    def __str__(self) -> str:
        return self.outcome


class ModelsChosen(Dated):
    """Which of the five models were chosen."""

    models_chosen = models.JSONField(default=list)
    reason = words_field()

    def __str__(self) -> str:
        return ", ".join(self.models_chosen)


class Sounding(ReadModel):
    """A question put to residents, and its sealed answer once it is closed."""

    box = models.CharField(max_length=26, db_index=True)
    condition = models.CharField(max_length=20)
    question = words_field()
    until_on = models.DateField(null=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_entry = models.PositiveBigIntegerField(null=True)
    count = models.PositiveBigIntegerField(null=True)
    root = models.CharField(max_length=64, blank=True)
    answers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.box
