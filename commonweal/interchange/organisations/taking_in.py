"""Taking a checked list in: every organisation through the one door, and the whole list back out in one act.

Each part of a list carries a number that the same import always gives. An import that was cut off is therefore ended by
asking again: what stands in the record stays, the rest follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from commonweal.acts.act import Act
from commonweal.acts.installed import act_type
from commonweal.acts.perform import Objected, Refused, perform, require_fit, verdict_on
from commonweal.interchange.models import OrganisationsDraft
from commonweal.interchange.organisations.checking import Checked
from commonweal.interchange.organisations.drafts import sha256_of
from commonweal.kit.canonical import canonical_encode
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import Actor
from commonweal.record import reading
from commonweal.record.entry import Entry

IN_ONE_ACT: Final = 60
BYTES_IN_ONE_ACT: Final = 40_000
"""An entry may have 64 KiB; what stands around the list needs some of it."""


class NothingToTakeInError(ValueError):
    """No row is ready."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What will be done: the acts, in order, and which rows they bring in.

    :param batch: the number of the import
    """

    batch: str
    acts: tuple[Act, ...]
    rows: tuple[int, ...]


def take_in(draft: OrganisationsDraft, checked: Checked | None, *, by: Actor, at: datetime) -> Plan:
    """Take the rows of a draft that are ready in, all of them or none; or end what was begun before.

    :raises NothingToTakeInError: where no row is ready
    :raises Refused: naming the clause
    :raises Objected: where something changed meanwhile; what had come in is taken back
    """
    if not draft.underway:
        if checked is None:
            raise NothingToTakeInError(_("No row is ready to be taken in."))
        batch = id_from_seed("commonweal/organisations", draft.id, str(draft.imports))
        draft.underway = listed(
            checked, batch=batch, partnership=draft.partnership, name=draft.file_name, sha256=sha256_of(draft)
        )
        draft.save(update_fields=["underway"])
    planned = planned_from(draft.underway, partnership=draft.partnership)
    try:
        carry_out(planned, by=by, at=at, partnership=draft.partnership)
    except (Objected, Refused):
        _end(draft, ())
        raise
    _end(draft, planned.rows, batch=planned.batch)
    return planned


def listed(checked: Checked, *, batch: str, partnership: str, name: str, sha256: str) -> dict[str, Any]:
    """Return the rows that are ready as plain data, from which the same acts can be made at any time.

    :raises NothingToTakeInError: where there are none
    """
    if not checked.ready:
        raise NothingToTakeInError(_("No row is ready to be taken in."))
    items = [
        {"organisation": id_from_seed("organisation", partnership, batch, str(row.number)), **(row.item or {})}
        for row in checked.ready
    ]
    source = {"name": name, "sha256": sha256, "rows": len(checked.table.rows)}
    return {"batch": batch, "rows": [row.number for row in checked.ready], "items": items, "source": source}


def planned_from(given: dict[str, Any], *, partnership: str) -> Plan:
    """Return the acts for a list, each with the number that it always has."""
    kind = act_type("membership.import_list")
    acts = tuple(
        kind.model_validate(
            {
                "partnership": partnership,
                "idem": id_from_seed(given["batch"], str(number)),
                "batch": given["batch"],
                "organisations": part,
                "source": given["source"],
            }
        )
        for number, part in enumerate(_parts(given["items"]))
    )
    return Plan(given["batch"], acts, tuple(given["rows"]))


def carry_out(planned: Plan, *, by: Actor, at: datetime, partnership: str) -> None:
    """Perform what was planned: first every act is asked whether it would fit, then all are done in order.

    :raises Refused: naming the clause
    :raises Objected: where an act does not fit; what had come in is taken back
    """
    waiting = [act for act in planned.acts if reading.entry_with_idem(partnership, act.idem) is None]
    for act in waiting:
        verdict = verdict_on(act, by=by, at=at)
        if not verdict.allowed:
            raise Refused(verdict)
        require_fit(act, by=by, at=at)
    done = len(planned.acts) - len(waiting)
    try:
        for act in waiting:
            perform(act, by=by, at=at)
            done += 1
    except (Objected, Refused):
        if done:
            take_back(planned.batch, by=by, at=at, partnership=partnership)
        raise


def take_back(batch: str, *, by: Actor, at: datetime, partnership: str) -> Entry:
    """Take a whole list back.

    :raises Refused: naming the clause
    :raises Objected: saying what was built on it
    """
    return perform(undo_of(batch, partnership=partnership), by=by, at=at)


def undo_of(batch: str, *, partnership: str) -> Act:
    """Return the act that takes a whole list back."""
    kind = act_type("membership.undo_import")
    return kind.model_validate({"partnership": partnership, "batch": batch, "idem": id_from_seed(batch, "undo")})


def rows_back(draft: OrganisationsDraft, batch: str) -> None:
    """Let the rows of a list that was taken back wait in the draft again."""
    draft.taken = {row: brought for row, brought in draft.taken.items() if brought != batch}
    draft.save(update_fields=["taken"])


def _parts(items: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Cut a list so that each part fits into one entry."""
    part: list[dict[str, Any]] = []
    size = 0
    for item in items:
        more = len(canonical_encode(item))
        if part and (len(part) == IN_ONE_ACT or size + more > BYTES_IN_ONE_ACT):
            yield part
            part, size = [], 0
        part.append(item)
        size += more
    if part:
        yield part


def _end(draft: OrganisationsDraft, rows: Sequence[int], *, batch: str = "") -> None:
    draft.taken = {**draft.taken, **{str(row): batch for row in rows}}
    draft.imports += 1
    draft.underway = {}
    draft.save(update_fields=["taken", "imports", "underway"])
