"""What a witness keeps on disk: its key, and the last checkpoint of each log, written before it answers."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from commonweal.kit.canonical import CanonicalError, b64_decode, b64_encode
from commonweal.record.keys import SEED_BYTES, SigningKey
from commonweal.record.notes import COSIGNATURE, NoteError, Verifier, parse_note, parse_verifier
from commonweal.verifier.witness.rules import Kept

_KEY_FORMAT: Final = "commonweal-witness-key/1"
_STATE_FORMAT: Final = "commonweal-witness/1"


class UnreadableMemory(ValueError):
    """A key or state file that cannot be read; nothing is cosigned until somebody looked at it."""


class WitnessKey:
    """The name and key under which this witness cosigns."""

    def __init__(self, name: str, seed: bytes) -> None:
        """Take a name and the 32-byte seed."""
        self.name = name
        self.key = SigningKey(seed)
        self.verifier = Verifier(name, COSIGNATURE, self.key.public)


def new_key(path: Path, name: str) -> WitnessKey:
    """Make a key and write it to a file that only its owner can read.

    :raises FileExistsError: rather than overwrite a key
    :raises NoteError: if the name cannot stand in a note
    """
    seed = os.urandom(SEED_BYTES)
    made = WitnessKey(name, seed)
    parse_verifier(str(made.verifier))
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(f"{_KEY_FORMAT}\n{name}\n{b64_encode(seed)}\n")
        file.flush()
        os.fsync(file.fileno())
    return made


def read_key(path: Path) -> WitnessKey:
    """Read a key file.

    :raises UnreadableMemory: if it is none
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    if len(lines) != 4 or lines[0] != _KEY_FORMAT or lines[3]:
        raise UnreadableMemory(f"{path.name} is not a witness's key file.")
    try:
        key = WitnessKey(lines[1], b64_decode(lines[2], size=SEED_BYTES))
        parse_verifier(str(key.verifier))
    except (CanonicalError, NoteError) as error:
        raise UnreadableMemory(f"{path.name} is not a witness's key file: {error}") from error
    return key


class Memory:
    """The state file. `held` keeps other processes out from the check to the writing."""

    def __init__(self, path: Path) -> None:
        """Name the file; it need not exist yet."""
        self._path = path

    @contextmanager
    def held(self) -> Iterator[Memory]:
        """Hold the state, so that nobody else can cosign between our check and our writing."""
        with self._path.with_name(self._path.name + ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self

    def kept(self, origin: str) -> Kept | None:
        """Return the last checkpoint that was cosigned for a log."""
        one = self._read().get(origin)
        return Kept(parse_note(one["note"])) if one else None

    def logs(self, origin: str) -> list[Verifier]:
        """Return the keys that are accepted for a log; the last one is in force."""
        one = self._read().get(origin)
        return [parse_verifier(vkey) for vkey in one["log"]] if one else []

    def keep(self, origin: str, kept: Kept, *, log: list[Verifier]) -> None:
        """Write the state so that it survives a power cut, before the caller answers anybody."""
        state = self._read()
        state[origin] = {"log": [str(key) for key in log], "note": str(kept.note)}
        fresh = self._path.with_name(self._path.name + ".new")
        with fresh.open("w", encoding="utf-8") as file:
            json.dump({"format": _STATE_FORMAT, "logs": state}, file, indent=1, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._path)
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _read(self) -> dict[str, Any]:
        try:
            state = json.loads(self._path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise UnreadableMemory(f"{self._path.name} cannot be read; do not delete it, ask.") from error
        if not isinstance(state, dict) or state.get("format") != _STATE_FORMAT or not isinstance(state["logs"], dict):
            raise UnreadableMemory(f"{self._path.name} is not the state of a witness.")
        logs: dict[str, Any] = state["logs"]
        return logs
