"""``commonweal demo``: load the demonstration partnership by acts, and print links to sign in by."""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from commonweal.console.stage import ScriptError, Stage, script
from commonweal.people.models import Account
from commonweal.record import reading
from commonweal.web.entering import entry_token

FOLDER = Path(__file__).resolve().parents[2] / "demo"


def demo_main(argv: Sequence[str]) -> int:
    """Load the demonstration where it is not there yet, and print links by which one signs in."""
    parser = argparse.ArgumentParser(prog="commonweal demo", description="Load the demonstration partnership.")
    parser.add_argument("--links", action="store_true", help="only print the sign-in links")
    words = parser.parse_args(argv)
    if not settings.DEMONSTRATION:
        print("This host is no demonstration. Set COMMONWEAL_DEMONSTRATION=yes to load one.", file=sys.stderr)
        return 1
    if not words.links:
        try:
            load_all(FOLDER, today=datetime.now(UTC).replace(microsecond=0))
        except ScriptError as error:
            print(error, file=sys.stderr)
            return 1
    try:
        lines = links(FOLDER)
    except Account.DoesNotExist:
        print("The demonstration is not loaded yet. Load it with: commonweal demo", file=sys.stderr)
        return 1
    print(*lines, sep="\n")
    return 0


def load_all(folder: Path, *, today: datetime) -> list[str]:
    """Play every script whose partnership is not there yet, parents first, and return their ids.

    What a parent writes down of its children comes last, from the children up: it needs them to be there.

    :raises ScriptError: where a script cannot be played, or an earlier load broke off
    """
    stages = [(place, _stage(place, today=today)) for place in _places(folder)]
    new = [(place, stage) for place, stage in stages if not _loaded(place, stage)]
    for place, stage in new:
        for line in script(place / "acts"):
            stage.play(line)
    for place, stage in reversed(new):
        for line in script(place / "after"):
            stage.play(line)
        stage.seal(_cast(place).get("witnesses", []))
    return [stage.partnership for _place, stage in stages]


def _loaded(place: Path, stage: Stage) -> bool:
    """Whether a script was played before.

    :raises ScriptError: where that broke off halfway
    """
    size = reading.size(stage.partnership)
    if 0 < size < sum("kind" in line for part in ("acts", "after") for line in script(place / part)):
        raise ScriptError(
            f"Loading {place.name} broke off halfway. Delete the database of this demonstration and start again."
        )
    return size > 0


def _stage(place: Path, *, today: datetime) -> Stage:
    return Stage(name=place.name.partition("-")[2], today=today, accounts=_accounts(_cast(place)))


def _places(folder: Path) -> list[Path]:
    return sorted(place for place in folder.iterdir() if (place / "cast.toml").exists())


def links(folder: Path) -> list[str]:
    """Return a line for each person of the cast whose role one may try, with a link that signs in as her."""
    rows = []
    for place in _places(folder):
        for person in _cast(place)["persons"].values():
            if person.get("try_as"):
                account = Account.objects.get(email=person["email"])
                address = settings.ADDRESS + reverse("enter", args=[entry_token(account)])
                rows.append(f"  {person['try_as']:<18} {person['name']:<22} {address}")
    return rows


def _cast(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "cast.toml").read_text(encoding="utf-8"))


def _accounts(cast: Mapping[str, Any]) -> dict[str, Account]:
    accounts = {}
    for handle, person in cast["persons"].items():
        account = Account.objects.filter(email=person["email"]).first()
        accounts[handle] = account or Account.objects.create_user(
            person["email"], name=person["name"], language=person.get("language", "en")
        )
    return accounts
