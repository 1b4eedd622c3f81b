"""Each command does what it says, prints sentences, and ends with 0 done, 1 refused or different, 2 not understood."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from commonweal.acts.testing import NOON, founded, founded_alone
from commonweal.console.__main__ import HOUSE, OFFLINE, main
from commonweal.partnerships.models import Member, Partnership
from commonweal.record import reading
from commonweal.record.readmodel import projecting


@pytest.fixture
def cool(db, time_machine):
    """A partnership with the whole cast."""
    time_machine.move_to(NOON, tick=False)
    return founded()


def run(capsys, *words):
    """Run a command; return its exit code, what it printed, and what it complained of."""
    try:
        code = main(list(words))
    except SystemExit as ended:  # argparse ends so
        code = ended.code if isinstance(ended.code, int) else 1
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["help"]])
def test_help_names_every_command(capsys, words):
    code, out, _err = run(capsys, *words)

    assert code == 0
    assert all(f"commonweal {name}" in out for name in [*OFFLINE, *HOUSE])


def test_no_word_and_an_unknown_word_are_not_understood(capsys):
    assert run(capsys)[0] == 2
    code, _out, err = run(capsys, "dance")
    assert code == 2
    assert "There is no command 'dance'." in err


@pytest.mark.parametrize("name", ["demo", "bundle", "restore", "replay", "checkpoint"])
def test_every_command_explains_itself(capsys, name):
    code, out, _err = run(capsys, name, "--help")

    assert code == 0
    assert out.startswith(f"usage: commonweal {name}")


@pytest.mark.parametrize("said", ["bundle", "bundle x", "restore", "checkpoint", "import", "import x"])
def test_too_few_words_are_not_understood(db, capsys, said):
    assert run(capsys, *said.split())[0] == 2


@pytest.mark.parametrize("words", [["bundle", "nowhere", "-o", "x"], ["replay", "nowhere"], ["checkpoint", "nowhere"]])
def test_a_partnership_that_is_not_here_is_named_with_those_that_are(cool, capsys, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    code, _out, err = run(capsys, *words)

    assert code == 1
    assert err.strip() == "There is no partnership 'nowhere' on this host. Known: cool-schools."
    assert list(tmp_path.iterdir()) == []


def test_a_checkpoint_is_printed_by_address_or_id(cool, capsys):
    code, out, _err = run(capsys, "checkpoint", cool.slug)

    assert code == 0
    assert out.splitlines()[:2] == [f"commonweal/{cool.id}", str(reading.size(cool.id))]
    assert run(capsys, "checkpoint", cool.id)[1] == out


def test_a_replay_puts_right_what_was_wrong_and_says_how_much(cool, capsys):
    with projecting():
        Member.objects.filter(partnership=cool.id).delete()

    code, out, _err = run(capsys, "replay", cool.slug)

    assert (code, out) == (0, f"cool-schools: {reading.size(cool.id)} entries replayed\n")
    assert Member.objects.filter(partnership=cool.id).count() == 5


def test_without_a_name_all_are_replayed(cool, capsys):
    founded_alone("Quiet Streets")

    code, out, _err = run(capsys, "replay")

    assert code == 0
    assert sorted(line.partition(":")[0] for line in out.splitlines()) == ["cool-schools", "quiet-streets"]


def test_a_bundle_is_written_verified_and_not_restored_over_what_is_here(cool, capsys, tmp_path):
    file = tmp_path / "cool.commonweal"

    code, out, _err = run(capsys, "bundle", cool.slug, "-o", str(file))
    assert code == 0
    assert f"commonweal verify {file}" in out
    assert run(capsys, "verify", str(file))[0] == 0

    code, _out, err = run(capsys, "restore", str(file))

    assert code == 1
    assert "Nothing was changed." in err


def test_a_bundle_that_cannot_be_written_is_told(cool, capsys, tmp_path):
    code, _out, err = run(capsys, "bundle", cool.slug, "-o", str(tmp_path / "nowhere" / "cool.commonweal"))

    assert code == 1
    assert "nowhere" in err


def test_what_is_no_bundle_is_not_restored(db, capsys, tmp_path):
    file = tmp_path / "holiday.jpg"
    file.write_bytes(b"not a bundle")

    for name in (str(file), str(tmp_path / "missing.commonweal")):
        code, _out, err = run(capsys, "restore", name)
        assert code == 1
        assert err.strip()
    assert not Partnership.objects.exists()


WITHOUT_DJANGO = """
import sys
from commonweal.console.__main__ import main
code = main(sys.argv[1:])
print("django" in sys.modules, file=sys.stderr)
sys.exit(code)
"""


def offline(*words, cwd):
    """Run a command as from a plain install: no settings named, no database, no folder of ours."""
    env = {n: v for n, v in os.environ.items() if not n.startswith(("COMMONWEAL_", "DJANGO_", "DATABASE_"))}
    command = [sys.executable, "-c", WITHOUT_DJANGO, *words]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)


def test_verify_needs_no_settings_no_database_and_no_django(cool, capsys, tmp_path):
    file = tmp_path / "cool.commonweal"
    run(capsys, "bundle", cool.slug, "-o", str(file))
    spoiled = tmp_path / "spoiled.commonweal"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    spoiled.write_bytes(data)

    good = offline("verify", str(file), "--json", cwd=tmp_path)
    bad = offline("verify", str(spoiled), cwd=tmp_path)
    none = offline("verify", str(tmp_path / "missing.commonweal"), cwd=tmp_path)

    assert (good.returncode, good.stderr.splitlines()[-1]) == (0, "False"), good.stderr
    assert json.loads(good.stdout)
    assert bad.returncode in (1, 2)
    assert bad.stderr.splitlines()[-1] == "False"
    assert none.returncode == 2
    assert sorted(f.name for f in tmp_path.iterdir()) == ["cool.commonweal", "spoiled.commonweal"]
