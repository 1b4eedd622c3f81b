"""The read model of finding: what can be found, folded.

Beside the table stands an index of its words that Django does not know: on SQLite a table of FTS5 without contents,
which triggers keep in step with this one, on PostgreSQL two GIN indexes. Whoever changes this table by a migration
makes the triggers anew: SQLite drops them with the table that Django replaces.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.record.readmodel import ReadModel


class Findable(ReadModel):
    """Something that an entry says: all its lines together, its name or title once more alone, or a person's words.

    `text` is the id of the words, by which they go when they are erased; `weight` says what comes first. `readable`
    names what a charter must let somebody read to find this: the record, mostly. `folded` and `roots` hold the words as
    ``docs/methods/finding.md`` has them; nobody is shown them.
    """

    position = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    room = models.CharField(max_length=40)
    person = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26, blank=True)
    text = models.CharField(max_length=26, blank=True)
    readable = models.CharField(max_length=40, default="record")
    weight = models.PositiveSmallIntegerField()
    folded = models.TextField()
    roots = models.TextField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "text"], name="findable_text")]

    def __str__(self) -> str:
        return f"{self.position}: {self.folded[:40]}"
