"""``commonweal import organisations FILE``: 0 when it came in, 1 when cells have faults, 2 when it cannot be read."""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.acts.perform import Objected, Refused
from commonweal.interchange.organisations import cells, taking_in
from commonweal.interchange.organisations.checking import Checked, Wishes, all_faults, check
from commonweal.interchange.organisations.drafts import shown_name
from commonweal.interchange.organisations.faults import SAYS
from commonweal.interchange.organisations.reading import assigned, read
from commonweal.interchange.organisations.tables import MOST_BYTES, FileRefused, Table
from commonweal.interchange.organisations.words import FIELDS
from commonweal.kit.ids import id_from_seed, is_id
from commonweal.partnerships.actors import Actor, actor_for
from commonweal.partnerships.models import ImportedList, Partnership
from commonweal.partnerships.queries import UnknownPartnership, imported_lists, members, partnership_at
from commonweal.people.models import Account
from commonweal.web.actforms import in_words

LANG: Final = "en"


class NotUnderstood(ValueError):
    """What was asked for on the command line names nothing that is here."""


def main(argv: Sequence[str]) -> int:
    """Take a list in from the command line."""
    asked = _arguments().parse_args(argv)
    at = datetime.now(UTC).replace(microsecond=0)
    try:
        partnership, by = _who_and_where(asked.into, asked.by, at=at)
        data = _bytes_of(asked.file)
        table = read(data, sheet=asked.sheet)
        fields = _assigned(table, asked.assign)
        defaults = dict(_pair(one) for one in asked.every)
    except OSError as error:
        return _complain(
            _("%(file)s cannot be read: %(why)s") % {"file": asked.file, "why": error.strerror or error}, 2
        )
    except (FileRefused, NotUnderstood) as refused:
        return _complain(str(refused), 2)
    sha256 = hashlib.sha256(data).hexdigest()
    batch = _batch(partnership.pk, sha256)
    others = members(partnership.pk).exclude(batch=batch)  # what this list brought before it was cut off is no double
    checked = check(table, Wishes(fields=fields, defaults=defaults), members=others, lang=LANG)
    _show(asked.file, checked)
    if (checked.faulty and not asked.leave_out_faulty) or not checked.ready:
        return _complain(_("Nothing was taken in."), 1)
    if asked.dry_run:
        return _say(
            _("%(count)s would come in; nothing was changed.") % {"count": _organisations(len(checked.ready))}, 0
        )
    given = taking_in.listed(
        checked, batch=batch, partnership=partnership.pk, name=shown_name(Path(asked.file).name), sha256=sha256
    )
    try:
        plan = taking_in.planned_from(given, partnership=partnership.pk)
        taking_in.carry_out(plan, by=by, at=at, partnership=partnership.pk)
    except (Objected, Refused) as why:
        return _complain(in_words(why), 1)
    _say(_("%(count)s came in.") % {"count": _organisations(len(plan.rows))}, 0)
    return _say(f"commonweal import undo {batch} --as {asked.by}", 0)


def undo_main(argv: Sequence[str]) -> int:
    """Take a whole list back."""
    parser = argparse.ArgumentParser(prog="commonweal import undo", description=_("Take a whole list back."))
    parser.add_argument("list", metavar="ID", help=_("the number that was printed when the list came in"))
    parser.add_argument(
        "--as", dest="by", required=True, metavar=_("ADDRESS"), help=_("the mail address of who convenes")
    )
    asked = parser.parse_args(argv)
    at = datetime.now(UTC).replace(microsecond=0)
    row = ImportedList.objects.filter(batch=asked.list).first() if is_id(asked.list) else None
    if row is None:
        return _complain(_("No list of this number came in here."), 2)
    try:
        account = _account(asked.by)
        by = actor_for(account, partnership=row.partnership, at=at)
        taking_in.take_back(asked.list, by=by, at=at, partnership=row.partnership)
    except NotUnderstood as unknown:
        return _complain(str(unknown), 2)
    except (Objected, Refused) as why:
        return _complain(in_words(why), 1)
    return _say(_("The whole list is taken back."), 0)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="commonweal import organisations",
        description=_("Bring a list of organisations into a partnership, from .csv, .xlsx or Popolo (.json)."),
    )
    parser.add_argument("file", help=_("the list, or - for standard input"))
    parser.add_argument("--into", required=True, metavar=_("NAME"), help=_("the address name of the partnership"))
    parser.add_argument(
        "--as", dest="by", required=True, metavar=_("ADDRESS"), help=_("the mail address of who convenes")
    )
    parser.add_argument("--sheet", default="", help=_("which sheet of a workbook"))
    parser.add_argument("--assign", action="append", default=[], metavar="HEADING=FIELD", help=", ".join(FIELDS))
    parser.add_argument(
        "--every", action="append", default=[], metavar="FIELD=TEXT", help=_("holds where a row says nothing")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would come in"))
    parser.add_argument("--leave-out-faulty", action="store_true", help=_("take in the rows that have no fault"))
    return parser


def _who_and_where(slug: str, by: str, *, at: datetime) -> tuple[Partnership, Actor]:
    try:
        partnership = partnership_at(slug)
    except UnknownPartnership:
        raise NotUnderstood(_("There is no partnership %(slug)s here.") % {"slug": slug}) from None
    return partnership, actor_for(_account(by), partnership=partnership.pk, at=at)


def _account(by: str) -> Account:
    account = Account.objects.filter(email__iexact=by).first()
    if account is None:
        raise NotUnderstood(_("Nobody here has the address %(address)s.") % {"address": by})
    return account


def _bytes_of(file: str) -> bytes:
    """Read at most one byte more than the limit, which the reader then refuses in its own words."""
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    with Path(file).open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _assigned(table: Table, wishes: Sequence[str]) -> tuple[str, ...]:
    """Return which column holds what: as the headings say, and as was asked for."""
    fields = list(assigned(table))
    for wish in wishes:
        heading, _equals, field = wish.rpartition("=")
        if heading not in table.headers or field not in (*FIELDS, ""):
            raise NotUnderstood(
                _("There is no column “%(heading)s”, or no field “%(field)s”.") % {"heading": heading, "field": field}
            )
        fields = ["" if one == field else one for one in fields]
        fields[table.headers.index(heading)] = field
    return tuple(fields)


def _pair(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals or field not in FIELDS:
        raise NotUnderstood(_("Write FIELD=TEXT, with one of: %(fields)s.") % {"fields": ", ".join(FIELDS)})
    try:
        cells.meant(field, value)
    except cells.Wrong as wrong:
        raise NotUnderstood(str(SAYS[wrong.code]) % {"text": wrong.text}) from None
    return field, value


def _batch(partnership: str, sha256: str) -> str:
    """Return the number of this list here: another one only after the list was taken back."""
    back = imported_lists(partnership).filter(sha256=sha256, taken_back_at__isnull=False)
    times = len(set(back.values_list("batch", flat=True)))
    return id_from_seed("commonweal/organisations", partnership, sha256, str(times))


def _show(file: str, checked: Checked) -> None:
    for remark in checked.table.remarks:
        _complain(f"{file}: {remark}", 0)
    for column in checked.untaken:
        says = _("%(file)s: column “%(heading)s” is not taken in.")
        _complain(says % {"file": file, "heading": checked.table.headers[column]}, 0)
    for fault in all_faults(checked):
        _complain(f"{checked.address(fault)}: {fault.says}", 0)


def _organisations(count: int) -> str:
    return ngettext("%(count)s organisation", "%(count)s organisations", count) % {"count": count}


def _say(line: str, code: int) -> int:
    sys.stdout.write(f"{line}\n")
    return code


def _complain(line: str, code: int) -> int:
    sys.stderr.write(f"{line}\n")
    return code
