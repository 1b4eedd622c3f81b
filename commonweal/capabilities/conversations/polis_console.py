"""``commonweal import polis FOLDER --into NAME --as ADDRESS``: 0 when it came in, 1 where it has faults, 2 unread."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from django.utils.translation import gettext as _
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused
from commonweal.capabilities.conversations import polis_import
from commonweal.capabilities.conversations.polis_import import Read
from commonweal.methods.opinion.polis_csv import BadFile, read_summary
from commonweal.partnerships.actors import Actor, actor_for
from commonweal.partnerships.queries import UnknownPartnership, partnership_at
from commonweal.people.models import Account
from commonweal.web.actforms import in_words, sentence

FAULTS, NOT_UNDERSTOOD = 1, 2


def main(argv: Sequence[str]) -> int:
    """Take a conversation in from a folder of files that Polis exported."""
    asked = parser().parse_args(argv)
    at = datetime.now(UTC).replace(microsecond=0)
    by = _actor(asked.into, asked.by, at=at)
    if by is None:
        return NOT_UNDERSTOOD
    try:
        found, summary = _read(asked.folder)
    except OSError as error:
        return _complain(f"{error.filename}: {error.strerror}", NOT_UNDERSTOOD)
    for name, says in (found.faults or {}).items():
        _complain(f"{name}.csv: {says}", FAULTS)
    if found.faults:
        return FAULTS
    title = asked.title or summary.get("topic") or asked.folder.name
    question = asked.question or summary.get("conversation-description") or title
    row = polis_import.begin(
        found, by=by, at=at, title=title[:200], question=question, lang=asked.lang, closes=not asked.leave_open
    )
    try:
        while not polis_import.carry_on(row, by=by, at=at, seconds=1.0):
            _complain(f"{row.statements_done + row.votes_done} / {row.statements_of + row.votes_of}", 0)
    except (Refused, Objected) as why:
        return _complain(in_words(why), FAULTS)
    except ValidationError as invalid:
        return _complain(sentence(invalid.errors()[0]), FAULTS)
    said = {"statements": row.statements_of, "votes": row.votes_of, "people": row.people, "entry": row.conversation}
    told = _("Conversation %(entry)s: %(statements)s statements, %(votes)s votes of %(people)s people.") % said
    sys.stdout.write(f"{told}\n")
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the command's arguments."""
    made = argparse.ArgumentParser(
        prog="commonweal import polis", description=_("Take in a conversation from the files that Polis exports.")
    )
    made.add_argument("folder", type=Path, help=_("with comments.csv and votes.csv or participants-votes.csv"))
    made.add_argument("--into", required=True, metavar=_("NAME"), help=_("the address name of the partnership"))
    made.add_argument(
        "--as", dest="by", required=True, metavar=_("ADDRESS"), help=_("the mail address of who opens it")
    )
    made.add_argument("--title", default="", help=_("what it is called here; else the topic in summary.csv"))
    made.add_argument("--question", default="", help=_("what was asked; else the description in summary.csv"))
    made.add_argument("--lang", default="en", help=_("the language of the statements"))
    made.add_argument("--leave-open", action="store_true", help=_("let people go on voting"))
    return made


def _actor(slug: str, address: str, *, at: datetime) -> Actor | None:
    try:
        partnership = partnership_at(slug)
    except UnknownPartnership:
        _complain(_("There is no partnership %(slug)s here.") % {"slug": slug}, NOT_UNDERSTOOD)
        return None
    account = Account.objects.filter(email__iexact=address).first()
    if account is None:
        _complain(_("Nobody here has the address %(address)s.") % {"address": address}, NOT_UNDERSTOOD)
        return None
    return actor_for(account, partnership=partnership.pk, at=at)


def _read(folder: Path) -> tuple[Read, dict[str, str]]:
    long = folder / "votes.csv"
    votes = long if long.exists() else folder / "participants-votes.csv"
    with (
        (folder / "comments.csv").open(encoding="utf-8-sig", newline="") as said,
        votes.open(encoding="utf-8-sig", newline="") as cast,
    ):
        found = polis_import.read(said, cast)
    try:
        with (folder / "summary.csv").open(encoding="utf-8-sig", newline="") as lines:
            return found, read_summary(lines)
    except (BadFile, OSError, UnicodeDecodeError):
        return found, {}


def _complain(line: str, code: int) -> int:
    sys.stderr.write(f"{line}\n")
    return code
