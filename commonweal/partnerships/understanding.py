"""The read model of what partners understand alike: what they know, and the words whose meaning they have adopted.

It stands on this floor because several capabilities meet in it: `evidence` and `glossary` write it, others read it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.record.readmodel import ReadModel


class EvidenceItem(ReadModel):
    """Something that partners know, from the entry that brought it: which kinds of knowledge it is, and about what.

    `kinds` lists ``technical``, ``community`` and ``experiential``, in no rank; `about` the entries that it speaks
    about, such as a goal or a cause. `retired_at` is set once it no longer counts: taken back, or because those from
    whom it came withdrew their consent. `evidence` writes it.
    """

    title = models.CharField(max_length=200)
    kinds = models.JSONField(default=list)
    about = models.JSONField(default=list)
    strength = models.CharField(max_length=20)
    organisation = models.CharField(max_length=26, default="", blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    retired_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "entry"], name="evidence_item_entry")]

    def __str__(self) -> str:
        return self.title


class AdoptedTerm(ReadModel):
    """A word whose meaning partners have adopted, so that pages can explain it wherever it is used.

    `forms` are those under which it is found in texts of `lang`; `term` is the entry that brought it into the glossary
    and `entry` the one that adopted it. `glossary` writes it.
    """

    word = models.CharField(max_length=80)
    lang = models.CharField(max_length=16)
    forms = models.JSONField(default=list)
    term = models.PositiveBigIntegerField()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "lang"], name="adopted_term_lang")]

    def __str__(self) -> str:
        return self.word
