"""What the storm of ballots does inside the house: seed voters and a ballot before, close it and look at it after.

Run as ``python -m commonweal.api.tests.voted seed open 2000`` and ``… look PARTNERSHIP DECISION``, each in a process of
its own, on the database that the server under test uses. The voters are written as rows: admitting twenty thousand
organisations one by one is not what is tested.
"""

# ruff: noqa: PLC0415, T201 - models can be imported only when Django stands; the answer goes to the test by print

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING, Any

import django

from commonweal.api.tests import stormed

if TYPE_CHECKING:
    from commonweal.capabilities.decisions.tests.crowd import Voter

OPTIONS = [{"code": code, "title": {"text": code, "lang": "en"}} for code in ("ana", "berta", "carl")]


def seed(kind: str, voters: int) -> dict[str, Any]:
    """Found a partnership with so many members, open a ballot among them and return what a client needs."""
    from commonweal.acts.perform import perform
    from commonweal.acts.testing import made
    from commonweal.capabilities.decisions.tests.crowd import crowd
    from commonweal.partnerships.actors import actor_of
    from commonweal.partnerships.models import Partnership

    partnership = stormed.seed()["partnership"]
    sessions = _sessions(crowd(partnership, voters, at=_now()))
    convener = actor_of(Partnership.objects.get(pk=partnership).convener, partnership=partnership, at=_now())
    question = {"text": "Shall it be so?", "lang": "en"}
    said = {"title": "Storm", "question": question, "promised": "consult"}
    said |= {"on": "chair", "options": OPTIONS} if kind == "secret" else {"on": "general"}
    decision = perform(made("decisions.propose", partnership, **said), by=convener, at=_now()).position
    perform(made("decisions.open_ballot", partnership, decision=decision), by=convener, at=_now())
    return {"partnership": partnership, "decision": decision, "sessions": sessions}


def _sessions(voters: list[Voter]) -> dict[str, str]:
    """Sign everybody in, and return the session of each seat."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from commonweal.kit.ids import new_id
    from commonweal.people.models import Session

    store, tomorrow = import_module(settings.SESSION_ENGINE).SessionStore(), _now() + timedelta(days=1)
    rows = {}
    for voter in voters:
        data = {
            SESSION_KEY: str(voter.account.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: voter.account.get_session_auth_hash(),
        }
        key = new_id() + "stormy"
        rows[voter.seat] = Session(
            session_key=key, session_data=store.encode(data), expire_date=tomorrow, account=voter.account
        )
    Session.objects.bulk_create(list(rows.values()), batch_size=500)
    return {seat: row.session_key for seat, row in rows.items()}


def look(partnership: str, decision: int) -> dict[str, Any]:
    """Close the ballot, which can be done early because everybody has voted, and return what was counted."""
    from commonweal.acts.perform import perform
    from commonweal.acts.testing import made
    from commonweal.interchange.bundles import export_bundle
    from commonweal.kit.canonical import canonical_decode
    from commonweal.partnerships.actors import actor_of
    from commonweal.partnerships.models import Partnership
    from commonweal.record import boxes, reading

    convener = actor_of(Partnership.objects.get(pk=partnership).convener, partnership=partnership, at=_now())
    closing = perform(made("decisions.close", partnership, decision=decision), by=convener, at=_now())
    lines = [canonical_decode(line) for line in boxes.lines(partnership, closing.body["box"])]
    out = BytesIO()
    export_bundle(partnership, out)
    with open(os.environ["STORM_BUNDLE"], "wb") as file:  # noqa: PTH123 - a path from the test that called us
        file.write(out.getvalue())
    casts = [entry for entry in reading.all_entries(partnership) if entry.kind == "decisions.cast"]
    return {
        "outcome": closing.body["outcome"],
        "lines": closing.body["lines"],
        "casts": [entry.body["seat"] for entry in casts],
        "ticks": [line["seat"] for line in lines if line["what"] == "tick"],
        "ballots": sum(line["what"] == "ballot" for line in lines),
        "choices": sorted(str(line["choice"]) for line in lines if line["what"] == "ballot"),
    }


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    django.setup()
    if sys.argv[1] == "seed":
        print(json.dumps(seed(sys.argv[2], int(sys.argv[3]))))
    else:
        print(json.dumps(look(sys.argv[2], int(sys.argv[3]))))
