"""The read model of the tree: what a partnership belongs to, and what it knows of records on other hosts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Belonging(ReadModel):
    """That a partnership named another as its parent, from an entry on until it left.

    :param above: the id of the parent, wherever it is
    :param url: the address of its pages where it is on another host; `log_key` its key there
    :param person: who asked; the limit for a day counts by her account
    """

    above = models.CharField(max_length=26, db_index=True)
    url = models.CharField(max_length=300, blank=True)
    log_key = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=120, blank=True)
    person = models.CharField(max_length=26, blank=True, db_index=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    left_entry = models.PositiveBigIntegerField(null=True)
    reason = words_field()

    def __str__(self) -> str:
        return f"{self.partnership} {self.above}"


class DeclinedChild(ReadModel):
    """That the programme said of a partnership that it does not belong to it; gone once it is accepted after all."""

    child = models.CharField(max_length=26)
    reason = words_field()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.child


class RemoteChild(ReadModel):
    """A child on another host: its address and key, and the last of its checkpoints that was noted.

    :param checkpoint: as it was signed; `forked` the entry that proves two histories, after which nothing is noted
    """

    child = models.CharField(max_length=26)
    name = models.CharField(max_length=120)
    url = models.CharField(max_length=300)
    log_key = models.CharField(max_length=300)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    size = models.PositiveBigIntegerField(default=0)
    root = models.CharField(max_length=64, blank=True)
    checkpoint = models.TextField(blank=True)
    noted = models.PositiveBigIntegerField(null=True)
    noted_at = models.DateTimeField(null=True)
    forked = models.PositiveBigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "name"], name="remote_child_name")]

    def __str__(self) -> str:
        return self.name


class ChildFork(ReadModel):
    """The proof that a child on another host showed two histories, with the key under which it did."""

    child = models.CharField(max_length=26)
    size = models.PositiveBigIntegerField()
    log_key = models.CharField(max_length=300)
    proof = models.JSONField()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.child} {self.size}"


class PartnershipLink(ReadModel):
    """How the partnership says that it stands to another one, on this host (`other`) or anywhere (`url`)."""

    stands = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    lang = models.CharField(max_length=16)
    other = models.CharField(max_length=26, blank=True)
    url = models.CharField(max_length=300, blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.stands} {self.name}"
