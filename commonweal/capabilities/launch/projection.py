"""From recorded acts to the read model of the launch."""

from __future__ import annotations

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.launch.acts import PublishLaunch
from commonweal.capabilities.launch.models import Launch
from commonweal.record.entry import Entry


def said(act: PublishLaunch, entry: Entry) -> None:
    """Write what is public from now on; what was said before ends."""
    for row in Launch.objects.filter(partnership=act.partnership, ended_entry__isnull=True):
        row.ended_entry = entry.position
        row.save()
    Launch.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        summary_id=_text(act.summary),
        contact=act.contact,
        how_to_join_id=_text(act.how_to_join),
        how_to_complain_id=_text(act.how_to_complain),
        entry=entry.position,
        at=entry.at,
    )


def _text(words: FreeText) -> str | None:
    return words.text if isinstance(words, TextRef) else None
