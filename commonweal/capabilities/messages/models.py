"""The read model of talk: threads and the messages in them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Thread(ReadModel):
    """What was written about one entry, counted, with its last message; its key is made of the entry it is about."""

    about = models.PositiveBigIntegerField()
    messages = models.PositiveIntegerField(default=0)
    last_entry = models.PositiveBigIntegerField()
    last_at = models.DateTimeField()
    last_organisation = models.CharField(max_length=26, blank=True)
    last_words = words_field()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "last_entry"], name="thread_latest")]

    def __str__(self) -> str:
        return f"{self.messages} about {self.about}"


class Message(ReadModel):
    """One message.

    `answers` is what it answers, `top` the first message of the branch in which it stands: itself, where it answers
    nothing.
    """

    about = models.PositiveBigIntegerField()
    entry = models.PositiveBigIntegerField()
    answers = models.PositiveBigIntegerField(null=True)
    top = models.PositiveBigIntegerField()
    person = models.CharField(max_length=26)
    organisation = models.CharField(max_length=26, blank=True)
    mentions = models.JSONField(default=list)
    at = models.DateTimeField()
    words = words_field()
    set_aside_entry = models.PositiveBigIntegerField(null=True)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_reason = words_field()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "about", "top", "entry"], name="message_in_thread"),
            models.Index(fields=["partnership", "person", "at"], name="message_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.entry} about {self.about}"
