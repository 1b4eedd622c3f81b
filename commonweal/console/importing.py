"""``commonweal import STANDARD FILE``, and ``commonweal import undo ID``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from commonweal.capabilities.conversations import polis_console
from commonweal.interchange.iati import console as iati
from commonweal.interchange.organisations import console as organisations

STANDARDS = {
    "iati": iati.main,
    "organisations": organisations.main,
    "polis": polis_console.main,
    "undo": organisations.undo_main,
}


def import_main(argv: Sequence[str]) -> int:
    """Take in a file of a published standard."""
    if not argv or argv[0] not in STANDARDS:
        print(f"usage: commonweal import {{{','.join(STANDARDS)}}} FILE", file=sys.stderr)
        return 2
    return STANDARDS[argv[0]](argv[1:])
