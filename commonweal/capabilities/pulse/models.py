"""The read model of surveys of working relations."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Survey(ReadModel):
    """A survey, open until a day or until it was closed; then with its result, as the closing act says it."""

    box = models.CharField(max_length=26)
    until_on = models.DateField()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_entry = models.PositiveBigIntegerField(null=True)
    count = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "entry"], name="survey_entry")]

    def __str__(self) -> str:
        return self.box


class Remedy(ReadModel):
    """What partners do for those who stand alone by a survey."""

    survey = models.CharField(max_length=26)
    organisations = models.JSONField(default=list)
    words = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.survey
