"""``commonweal replay`` and ``commonweal checkpoint``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from commonweal.acts.replay import replay
from commonweal.capabilities.erasure.again import settle
from commonweal.partnerships.models import Partnership
from commonweal.partnerships.queries import UnknownPartnership, partnership_at, partnership_with, partnerships
from commonweal.record import checkpointing
from commonweal.web.audience import now


def named(name: str) -> Partnership:
    """Return the partnership with this address or id.

    :raises SystemExit: with a sentence, where there is none
    """
    for find in (partnership_at, partnership_with):
        try:
            return find(name)
        except UnknownPartnership:
            continue
    known = ", ".join(p.slug for p in partnerships()[:10]) or "none"
    print(f"There is no partnership {name!r} on this host. Known: {known}.", file=sys.stderr)
    raise SystemExit(1)


def replay_main(argv: Sequence[str]) -> int:
    """Rebuild the read model of one partnership, or of all."""
    parser = argparse.ArgumentParser(prog="commonweal replay", description="Rebuild the read model from the record.")
    parser.add_argument("partnership", nargs="*", help="address or id; all of them where none is named")
    words = parser.parse_args(argv)
    rows = [named(name) for name in words.partnership] or list(partnerships())
    for row in rows:
        count = replay(row.pk, progress=lambda n: print(f"{n:,} entries", file=sys.stderr))
        print(f"{row.slug}: {count:,} entries replayed")
    settle(now())
    return 0


def checkpoint_main(argv: Sequence[str]) -> int:
    """Print the signed checkpoint of a record, with its cosignatures."""
    parser = argparse.ArgumentParser(prog="commonweal checkpoint", description="Print a record's signed checkpoint.")
    parser.add_argument("partnership", help="address or id")
    row = named(parser.parse_args(argv).partnership)
    try:
        print(checkpointing.current(row.pk, log_key=row.log_key), end="")
    except checkpointing.SignedElsewhereError as elsewhere:
        print(elsewhere, file=sys.stderr)
        return 1
    return 0
