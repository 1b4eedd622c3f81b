"""What programs are let in with, and where others are told of acts: plain tables, erased with whom they belong to."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from commonweal.kit.ids import new_id
from commonweal.people.models import Account


class Token(models.Model):
    """That a program may act as one person in one partnership. Of the secret only its SHA-256 is kept.

    `scopes` holds ``read``, ``act:*`` or ``act:`` with a matter; `last_used_on` is a day, never an instant.
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_id)
    digest = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    partnership = models.CharField(max_length=26)
    name = models.CharField(max_length=80)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "account"], name="token_partnership")]

    def __str__(self) -> str:
        return self.name

    def counts_at(self, at: datetime) -> bool:
        """Return whether it was neither revoked nor has expired."""
        return self.revoked_at is None and at < self.expires_at


class Webhook(models.Model):
    """An address of another system that is told of the acts of a partnership, as whoever set it up may read them.

    :ivar topics: the capabilities of whose acts it is told; an empty list means all
    :ivar upto: how many entries of the record have been looked at for it
    :ivar stopped_why: ``by_hand``, ``place`` (its maker lost her place), ``silent`` (three days) or ``gone`` (410)
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_id)
    partnership = models.CharField(max_length=26, db_index=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.SET_NULL, related_name="webhooks")
    url = models.CharField(max_length=2000)
    topics = models.JSONField(default=list)
    upto = models.PositiveBigIntegerField()
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    stopped_why = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return self.url


class Delivery(models.Model):
    """One message to a webhook: which entry, how often it was tried, and what came back. Never what it said.

    :ivar position: of the entry; nothing for a test
    :ivar answered: the status of the last answer; nothing where none came
    :ivar next_at: when it is tried next; nothing once it arrived or was given up
    """

    id = models.CharField(primary_key=True, max_length=26, default=new_id)
    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    position = models.PositiveBigIntegerField(null=True)
    made_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True, db_index=True)
    answered = models.PositiveSmallIntegerField(null=True)
    arrived = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["webhook", "position"], name="one_message_for_each_entry")
        ]

    def __str__(self) -> str:
        return self.id
