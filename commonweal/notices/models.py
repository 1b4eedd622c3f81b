"""Letters that were written on a host without a mail server; they are shown on a page instead."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Letter(models.Model):
    """A mail as it would have been sent."""

    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.subject
