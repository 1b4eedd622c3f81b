"""The read model of ideas, ratings and drafts."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Given(ReadModel):
    """A row that says in which entry it was given, when, and by whom for which organisation."""

    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=26, blank=True)
    org = models.CharField(max_length=26, blank=True)

    class Meta:
        abstract = True


class Idea(Given):
    """An idea; where it was joined with others or split, `became` says which and `ended_entry` in which entry."""

    title = models.CharField(max_length=200)
    text = words_field()
    sources = models.JSONField(default=list)
    became = models.CharField(max_length=8, blank=True)
    ended_entry = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return self.title


class CriteriaChosen(Given):
    """The criteria by which ideas are rated from an entry on."""

    criteria = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.entry)


class Rating(Given):
    """How somebody rates an idea by one choice of criteria: her last word."""

    idea = models.PositiveBigIntegerField()
    criteria = models.PositiveBigIntegerField()
    scores = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "idea"], name="rating_idea")]

    def __str__(self) -> str:
        return f"{self.idea} {self.by}"


class Draft(Given):
    """An intervention that is drafted from ideas."""

    title = models.CharField(max_length=200)
    ideas = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)
    finished_entry = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return self.title


class Paragraph(Given):
    """One paragraph of a draft as it is now.

    `number` never changes; `place` is where it stands. `version` is the entry from which its words hold.
    """

    draft = models.PositiveBigIntegerField()
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    text = words_field()
    version = models.PositiveBigIntegerField()
    left_out_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "draft"], name="paragraph_draft")]

    def __str__(self) -> str:
        return f"{self.draft} {self.number}"


class Suggestion(Given):
    """A suggested change, with the words that stood there when it was made, and what became of it."""

    draft = models.PositiveBigIntegerField()
    paragraph = models.PositiveIntegerField()
    on = models.PositiveBigIntegerField()
    what = models.CharField(max_length=10)
    before = words_field()
    text = words_field()
    reason = words_field()
    outcome = models.CharField(max_length=10, blank=True)
    settled_entry = models.PositiveBigIntegerField(null=True)
    settled_text = words_field()
    answer = words_field()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "draft"], name="suggestion_draft")]

    def __str__(self) -> str:
        return f"{self.draft} {self.paragraph} {self.what}"
