"""``commonweal moved``: stop a record on this host, because it lives elsewhere."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from commonweal.capabilities.trust import projection, queries
from commonweal.console.replaying import named
from commonweal.web.audience import now


def moved_main(argv: Sequence[str]) -> int:
    """Stop a record here, or let it go on. Nothing is written on the record: it is not the host's to write."""
    parser = argparse.ArgumentParser(
        prog="commonweal moved",
        description="Stop a record on this host, because it lives elsewhere. Its pages and downloads stay.",
    )
    parser.add_argument("partnership", help="address or id")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--to", metavar="URL", help="the address of the host at which it goes on")
    which.add_argument("--undo", action="store_true", help="let it go on here, where it was stopped by mistake")
    words = parser.parse_args(argv)
    row = named(words.partnership)
    if words.undo:
        projection.let_go_on(row.pk)
        closed = queries.closing_of(row.pk)
        if closed:
            print(f"{row.slug} was closed by its own partners and goes on at {closed.to}.", file=sys.stderr)
            return 1
        print(f"{row.slug} goes on here.")
        return 0
    if not words.to.startswith(("https://", "http://")):
        print("Give the address of the new host, such as https://commonweal.example.org.", file=sys.stderr)
        return 2
    projection.stopped(row.pk, to=words.to, at=now())
    print(f"{row.slug} is stopped here. Its pages say that it goes on at {words.to}.")
    return 0
