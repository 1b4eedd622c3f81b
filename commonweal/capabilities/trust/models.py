"""The read model of moving: who agreed to it, and that a host has stopped. One plain table: what this host stopped."""

from __future__ import annotations

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class MoveAgreement(ReadModel):
    """That a partner signed that the record moves to another host."""

    to = models.CharField(max_length=300)
    log_key = models.CharField(max_length=300, blank=True)
    organisation = models.CharField(max_length=26, blank=True)
    person = models.CharField(max_length=26, blank=True)
    reason = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.organisation} {self.to}"


class Closing(ReadModel):
    """That the record says it goes on elsewhere; gone once a host says that the record lives with it."""

    to = models.CharField(max_length=300)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.to


class SigningHost(ReadModel):
    """A host's key that the record named for its checkpoints: at its founding, and with every move."""

    log_key = models.CharField(max_length=300)
    entry = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return self.log_key


class Stopped(models.Model):
    """That whoever runs this host stopped a record here, because it lives elsewhere; no part of the record."""

    partnership = models.CharField(max_length=26, primary_key=True)
    to = models.CharField(max_length=300)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.to
