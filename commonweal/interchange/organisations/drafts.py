"""Drafts of lists: kept for their owner, in one partnership, for a week; changed by her wishes; then gone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from commonweal.interchange.models import OrganisationsDraft
from commonweal.interchange.organisations.checking import ADDED, NEEDED, Checked, Wishes, check
from commonweal.interchange.organisations.reading import assigned, read
from commonweal.interchange.organisations.tables import LONGEST_CELL, Table
from commonweal.interchange.organisations.text_files import tidy
from commonweal.interchange.organisations.words import FIELDS
from commonweal.kit.ids import is_id
from commonweal.partnerships.queries import members
from commonweal.people.models import Account

KEPT: Final = timedelta(days=7)
MOST: Final = 5
"""How many lists wait for one person in one partnership: with the next one, her oldest goes."""


class NoDraftError(LookupError):
    """The draft is not this person's in this partnership, or no longer there."""


def keep(data: bytes, table: Table, *, name: str, of: Account, partnership: str, at: datetime) -> OrganisationsDraft:
    """Keep a file that was read, and forget what is older than a week."""
    forget_old(at=at)
    hers = drafts_of(of, partnership=partnership, at=at)
    OrganisationsDraft.objects.filter(id__in=[draft.id for draft in hers[MOST - 1 :]]).delete()
    return OrganisationsDraft.objects.create(
        account=of,
        partnership=partnership,
        file_name=shown_name(name),
        data=data,
        sheet=table.sheet,
        fields=list(assigned(table)),
        kept_at=at,
    )


def drafts_of(account: Account, *, partnership: str, at: datetime) -> list[OrganisationsDraft]:
    """Return the lists that wait for somebody, the newest first, without their bytes."""
    rows = OrganisationsDraft.objects.filter(account=account, partnership=partnership, kept_at__gt=at - KEPT)
    return list(rows.defer("data", "edits").order_by("-kept_at", "id"))


def draft_of(draft: str, *, of: Account, partnership: str, at: datetime) -> OrganisationsDraft:
    """Return one draft.

    :raises NoDraftError: if this person has no such draft here
    """
    rows = OrganisationsDraft.objects.filter(account=of, partnership=partnership, kept_at__gt=at - KEPT)
    found = rows.filter(id=draft).first() if is_id(draft) else None
    if found is None:
        raise NoDraftError(draft)
    return found


def forget_old(*, at: datetime) -> None:
    """Erase every draft that is older than a week."""
    OrganisationsDraft.objects.filter(kept_at__lte=at - KEPT).delete()


def forget_old_ones(at: datetime) -> None:
    """Erase old drafts: called by `commonweal tick`."""
    forget_old(at=at)


def table_of(draft: OrganisationsDraft) -> Table:
    """Return what the file of a draft holds."""
    return read(bytes(draft.data), sheet=draft.sheet)


def checked(draft: OrganisationsDraft, table: Table, *, lang: str) -> Checked:
    """Return the table as it stands with what was said about it, beside the members of today. One query."""
    wishes = Wishes(
        fields=tuple(draft.fields),
        defaults=draft.defaults,
        edits={int(row): {int(n): text for n, text in cells.items()} for row, cells in draft.edits.items()},
        left_out=frozenset(draft.left_out),
        taken=frozenset(int(row) for row in draft.taken),
    )
    return check(table, wishes, members=members(draft.partnership), lang=lang)


def sha256_of(draft: OrganisationsDraft) -> str:
    """Return the digest of the file as it came."""
    return hashlib.sha256(bytes(draft.data)).hexdigest()


# ── What its owner says about it ──────────────────────────────────────────────────────────────────────────────────────


def edit(draft: OrganisationsDraft, table: Table, typed: Mapping[tuple[int, int], str]) -> None:
    """Write cells anew; what is as the file has it is no edit."""
    rows = {row.number: row for row in table.rows}
    for (number, column), text in typed.items():
        row = rows.get(number)
        if row is None or not (column < max(table.width, len(row.cells)) or ADDED <= column < ADDED + len(NEEDED)):
            continue
        cells = draft.edits.setdefault(str(number), {})
        was = row.cells[column] if column < len(row.cells) else ""
        said = tidy(text)[:LONGEST_CELL]
        cells.pop(str(column), None)
        if said != was:
            cells[str(column)] = said
        if not cells:
            del draft.edits[str(number)]


def leave_out(draft: OrganisationsDraft, *, shown: Iterable[int], out: Iterable[int]) -> None:
    """Leave rows out, of those that were shown; the others stay as they were."""
    kept = set(draft.left_out) - set(shown)
    draft.left_out = sorted(kept | (set(out) & set(shown)))


def assign(draft: OrganisationsDraft, table: Table, wanted: Mapping[int, str], defaults: Mapping[str, str]) -> None:
    """Say which column holds which field, each once: the first column that claims it has it."""
    fields, taken = [], set[str]()
    for n in range(table.width):
        field = wanted.get(n, "")
        field = field if field in FIELDS and field not in taken else ""
        fields.append(field)
        taken.add(field)
    draft.fields = fields
    draft.defaults = {name: text for name, text in defaults.items() if name in FIELDS and text}


def choose_sheet(draft: OrganisationsDraft, sheet: str) -> None:
    """Read another sheet of the workbook; what was said about the first one means nothing there.

    :raises FileRefused: where that sheet cannot be read
    """
    table = read(bytes(draft.data), sheet=sheet)
    draft.sheet, draft.fields = table.sheet, list(assigned(table))
    draft.defaults, draft.edits, draft.left_out = {}, {}, []


def shown_name(name: str) -> str:
    """Return a file's name as it may be shown and recorded: the last part of a path, on one line."""
    plain = "".join(sign if sign.isprintable() else " " for sign in tidy(name).replace("\\", "/").rsplit("/", 1)[-1])
    return " ".join(plain.split())[:120] or "list"
