"""What the test of a killed server does inside the house: seed a partnership before, and look at its record after.

Run as ``python -m commonweal.api.tests.stormed seed`` and ``… look``, each in a process of its own, on the database
that the server under test uses.
"""

# ruff: noqa: PLC0415, T201 - models can be imported only when Django stands; the answer goes to the test by print

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from typing import Any

import django

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)


def seed() -> dict[str, str]:
    """Found a partnership and open a session for its convener; return what a client needs."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from commonweal.acts.installed import act_type
    from commonweal.acts.perform import perform
    from commonweal.kit.ids import new_id
    from commonweal.partnerships.actors import ANYONE, Actor
    from commonweal.people.identity import pseudonym_of
    from commonweal.people.models import Account
    from commonweal.record.hostkeys import log_key

    account = Account.objects.create_user("storm@example.org", name="Storm")
    id = new_id()
    founder = Actor(id, person=pseudonym_of(account, partnership=id), roles=frozenset({ANYONE, "founder"}))
    founding = act_type("founding.found").model_validate(
        {
            "partnership": id,
            "name": "Storm",
            "place": "Here",
            "purpose": "To lose nothing, whatever happens.",
            "who_decides": "everyone",
            "size": "small",
            "slug": "storm",
            "log_key": log_key(id),
        }
    )
    perform(founding, by=founder, at=AT)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = account.pk
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    return {"partnership": id, "session": session.session_key}


def look(partnership: str) -> dict[str, Any]:
    """Return every entry's number, leaf and place, whether a replay changes a row, and what the verifier says."""
    from commonweal.acts.replay import replay, tables
    from commonweal.interchange.bundles import export_bundle
    from commonweal.record import reading

    def rows() -> dict[str, list[dict[str, Any]]]:
        return {t.__name__: list(t.objects.filter(partnership=partnership).order_by("pk").values()) for t in tables()}

    entries = [(e.idem, e.leaf.hex(), e.position) for e in reading.all_entries(partnership)]
    before = rows()
    replay(partnership)
    out = BytesIO()
    export_bundle(partnership, out)
    with open(os.environ["STORM_BUNDLE"], "wb") as file:  # noqa: PTH123 - a path from the test that called us
        file.write(out.getvalue())
    return {"entries": entries, "replayed_equal": rows() == before}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    django.setup()
    print(json.dumps(seed() if sys.argv[1] == "seed" else look(sys.argv[2])))
