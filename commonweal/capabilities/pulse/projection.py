"""From recorded acts to the read model of surveys."""

from __future__ import annotations

from commonweal.acts.act import TextRef
from commonweal.capabilities.pulse import acts
from commonweal.capabilities.pulse.models import Remedy, Survey
from commonweal.record import boxes
from commonweal.record.entry import Entry

TABLES = (Survey, Remedy)


def opened(act: acts.OpenSurvey, entry: Entry) -> None:
    """Write the open survey."""
    Survey.objects.create(
        key=f"{act.partnership}.{act.box}",
        partnership=act.partnership,
        box=act.box,
        until_on=act.until_on,
        entry=entry.position,
        at=entry.at,
    )


def closed(act: acts.CloseSurvey, entry: Entry) -> None:
    """Write the result, and put the lines in an order that tells nothing."""
    boxes.settle(act.partnership, act.box)
    row = Survey.objects.get(pk=f"{act.partnership}.{act.box}")
    row.closed_at, row.closed_entry, row.count = entry.at, entry.position, act.count or 0
    row.result = act.result.model_dump(mode="json") if act.result else None
    row.save()


def remedied(act: acts.NameRemedy, entry: Entry) -> None:
    """Write what is done for those who stand alone."""
    Remedy.objects.create(
        key=f"{act.partnership}.{entry.position}",
        partnership=act.partnership,
        survey=act.survey,
        organisations=list(act.organisations),
        words_id=act.words.text if isinstance(act.words, TextRef) else None,
        entry=entry.position,
        at=entry.at,
    )
