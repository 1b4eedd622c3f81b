"""From every entry to what can be found of it; and out of the index with what is erased, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection

from commonweal.acts.readable import readable_as
from commonweal.capabilities.finding.harvest import LINE, WORDS, lines_of
from commonweal.capabilities.finding.models import Findable
from commonweal.methods.finding import fold, roots
from commonweal.people.words import texts
from commonweal.record.entry import Entry, texts_in

ERASES = "people.erased"
"""The act by which words go."""


def kept(entry: Entry) -> None:
    """Keep what the entry says for finding; forget what it erases."""
    if entry.kind == ERASES:
        _forget(entry.partnership, entry.body["texts"])
        return
    rows = [*_lines(entry), *_words(entry)]
    if rows:
        Findable.objects.bulk_create(rows)


def _lines(entry: Entry) -> Iterator[Findable]:
    lines = lines_of(entry)
    if lines:
        yield _row(entry, "all", " ".join(line.text for line in lines), weight=LINE)
    for n, line in enumerate(line for line in lines if line.weight > LINE):
        yield _row(entry, f"{n}", line.text, weight=line.weight)


def _words(entry: Entry) -> Iterator[Findable]:
    references = {reference.text for reference in texts_in(entry.body)}
    for id, text in sorted(texts(references).items() if references else ()):
        if text.text and text.erased_at is None:
            yield _row(entry, id, text.text, weight=WORDS, text=id)


def _row(entry: Entry, name: str, said: str, *, weight: int, text: str = "") -> Findable:
    return Findable(
        key=f"{entry.partnership}.{entry.position}.{name}",
        partnership=entry.partnership,
        position=entry.position,
        at=entry.at,
        room=entry.kind.partition(".")[0],
        person=entry.by or "",
        organisation=entry.org or "",
        text=text,
        readable=readable_as(entry.kind),
        weight=weight,
        folded=fold(said),
        roots=roots(said),
    )


def _forget(partnership: str, ids: Iterable[str]) -> None:
    """Take words out of the table and out of the index beside it, so that no byte of them stays in the file.

    FTS5 only marks as deleted what it has written before. Merging its parts into one writes them anew without what was
    deleted, and SQLite overwrites the old ones (PRAGMA secure_delete).
    """
    gone, _by_table = Findable.objects.filter(partnership=partnership, text__in=list(ids)).delete()
    if gone and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO finding_words (finding_words) VALUES ('optimize')")
