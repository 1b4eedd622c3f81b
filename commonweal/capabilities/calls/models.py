"""The read model of open calls. Whether a call is open follows from its instants, so no row changes by itself."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import Sector, words_field
from commonweal.record.readmodel import ReadModel


class Call(ReadModel):
    """An open call. `criteria` is a list of ``{"title", "weight"}`` in the order in which they are asked."""

    call = models.CharField(max_length=26)
    title = models.CharField(max_length=200)
    role = models.CharField(max_length=20)
    organisations = models.BooleanField()
    places = models.PositiveIntegerField()
    criteria = models.JSONField(default=list)
    text = words_field()
    entry = models.PositiveBigIntegerField()
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "entry"], name="call_entry")]

    def __str__(self) -> str:
        return self.title


class Application(ReadModel):
    """An application, as it was last answered. `answers` are the ids of the words, one for each criterion.

    `answer_entry` is the entry of the answer that holds, `invitation` the place that was offered for it, and
    `taken_entry` the entry by which she took it.
    """

    application = models.CharField(max_length=26)
    call = models.CharField(max_length=26)
    person = models.CharField(max_length=26)
    organisation_name = models.CharField(max_length=160, blank=True)
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    answers = models.JSONField(default=list)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_entry = models.PositiveBigIntegerField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    scores = models.JSONField(default=list)
    reason = words_field()
    answered_at = models.DateTimeField(null=True)
    answer_entry = models.PositiveBigIntegerField(null=True)
    invitation = models.CharField(max_length=26, blank=True, db_index=True)
    taken_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "call", "entry"], name="application_call"),
            models.Index(fields=["partnership", "person"], name="application_person"),
        ]

    def __str__(self) -> str:
        return self.application


class AnswerGiven(ReadModel):
    """One answer to an application; a later one takes the place of an earlier one, which stays readable."""

    application = models.CharField(max_length=26)
    outcome = models.CharField(max_length=20)
    scores = models.JSONField(default=list)
    reason = words_field()
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "application"], name="answer_application")]

    def __str__(self) -> str:
        return f"{self.application} {self.outcome}"
