"""``commonweal demo``: load the demonstration partnership by acts, and print three sign-in links."""

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

from commonweal.console.stage import Stage, script
from commonweal.partnerships.models import Partnership
from commonweal.people.models import Account
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
        load_all(FOLDER, today=datetime.now(UTC).replace(microsecond=0))
    for line in links(FOLDER):
        print(line)
    return 0


def load_all(folder: Path, *, today: datetime) -> list[str]:
    """Play every script under `folder` whose partnership is not there yet, and return their ids."""
    return [load(place, today=today) for place in sorted(folder.iterdir()) if (place / "cast.toml").exists()]


def load(folder: Path, *, today: datetime) -> str:
    """Play one script, or nothing where its partnership is there already."""
    cast = _cast(folder)
    stage = Stage(name=folder.name.partition("-")[2] or folder.name, today=today, accounts=_accounts(cast))
    if not Partnership.objects.filter(pk=stage.partnership).exists():
        for line in script(folder):
            stage.play(line)
    return stage.partnership


def links(folder: Path) -> list[str]:
    """Return a line for each person of the cast whose role one may try, with a link that signs in as her."""
    rows = []
    for place in sorted(folder.iterdir()):
        if not (place / "cast.toml").exists():
            continue
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
