"""What the record keeps in tables. Entries and full tiles are never updated or deleted: triggers see to it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Head(models.Model):
    """The state of one record: how many entries it has and the right edge of its tree.

    Whoever appends locks this row first, so a record grows by one at a time and has no gaps.
    """

    partnership = models.CharField(primary_key=True, max_length=26)
    size = models.PositiveBigIntegerField(default=0)
    edge = models.BinaryField(default=b"")

    def __str__(self) -> str:
        return f"{self.partnership} at {self.size}"


class StoredEntry(models.Model):
    """One entry: its bytes and what is needed to find them."""

    pk = models.CompositePrimaryKey("partnership", "position")
    partnership = models.CharField(max_length=26)
    position = models.PositiveBigIntegerField()
    idem = models.CharField(max_length=26)
    leaf = models.BinaryField()
    raw = models.BinaryField()

    class Meta:
        db_table = "record_entry"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["partnership", "idem"], name="record_entry_idem"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership} entry {self.position}"


class Tile(models.Model):
    """One full tile: 256 hashes, and the hash of the node they make together.

    Partial tiles are not stored: their hashes are the last leaves, or the roots of the last tiles below.
    """

    pk = models.CompositePrimaryKey("partnership", "level", "index")
    partnership = models.CharField(max_length=26)
    level = models.PositiveSmallIntegerField()
    index = models.PositiveBigIntegerField()
    root = models.BinaryField()
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.partnership} tile {self.level}/{self.index}"


class StoredCheckpoint(models.Model):
    """A signed checkpoint with the cosignatures that have come in."""

    pk = models.CompositePrimaryKey("partnership", "size")
    partnership = models.CharField(max_length=26)
    size = models.PositiveBigIntegerField()
    note = models.TextField()

    class Meta:
        db_table = "record_checkpoint"

    def __str__(self) -> str:
        return f"{self.partnership} checkpoint at {self.size}"


class BoxLine(models.Model):
    """One line in a box. Its number is random and nothing tells when it came."""

    pk = models.CompositePrimaryKey("partnership", "box", "receipt")
    partnership = models.CharField(max_length=26)
    box = models.CharField(max_length=26)
    receipt = models.CharField(max_length=26)
    line = models.BinaryField()

    class Meta:
        db_table = "record_box_line"

    def __str__(self) -> str:
        return f"{self.partnership} box {self.box}"


class Citation(models.Model):
    """That one entry cites another. Derived from the entries, and rebuildable."""

    pk = models.CompositePrimaryKey("partnership", "citing", "rel", "cited")
    partnership = models.CharField(max_length=26)
    citing = models.PositiveBigIntegerField()
    rel = models.CharField(max_length=40)
    cited = models.PositiveBigIntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "cited", "citing"], name="record_cited_by"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership}: {self.citing} {self.rel} {self.cited}"


class NamedKey(models.Model):
    """A key that acts may be signed with. Derived from the entries of kind ``trust``, and rebuildable."""

    pk = models.CompositePrimaryKey("partnership", "key")
    partnership = models.CharField(max_length=26)
    key = models.CharField(max_length=26)
    holder = models.CharField(max_length=12)
    of = models.CharField(max_length=26)
    alg = models.CharField(max_length=8)
    public = models.BinaryField()
    rp = models.CharField(max_length=253, blank=True)
    added = models.PositiveBigIntegerField()
    revoked = models.PositiveBigIntegerField(null=True)

    class Meta:
        db_table = "record_named_key"

    def __str__(self) -> str:
        return f"{self.partnership} key {self.key}"
