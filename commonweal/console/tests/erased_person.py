"""A host on which one person lives, is erased, and is looked for in every byte: run by a test, step by step.

Everything of hers carries the mark ``unikum``: name, mail address, words. What cannot carry it (salts, digests of
sessions) is noted when she leaves, and looked for as bytes.
"""

from __future__ import annotations

import io
import json
import logging
import os
import re
import subprocess
import sys
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

MARK = "unikum"
WHO = "Xaviera-Unikum"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ADDRESS = "xaviera-unikum@example.org"


def live() -> dict[str, Any]:
    """Let her come, sign in in several ways, and do and write two hundred things in two partnerships."""
    from django.core.management import call_command  # noqa: PLC0415 - not before Django is set up
    from django.test import Client  # noqa: PLC0415 - nor this

    from commonweal.acts.testing import account, founded, welcome  # noqa: PLC0415 - nor this
    from commonweal.people import access, papercodes, words  # noqa: PLC0415 - nor this
    from commonweal.people.models import Text  # noqa: PLC0415 - nor this
    from commonweal.web.audience import now  # noqa: PLC0415 - nor this

    call_command("migrate", verbosity=0)
    houses = [founded("Cool Schools"), founded("Quiet Streets")]
    for house in houses:
        welcome(house, WHO, "representative", org="university")
        _acts_of(house)
        access.say(house.person(WHO), f"A ramp, says {MARK}", lang="en")
    her = account(WHO)
    her.name = f"Xaviera {MARK.title()}"
    her.save()
    papercodes.give(her, at=now())
    client = Client(SERVER_NAME="localhost")
    client.post("/accounts/login/code/", {"email": ADDRESS})  # a letter to her, and a session that knows her address
    signed_in = Client(SERVER_NAME="localhost")
    signed_in.force_login(her, backend=BACKEND)
    for page in ("/accounts/", "/p/cool-schools/", "/p/cool-schools/activity/", f"/p/cool-schools/find/?q={MARK}"):
        signed_in.get(page)
    ids = [text.pk for text in Text.objects.filter(text__contains=MARK)]
    salts = [bytes(kept.salt or b"").hex() for kept in words.texts(ids).values()]
    return {"account": her.pk, "texts": ids, "salts": salts, "person": [house.person(WHO) for house in houses]}


def _acts_of(house: Any) -> None:
    from commonweal.acts.testing import NOON, given, made  # noqa: PLC0415 - not before Django is set up

    def does(kind: str, *, later: int = 0, **fields: Any) -> Any:
        at = NOON + timedelta(days=later)
        return given(made(kind, house.id, **fields), by=house.actor(WHO), at=at)

    def says(n: int | str) -> dict[str, str]:
        return {"text": f"What {MARK} number {n} says.", "lang": "en"}

    first = does("fit.state_condition", condition="time", colour="red", says=says("time"))
    does("fit.state_condition", condition="room", colour="amber", says=says("room"))
    does("lifecycle.ask_waiver", criterion="3.1", reason=says("waiver"), expires_on="2026-06-30")
    does("fit.open_sounding", box=_id(house, "box"), condition="problem", question=says("question"))
    told = does("messages.write", about=first.position, words=says("message"))
    for n in range(105):
        does("messages.write", later=1 + n // 50, about=first.position, answers=told.position, words=says(n))


def _id(house: Any, name: str) -> str:
    from commonweal.kit.ids import id_from_seed  # noqa: PLC0415 - not before Django is set up

    return str(id_from_seed("test", house.slug, name))


def leave() -> None:
    """Let her delete her account on its page."""
    from django.test import Client  # noqa: PLC0415 - not before Django is set up

    from commonweal.people.models import Account  # noqa: PLC0415 - nor this

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        Account.objects.get(email=ADDRESS), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    page = client.get("/accounts/leave/").content.decode()
    assert "Quiet Streets" in page, page
    answer = client.post("/accounts/leave/", {"words_too": "on", "sure": "on"})
    assert answer.status_code == 302, answer.content.decode()


def serve() -> None:
    """Answer one request, as a server does after it was started."""
    from django.test import Client  # noqa: PLC0415 - not before Django is set up

    assert Client(SERVER_NAME="localhost").get("/p/cool-schools/").status_code == 200


def look(marks: dict[str, Any]) -> dict[str, Any]:
    """Return where anything of hers is found, in files, rows and fresh bundles; and whether those verify."""
    from django.conf import settings  # noqa: PLC0415 - not before Django is set up
    from django.db import connection  # noqa: PLC0415 - nor this

    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    found = _in_files(Path(settings.VAR), marks) + _in_rows(connection, marks)
    verified = []
    for slug in ("cool-schools", "quiet-streets"):
        bundle = Path(settings.VAR) / f"{slug}.bundle"
        for words in (["bundle", slug, "-o", str(bundle)], ["verify", str(bundle)]):
            done = subprocess.run([sys.executable, "-m", "commonweal", *words], capture_output=True, check=False)
            verified.append((words[0], done.returncode, (done.stdout + done.stderr).decode()[-300:]))
        if bundle.exists():
            found += _in_bundle(bundle, marks)
            bundle.unlink()
    return {"found": found, "verified": verified}


def _needles(marks: dict[str, Any]) -> re.Pattern[bytes]:
    salts = [bytes.fromhex(salt) for salt in marks["salts"]]
    plain = [MARK.encode(), MARK.upper().encode(), MARK.title().encode(), MARK.encode().hex().encode()]
    plain += [salt for salt in salts if salt] + [salt.hex().encode() for salt in salts if salt]
    return re.compile(b"|".join(map(re.escape, plain)))


def _in_files(folder: Path, marks: dict[str, Any]) -> list[str]:
    needles = _needles(marks)
    files = [file for file in folder.rglob("*") if file.is_file() and file.name != "marks.json"]
    return [f"{f.name}: {m.group()!r}" for f in files if (m := needles.search(f.read_bytes()))]


def _in_rows(connection: Any, marks: dict[str, Any]) -> list[str]:
    """Search every row of every table as text, and inside every session."""
    from commonweal.people.models import Session  # noqa: PLC0415 - not before Django is set up

    needles, found = _needles(marks), []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            for row in _rows(cursor, table):
                raw = b"\0".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row)
                if needles.search(raw):
                    found.append(f"{table}: {raw[:80]!r}")
    for session in Session.objects.all():
        held = str(session.get_decoded())
        if MARK in held.lower() or marks["account"] in held:
            found.append(f"session: {held}")
    return found


def _rows(cursor: Any, table: str) -> list[Any]:
    """Return every row of a table; of an index of words, those that hold a word of hers."""
    from django.db import DatabaseError  # noqa: PLC0415 - not before Django is set up

    try:
        cursor.execute(f'SELECT * FROM "{table}"')
    except DatabaseError:  # an index that can be asked for words alone; its parts are tables of their own
        cursor.execute(f'SELECT rowid FROM "{table}" WHERE "{table}" MATCH %s', [f"{MARK}*"])
        return [(f"{MARK} in row {row[0]}",) for row in cursor.fetchall()]
    return list(cursor.fetchall())


def _in_bundle(path: Path, marks: dict[str, Any]) -> list[str]:
    needles = _needles(marks)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return [f"bundle {name}" for name in archive.namelist() if needles.search(archive.read(name))]


if __name__ == "__main__":
    django.setup()
    logging.getLogger().setLevel(logging.INFO)
    logging.getLogger("django").setLevel(logging.INFO)
    kept = Path(os.environ["COMMONWEAL_VAR"]) / "marks.json"
    step = sys.argv[1]
    if step == "live":
        kept.write_text(json.dumps(live()))
    elif step == "look":
        sys.stdout.write(json.dumps(look(json.loads(kept.read_text()))))
    else:
        {"leave": leave, "serve": serve}[step]()
