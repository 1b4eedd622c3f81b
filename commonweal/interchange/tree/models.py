"""What was looked up on other hosts, and proofs that somebody showed two histories. No read models."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Look(models.Model):
    """What a child on another host showed when it was last looked at. It counts once the convener has it noted.

    :param says: why nothing could be learned, in words; nothing where all went well
    :param found: what would be noted, as the fields of the act; nothing where there is nothing new
    :param forked: whether `found` proves two histories
    :param figures: what that host says of the partnership; told, not proved
    """

    partnership = models.CharField(max_length=26, db_index=True)
    child = models.CharField(max_length=26)
    at = models.DateTimeField()
    size = models.PositiveBigIntegerField(default=0)
    says = models.TextField(blank=True)
    found = models.JSONField(null=True)
    forked = models.BooleanField(default=False)
    figures = models.JSONField(null=True)
    figures_at = models.DateTimeField(null=True)
    figures_size = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "child"], name="one_look_at_each_child")
        ]

    def __str__(self) -> str:
        return f"{self.child} {self.size}"


class ForkProof(models.Model):
    """Two signed checkpoints of one partnership's record that contradict each other, brought by whoever had them.

    :param proof: the whole file, as anybody can check it; `digest` its SHA-256, by which it is kept once
    """

    partnership = models.CharField(max_length=26, db_index=True)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    proof = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["partnership", "digest"], name="one_proof_once")]

    def __str__(self) -> str:
        return f"{self.partnership} {self.size}"
