"""Both commands from outside: exit codes, what they print, kept checkpoints, receipts, and no Django anywhere."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from commonweal.record.notes import Note
from commonweal.record.tlogproof import Receipt
from commonweal.record.tree import MemoryTree
from commonweal.verifier import cli
from commonweal.verifier.standalone import verify as standalone
from commonweal.verifier.tests.making import Maker, whole

Run = Callable[..., int]


@pytest.fixture(scope="module")
def maker() -> Maker:
    return whole(entries=320)


@pytest.fixture(params=[cli.main, standalone.main], ids=["product", "standalone"])
def verify(request: pytest.FixtureRequest) -> Run:
    """Either command, called with words."""
    return lambda *words: request.param([str(word) for word in words])


def written(path: Path, data: bytes | Note) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else str(data).encode())
    return path


def test_a_good_bundle_exits_0_and_says_how_far_it_reaches(verify: Run, maker: Maker, tmp_path: Path, capsys):
    assert verify(written(tmp_path / "b", maker.bundle("north"))) == 0

    out = capsys.readouterr().out
    assert "Not sealed: cosigned by 1 of 3 witnesses, 2 needed." in out
    assert "entries 0 to 299 cannot have been changed by the host alone" in out or "How far this reaches" in out
    assert "Not covered: entries" in out


def test_a_bad_bundle_exits_1_with_ten_differences_each_with_its_place(verify: Run, maker: Maker, tmp_path, capsys):
    bad = whole(entries=14)
    for _ in range(12):
        bad.add("Bad.kind")

    assert verify(written(tmp_path / "b", bad.bundle())) == 1

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "This does not hold: 12 differences."
    assert [line.split(":")[0].strip() for line in lines[1:11]] == [f"entry {n}" for n in range(14, 24)]
    assert lines[11].strip() == "… and 2 more."


@pytest.mark.parametrize("data", [b"", b"PK", b"PK\x03\x04", b"hello", bytes(1000)])
def test_what_is_no_bundle_exits_2_with_a_sentence(verify: Run, tmp_path: Path, capsys, data: bytes):
    assert verify(written(tmp_path / "b", data)) == 2
    assert capsys.readouterr().err.startswith("Cannot check this file")


def test_a_file_that_is_not_there_exits_2(verify: Run, tmp_path: Path):
    assert verify(tmp_path / "missing") == 2


def test_json_tells_the_same(maker: Maker, tmp_path: Path, capsys):
    path = written(tmp_path / "b", maker.bundle("north", "south"))

    assert cli.main([str(path), "--json"]) == 0
    ours = json.loads(capsys.readouterr().out)
    assert standalone.main([str(path), "--json"]) == 0
    theirs = json.loads(capsys.readouterr().out)

    assert ours == theirs
    assert (ours["ok"], ours["sealed"], ours["differences"]) == (True, True, [])


# ── What was kept ─────────────────────────────────────────────────────────────────────────────────


def rewritten(maker: Maker, at: int) -> Maker:
    """Return the same host with another entry, without the later acts that would betray it."""
    other = Maker(maker.name, texts=maker.texts, boxes=maker.boxes, log_keys=maker.log_keys[:1])
    other.witnesses, other.threshold = maker.witnesses, maker.threshold
    for raw in maker.entries[:at]:
        other.append_raw(raw)
    for _ in range(40):
        other.add("fit.score", {"n": 7})
    return other


def test_a_kept_checkpoint_that_is_extended_reaches_further(verify: Run, maker: Maker, tmp_path: Path, capsys):
    bundle = written(tmp_path / "b", maker.bundle())
    kept = written(tmp_path / "kept", maker.note())

    assert verify(bundle, "--checkpoint", kept) == 0
    assert "pins the first 320" in capsys.readouterr().out
    assert verify(bundle, "--checkpoint", bundle) == 0


@pytest.mark.parametrize("how", ["note", "bundle"])
def test_two_histories_print_the_proof(verify: Run, maker: Maker, tmp_path: Path, capsys, how: str):
    first = Maker(maker.name, maker.entries[:100], MemoryTree(), maker.texts, maker.boxes, maker.log_keys[:1])
    first.witnesses, first.threshold = maker.witnesses, maker.threshold
    for raw in first.entries:
        first.tree.append(standalone.leaf_hash(raw))
    second = rewritten(maker, 80)
    kept = written(tmp_path / "kept", first.note() if how == "note" else first.bundle())

    assert verify(written(tmp_path / "b", second.bundle())) == 0
    assert verify(written(tmp_path / "b", second.bundle()), "--checkpoint", kept) == 1

    out = capsys.readouterr().out
    assert "PROOF OF MISBEHAVIOUR" in out
    assert f"{maker.origin}\n100\n" in out
    assert f"{maker.origin}\n120\n" in out
    if how == "bundle":
        assert "entry 80: of the first 100 entries" in out


def test_a_record_that_lost_its_end_is_refused(verify: Run, maker: Maker, tmp_path: Path, capsys):
    short = Maker(maker.name, maker.entries[:100], MemoryTree(), maker.texts, maker.boxes, maker.log_keys[:1])
    short.witnesses, short.threshold = maker.witnesses, maker.threshold
    for raw in short.entries:
        short.tree.append(standalone.leaf_hash(raw))
    longer = rewritten(maker, 100)
    bundle = written(tmp_path / "b", short.bundle())

    for kept in (longer.note(), longer.bundle()):
        assert verify(bundle, "--checkpoint", written(tmp_path / "kept", kept)) == 1
        assert "entry 100: is missing here" in capsys.readouterr().out


def test_a_kept_file_that_is_no_checkpoint_exits_2(verify: Run, maker: Maker, tmp_path: Path):
    assert verify(written(tmp_path / "b", maker.bundle()), "--checkpoint", written(tmp_path / "k", b"x")) == 2


# ── Whom the reader trusts ────────────────────────────────────────────────────────────────────────


def test_the_reader_may_name_witnesses_and_a_threshold(verify: Run, maker: Maker, tmp_path: Path):
    bundle = written(tmp_path / "b", maker.bundle("north"))
    north, south, _east = (str(one) for one in maker.witnesses)

    assert verify(bundle, "--threshold", 1) == 0
    assert verify(bundle, "--threshold", 2) == 1
    assert verify(bundle, "--witness", north, "--threshold", 1) == 0
    assert verify(bundle, "--witness", south, "--threshold", 1) == 1
    assert verify(bundle, "--witness", north, "--witness", north) == 2
    assert verify(bundle, "--witness", "nonsense") == 2


# ── Receipts ──────────────────────────────────────────────────────────────────────────────────────


def test_a_receipt_is_checked_against_its_entry_and_its_log(verify: Run, maker: Maker, tmp_path: Path, capsys):
    log = str(maker.log_keys[-1])
    proof = tuple(maker.tree.inclusion_proof(77))
    carried = written(tmp_path / "a", str(Receipt(77, proof, maker.note(), maker.entries[77])).encode())
    bare = written(tmp_path / "c", str(Receipt(77, proof, maker.note("north"))).encode())
    entry, other = written(tmp_path / "77", maker.entries[77]), written(tmp_path / "78", maker.entries[78])

    assert verify(carried, "--log", log) == 0
    assert "Entry 77 of" in capsys.readouterr().out
    assert verify(bare, "--log", log, "--entry", entry) == 0
    assert verify(bare, "--log", log, "--entry", entry, "--witness", maker.witnesses[0], "--threshold", 1) == 0
    assert verify(bare, "--log", log, "--entry", entry, "--witness", maker.witnesses[1], "--threshold", 1) == 1
    assert verify(bare, "--log", log, "--entry", other) == 1
    assert verify(bare, "--log", str(maker.log_keys[0]), "--entry", entry) == 1
    assert verify(bare, "--log", log) == 2
    assert verify(carried) == 2


# ── From a plain install ──────────────────────────────────────────────────────────────────────────


def test_the_command_needs_neither_settings_nor_django(maker: Maker, tmp_path: Path):
    bundle = written(tmp_path / "b", maker.bundle())
    program = (
        "import sys\n"
        "from commonweal.verifier.cli import main\n"
        "status = main(sys.argv[1:])\n"
        "sys.exit(status or 10 * any(name.split('.')[0] in ('django', 'sqlite3', 'psycopg') for name in sys.modules))"
    )

    done = subprocess.run([sys.executable, "-c", program, bundle], capture_output=True, check=False, env={"PATH": ""})

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("isolated", [["-I"], ["-I", "-S"]], ids=["with PyNaCl", "standard library alone"])
def test_the_single_file_runs_alone(maker: Maker, tmp_path: Path, isolated: list[str]):
    source = Path(str(standalone.__file__)).read_text(encoding="utf-8")
    program = tmp_path / "verify.py"
    program.write_text(source, encoding="utf-8")
    bundle = written(tmp_path / "b", whole(entries=60).bundle("north", "south"))

    done = subprocess.run([sys.executable, *isolated, program, bundle], capture_output=True, check=False, cwd=tmp_path)

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Sealed by 2 of 3" in done.stdout
    assert "commonweal" not in [line.split()[1].split(".")[0] for line in source.splitlines() if line[:5] in IMPORTS]
    assert len(source.splitlines()) <= 1500


IMPORTS = ("from ", "impor")


def test_what_the_terminal_would_obey_is_spelled_out(tmp_path: Path, capsys):
    bad = Maker()
    bad.found()
    bad.append_raw(b'{"\x1b[2J\xe2\x80\xae')

    assert cli.main([str(written(tmp_path / "b", bad.bundle()))]) == 1
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
