"""A witness in a process of its own watches a served partnership, and catches its host within one round."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from commonweal.acts.testing import NOON, founded_alone
from commonweal.capabilities.founding.queries import remote_child
from commonweal.interchange.tree.looking import look
from commonweal.interchange.tree.tests.another_house import GO_ON, PATIENCE, REWRITE, ROOT, AnotherHouse, another_house
from commonweal.record import notes
from commonweal.record.forks import parse_fork, require_fork
from commonweal.record.notes import parse_note, parse_verifier

pytestmark = [pytest.mark.slow, pytest.mark.loopback]


class Witness:
    """A witness with a key and a memory in files, run as a command."""

    def __init__(self, folder: Path) -> None:
        self.key, self.state, self.proof = folder / "key", folder / "state", folder / "fork.json"
        self.vkey = self.command("--new-key", "witness.example").communicate(timeout=PATIENCE)[0].strip()

    def command(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [
                *(sys.executable, "-m", "commonweal", "witness", *arguments),
                *("--key", str(self.key), "--state", str(self.state), "--proof", str(self.proof)),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def once(self, record: str) -> tuple[int, str]:
        done = self.command(record, "--once")
        said = done.communicate(timeout=PATIENCE)[0]
        return done.returncode, said

    @contextmanager
    def watching(self, record: str) -> Iterator[subprocess.Popen[str]]:
        process = self.command(record, "--every", "0.5")
        try:
            yield process
        finally:
            process.kill()
            process.communicate()


@pytest.fixture
def witness(tmp_path: Path) -> Witness:
    return Witness(tmp_path)


def asked(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()


def holds(proof: Path, house: AnotherHouse) -> int:
    """Return the size of which the proof shows two histories."""
    fork, logs = parse_fork(proof.read_bytes())
    return require_fork(fork, logs=logs).size


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def test_a_witness_seals_a_served_record_and_catches_its_host_when_it_rewrites(tmp_path: Path, witness: Witness):
    with another_house(tmp_path / "house", vkey=witness.vkey) as house:
        with witness.watching(house.record) as watch:
            cosigned = first_line(watch)
            assert cosigned.startswith("Cosigned")
            note = parse_note(asked(f"{house.record}/checkpoint"))
            assert notes.verify_cosignatures(note, [parse_verifier(witness.vkey)])
            assert "Sealed" in asked(f"{house.record}/")

            house.does(REWRITE)  # by somebody who has the machine, the database and the key
            said = watch.communicate(timeout=PATIENCE)[0]

        assert watch.returncode == 1
        assert "PROOF OF MISBEHAVIOUR" in said
        assert said.count("Cosigned") <= 2  # what it saw while the database was being changed, and no round more
        assert holds(witness.proof, house) == int(cosigned.split()[1])


def test_growing_after_the_rewriting_hides_nothing(tmp_path: Path, witness: Witness):
    with another_house(tmp_path / "house", vkey=witness.vkey) as house:
        assert witness.once(house.record)[0] == 0
        house.does(REWRITE)
        house.does(GO_ON, many=5)

        code, said = witness.once(house.record)

        assert (code, "PROOF OF MISBEHAVIOUR" in said) == (1, True)
        assert holds(witness.proof, house) > 0


def test_two_faces_of_one_host_are_caught(tmp_path: Path, witness: Witness):
    with (
        another_house(tmp_path / "one", vkey=witness.vkey) as one,
        another_house(tmp_path / "other", vkey=witness.vkey) as other,
    ):
        assert witness.once(one.record)[0] == 0
        assert witness.once(one.record)[0] == 0

        code, said = witness.once(other.record)

        assert (code, "PROOF OF MISBEHAVIOUR" in said) == (1, True)
        assert holds(witness.proof, other) > 0


def test_the_parent_on_another_host_catches_the_same(tmp_path: Path, witness: Witness, db, settings):
    settings.PRIVATE_HOSTS = True
    parent = founded_alone("Breathing Cities")
    with another_house(tmp_path / "house", vkey=witness.vkey) as house:
        log_key = house.does("from commonweal.partnerships.models import Partnership\n"
                             "print(Partnership.objects.get(slug='cool-schools').log_key)")  # fmt: skip
        child = log_key.partition("+")[0].removeprefix("commonweal/")
        parent.given("founding.add_child", child=child, name="Cool Schools", url=f"{house.record}/", log_key=log_key)
        seen = look(remote_child(parent.id, child), at=NOON)
        parent.given("founding.note_remote_child", child=child, **seen.found)
        assert seen.figures["name"] == "Cool Schools"

        house.does(REWRITE)
        house.does(GO_ON, many=2)
        seen = look(remote_child(parent.id, child), at=NOON + timedelta(hours=1))

        assert seen.forked
        parent.given("founding.child_forked", child=child, **seen.found)
    assert remote_child(parent.id, child).forked is not None
