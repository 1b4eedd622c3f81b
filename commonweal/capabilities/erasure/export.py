"""Everything that this host keeps of one person, as a file for her: account, places, words and acts."""

from __future__ import annotations

import json
import zipfile
from datetime import datetime
from typing import IO, Any

from django.utils.translation import gettext as _

from commonweal.capabilities.erasure import queries
from commonweal.partnerships.models import Member, Partnership, Representation
from commonweal.people import identity, personal
from commonweal.people.access import needs_of
from commonweal.people.models import Account
from commonweal.people.words import texts
from commonweal.record import reading

_BATCH = 500


def write(account: Account, out: IO[bytes], *, at: datetime) -> None:
    """Write the file: a zip of JSON, with a page that says what is what."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "account.json", _account(account, at=at))
        _put(archive, "kept-beside-the-records.json", personal.export(account))
        for partnership, person in identity.pseudonyms_of(account).items():
            _partnership(archive, partnership, person)
        archive.writestr("README.txt", _readme(at))


def _account(account: Account, *, at: datetime) -> dict[str, Any]:
    return {
        "number": account.pk,
        "name": account.name,
        "mail_address": account.email,
        "language": account.language,
        "joined_at": account.joined_at,
        "last_signed_in": account.last_login,
        "runs_this_host": account.is_administrator,
        "exported_at": at,
    }


def _partnership(archive: zipfile.ZipFile, partnership: str, person: str) -> None:
    row = Partnership.objects.filter(pk=partnership).first()
    folder = f"partnerships/{row.slug if row else partnership}"
    names = dict(Member.objects.filter(partnership=partnership).values_list("organisation", "name"))
    held = Representation.objects.filter(partnership=partnership, person=person).order_by("entry")
    about = {
        "partnership": row.name if row else partnership,
        "id": partnership,
        "my_sign_there": person,
        "my_places": [
            {"place": one.role, "organisation": names.get(one.organisation, ""), "since": one.since_at,
             "until": one.until_on, "ended": one.ended_at}
            for one in held
        ],
        "what_i_need": needs_of(person),
    }  # fmt: skip
    _put(archive, f"{folder}/me.json", about)
    _put_lines(archive, f"{folder}/words.jsonl", _words(partnership, person))
    _put_lines(archive, f"{folder}/acts.jsonl", _acts(partnership, person))


def _words(partnership: str, person: str) -> Any:
    ids = queries.ids_by(person, partnership=partnership, most=None)
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        found = texts(batch)
        for id in batch:
            if id in found:
                yield {"id": id, "language": found[id].lang, "text": found[id].text}


def _acts(partnership: str, person: str) -> Any:
    for entry in reading.all_entries(partnership):
        if entry.by == person:
            yield {"entry": entry.position, "kind": entry.kind, "at": entry.at, "for": entry.org, "body": entry.body}


def _put(archive: zipfile.ZipFile, name: str, data: Any) -> None:
    archive.writestr(name, json.dumps(data, cls=personal.Plain, ensure_ascii=False, indent=2))


def _put_lines(archive: zipfile.ZipFile, name: str, rows: Any) -> None:
    with archive.open(name, "w") as file:
        for row in rows:
            file.write(json.dumps(row, cls=personal.Plain, ensure_ascii=False).encode() + b"\n")


def _readme(at: datetime) -> str:
    lines = (
        _("Everything that this host keeps of you, as it was on %(at)s (UTC).") % {"at": f"{at:%Y-%m-%d %H:%M}"},
        _("account.json: your account."),
        _("kept-beside-the-records.json: your sessions, notices, drafts and keys, without the secrets in them."),
        _("partnerships: for each, who you are there (me.json), what you wrote and did (words.jsonl, acts.jsonl)."),
        _("The record itself is public where its charter says so; you can download it on the page of a partnership."),
    )
    return "\n\n".join(lines) + "\n"
