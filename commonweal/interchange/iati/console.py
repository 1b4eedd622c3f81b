"""``commonweal import iati FILE``: exit 0 when taken in, 1 when refused (line by line), 2 when it cannot be read."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.interchange.iati.cautions import Caution
from commonweal.interchange.iati.faults import IatiRefused
from commonweal.interchange.iati.taking_in import Plan, TakenInBeforeError, plan, take_in
from commonweal.interchange.iati.xml_tree import MAX_BYTES
from commonweal.people.models import Account

UNNAMED: Final = "import@localhost"
MOST_SHOWN: Final = 40


def main(argv: Sequence[str]) -> int:
    """Take a file in from the command line."""
    asked = _arguments().parse_args(argv)
    at = datetime.now(UTC).replace(microsecond=0)
    try:
        data = _bytes_of(asked.file)
        planned = plan(data, at=at)
    except OSError as error:
        _complain(_("%(file)s cannot be read: %(why)s") % {"file": asked.file, "why": error.strerror or error})
        return 2
    except IatiRefused as refused:
        _show_refusal(asked.file, refused)
        return 1
    except TakenInBeforeError as before:
        _complain(str(before))
        for partnership in before.partnerships:
            _complain(f"  {settings.ADDRESS}/p/{partnership.slug}/")
        return 1
    _show_cautions(asked.file, planned.cautions)
    if asked.preview:
        _show_plan(planned)
        return 0
    return _do(planned, by=asked.by, at=at)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="commonweal import iati",
        description=_("Turn each activity of a published IATI 2.03 file into a partnership."),
    )
    parser.add_argument("file", help=_("the activity file (.xml), or - for standard input"))
    parser.add_argument(
        "--by",
        metavar=_("ADDRESS"),
        default=UNNAMED,
        help=_("the mail address of who will convene; an account is opened where there is none (default: %(default)s)"),
    )
    parser.add_argument("--preview", action="store_true", help=_("only say what would be made"))
    return parser


def _bytes_of(file: str) -> bytes:
    """Read at most one byte more than the limit, which `plan` then refuses in its own words."""
    if file == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(file).open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _do(planned: Plan, *, by: str, at: datetime) -> int:
    account = Account.objects.filter(email__iexact=by).first() or Account.objects.create_user(by)
    taken = take_in(planned, by=account, at=at)
    for partnership in taken:
        _say(f"{settings.ADDRESS}/p/{partnership.slug}/  {partnership.name}")
    _say(_("%(count)s taken in; %(by)s convenes.") % {"count": _partnerships(len(taken)), "by": by})
    return 0


def _partnerships(count: int) -> str:
    return ngettext("%(count)s partnership", "%(count)s partnerships", count) % {"count": count}


def _show_plan(planned: Plan) -> None:
    for each in planned.partnerships:
        founding = each.founding
        _say(f"{founding.name}\n  {founding.purpose}")
        for organisation in each.proposal.organisations:
            _say(f"  - {organisation.name}")
    _say(_("%(count)s would be made; nothing was changed.") % {"count": _partnerships(len(planned.partnerships))})


def _show_refusal(file: str, refused: IatiRefused) -> None:
    for fault in refused.faults[:MOST_SHOWN]:
        _complain(f"{file}:{fault.line}: {_(fault.template) % fault.values}")
    more = len(refused.faults) - MOST_SHOWN
    if more > 0:
        _complain(_("and %(count)s more faults") % {"count": more})
    _complain(_("Nothing was taken in."))


def _show_cautions(file: str, cautions: Iterable[Caution]) -> None:
    """Show each warning once with its first line, and how often it came again."""
    often = Counter((caution.rule, caution.sentence) for caution in cautions)
    for caution in cautions:
        times = often.pop((caution.rule, caution.sentence), 0)
        if times:
            again = f" (×{times})" if times > 1 else ""
            _complain(f"{file}:{caution.line}: {_(caution.template) % caution.values} [{caution.rule}]{again}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _complain(line: str) -> None:
    sys.stderr.write(f"{line}\n")
