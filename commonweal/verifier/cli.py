"""``commonweal verify``: check a bundle or a receipt, offline, without settings and without a database."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from commonweal.record import notes
from commonweal.record.notes import NoteError, Verifier, parse_verifier
from commonweal.verifier.bundle import BundleError
from commonweal.verifier.checks import Progress, Trust, Verification
from commonweal.verifier.kept import compare_with_kept
from commonweal.verifier.receipts import HEADER_LINE, verify_receipt_file
from commonweal.verifier.report import Report
from commonweal.verifier.summary import as_json, as_text, legible

HOLDS: Final = 0
DIFFERS: Final = 1
NO_BUNDLE: Final = 2
_EVERY_SECONDS: Final = 0.5


def main(argv: Sequence[str] | None = None) -> int:
    """Check the file named on the command line, print what was found, and return the exit status.

    0: everything holds. 1: something differs. 2: the file is no bundle, or cannot be read.
    """
    options = parser().parse_args(argv)
    try:
        report = _report(options)
    except (BundleError, NoteError, OSError) as error:
        print(legible(f"Cannot check this file: {error}"), file=sys.stderr)
        return NO_BUNDLE
    with suppress(BrokenPipeError):  # whoever read the answer has gone; the exit status still tells
        print(as_json(report) if options.json else as_text(report), flush=True)
    return HOLDS if report.holds else DIFFERS


def parser() -> argparse.ArgumentParser:
    """Return the command's arguments, also for the help of the console."""
    made = argparse.ArgumentParser(prog="commonweal verify", description="Check a bundle or a receipt, offline.")
    made.add_argument("file", type=Path, help="a .commonweal bundle or a .tlog-proof receipt")
    made.add_argument("--checkpoint", type=Path, help="a checkpoint or a bundle that you kept from earlier")
    made.add_argument("--witness", action="append", default=[], metavar="VKEY", help="a witness that you trust")
    made.add_argument("--threshold", type=int, metavar="K", help="how many cosignatures you ask for")
    made.add_argument("--log", metavar="VKEY", help="the host's key, to check a receipt")
    made.add_argument("--entry", type=Path, help="the bytes of the entry, for a receipt that does not carry them")
    made.add_argument("--json", action="store_true", help="print the result as JSON")
    made.add_argument("--progress", action="store_true", help="show progress also where the output is no terminal")
    return made


def _report(options: argparse.Namespace) -> Report:
    trust = Trust(_witnesses(options.witness), options.threshold)
    with options.file.open("rb") as file:
        start = file.read(len(HEADER_LINE))
        if start == HEADER_LINE:
            log = parse_verifier(options.log) if options.log else None
            entry = options.entry.read_bytes() if options.entry else None
            return verify_receipt_file(start + file.read(notes.MAX_BYTES), log=log, entry=entry, trust=trust)
        progress = _show_progress if options.progress or sys.stderr.isatty() else None
        verification = Verification(file, trust=trust, progress=_paced(progress) if progress else None)
        report = verification.run()
        if options.checkpoint and report.facts:
            with options.checkpoint.open("rb") as kept:
                compare_with_kept(verification, kept)
        return report


def _witnesses(vkeys: Sequence[str]) -> tuple[Verifier, ...]:
    found = tuple(parse_verifier(vkey) for vkey in vkeys)
    if any(one.algorithm != notes.COSIGNATURE for one in found):
        raise NoteError("The key of a witness is of the cosignature kind.")
    if len({one.public for one in found}) != len(found):
        raise NoteError("The command line names one witness twice.")
    return found


def _paced(show: Progress) -> Progress:
    """Return `show`, called at most twice a second, and at the end if it was called before."""
    last = time.monotonic()
    shown = False

    def paced(done: int, of: int) -> None:
        nonlocal last, shown
        now = time.monotonic()
        if now - last >= _EVERY_SECONDS or (shown and done == of):
            last, shown = now, True
            show(done, of)

    return paced


def _show_progress(done: int, of: int) -> None:
    print(f"\r{done:,} of {of:,} entries", end="\n" if done == of else "", file=sys.stderr, flush=True)
