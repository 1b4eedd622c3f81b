"""``commonweal witness``: watch a log, cosign a bundle, or wait for logs to come."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from commonweal.record.checkpoints import parse_checkpoint
from commonweal.record.notes import parse_verifier
from commonweal.verifier.summary import legible
from commonweal.verifier.witness.fetching import Log, Unreachable
from commonweal.verifier.witness.memory import Memory, new_key, read_key
from commonweal.verifier.witness.rules import Forked
from commonweal.verifier.witness.serving import server
from commonweal.verifier.witness.watching import witness_bundle, witness_log

DONE: Final = 0
TWO_HISTORIES: Final = 1
CANNOT: Final = 2
_NOT_KEPT: Final = "The log did not keep the cosignature: its record does not name this witness."


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks.

    0: cosigned. 1: the log showed two histories; the proof is printed. 2: it could not be done.
    """
    options = parser().parse_args(argv)
    try:
        return _run(options)
    except Forked as fork:
        print("PROOF OF MISBEHAVIOUR")
        print(legible(f"{fork}\n\nKept:\n\n{fork.kept}\nShown now:\n\n{fork.shown}"))
        if options.proof and fork.proof is not None:
            logs = Memory(options.state or options.key.with_suffix(".state")).logs(fork.kept.text.partition("\n")[0])
            options.proof.write_text(fork.proof.as_json(logs=[str(log) for log in logs]), encoding="utf-8")
            print(legible(f"The same as a file, for everybody to check: {options.proof}"))
        return TWO_HISTORIES
    except (OSError, ValueError) as error:  # NoteError, BundleError, Unreachable, UnreadableMemory among them
        print(legible(f"Nothing was cosigned: {error}"), file=sys.stderr)
        return CANNOT


def parser() -> argparse.ArgumentParser:
    """Return the command's arguments, also for the help of the console."""
    made = argparse.ArgumentParser(prog="commonweal witness", description="Cosign checkpoints that extend the last.")
    made.add_argument("target", nargs="?", help="the address of a record, or a .commonweal bundle")
    made.add_argument("--key", type=Path, required=True, metavar="KEYFILE", help="the key of this witness")
    made.add_argument("--state", type=Path, metavar="STATEFILE", help="where it remembers what it cosigned")
    made.add_argument("--new-key", metavar="NAME", help="make the key first, under this name, and print its vkey")
    made.add_argument("--log", action="append", default=[], metavar="VKEY", help="the key of a log, where it is known")
    made.add_argument("--once", action="store_true", help="look once (the default)")
    made.add_argument("--every", type=float, metavar="SECONDS", help="look again and again")
    made.add_argument("--proof", type=Path, metavar="FILE", help="where the proof of two histories is written, if any")
    made.add_argument("--serve", metavar="HOST:PORT", help="wait for logs to come, as tlog-witness says")
    return made


def _run(options: argparse.Namespace) -> int:
    if options.new_key:
        made = new_key(options.key, options.new_key)
        print(made.verifier)
        if not options.target and not options.serve:
            return DONE
    key = read_key(options.key)
    memory = Memory(options.state or options.key.with_suffix(".state"))
    logs = [parse_verifier(vkey) for vkey in options.log]
    if options.serve:
        host, _, port = options.serve.rpartition(":")
        served = server(host, int(port), key=key, memory=memory, logs={log.name: [log] for log in logs})
        print(f"Witness {key.verifier} listens on {host}:{served.server_address[1]}.", flush=True)
        served.serve_forever()
    if not options.target:
        print(key.verifier)
        return DONE
    if not options.target.startswith(("http://", "https://")):
        with Path(options.target).open("rb") as file:
            _cosigned, line = witness_bundle(file, key=key, memory=memory, at=int(time.time()))
        print(line)
        return DONE
    return _watch(options, Log(options.target))


def _watch(options: argparse.Namespace, log: Log) -> int:
    key = read_key(options.key)
    memory = Memory(options.state or options.key.with_suffix(".state"))
    pinned = parse_verifier(options.log[0]) if options.log else None
    while True:
        try:
            note = witness_log(log, key=key, memory=memory, at=int(time.time()), pinned=pinned)
            kept = log.give_cosignature(str(note))
            size = parse_checkpoint(note.text).size
            print(f"Cosigned {size} entries.", flush=True)
            if str(note.signatures[-1]).encode() not in kept:
                print(_NOT_KEPT, file=sys.stderr, flush=True)
        except Unreachable as error:
            if not options.every or options.once:
                raise
            print(legible(f"Will try again: {error}"), file=sys.stderr, flush=True)
        if not options.every or options.once:
            return DONE
        time.sleep(options.every)
