"""From recorded acts to who wrote what, and to the forgetting itself: so a replay forgets again."""

from __future__ import annotations

from commonweal.capabilities.erasure.acts import EraseWordsAndNames
from commonweal.capabilities.erasure.models import WrittenText
from commonweal.partnerships.models import Representation
from commonweal.people import identity, words
from commonweal.record.entry import Entry, texts_in


def wrote(entry: Entry) -> None:
    """Remember whose words an entry refers to, the first time it does."""
    rows = [
        WrittenText(
            key=reference.text,
            partnership=entry.partnership,
            person=entry.by or "",
            entry=entry.position,
            kind=entry.kind,
        )
        for reference in texts_in(entry.body)
    ]
    if rows:
        WrittenText.objects.bulk_create(rows, ignore_conflicts=True)


def erased(act: EraseWordsAndNames, entry: Entry) -> None:
    """Forget the words and whose the pseudonyms are; whoever is forgotten holds no place any more."""
    words.erase(act.texts, partnership=act.partnership, at=entry.at)
    for text in WrittenText.objects.filter(partnership=act.partnership, pk__in=act.texts):
        text.erased_at = entry.at
        text.save()
    identity.unlink(act.people, partnership=act.partnership, at=entry.at)
    held = Representation.objects.filter(partnership=act.partnership, person__in=act.people, ended_at__isnull=True)
    for place in held:
        place.ended_at = entry.at
        place.save()
