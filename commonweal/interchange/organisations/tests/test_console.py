"""The command line says each fault at its cell, takes a list in, ends what was cut off, and takes it back."""

from __future__ import annotations

import pytest

from commonweal.acts.testing import founded
from commonweal.interchange.organisations.console import main, undo_main
from commonweal.interchange.organisations.tests.samples import FAULTS, as_csv, forty
from commonweal.partnerships.queries import members

pytestmark = pytest.mark.django_db


@pytest.fixture
def cool():
    return founded()


@pytest.fixture
def run(tmp_path, capsys, cool):
    file = tmp_path / "partners.csv"
    file.write_bytes(as_csv(forty()))

    def call(*words: str, by: str = "alba@example.org"):
        code = main([str(file), "--into", cool.slug, "--as", by, *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_faults_are_printed_at_their_cells_and_nothing_comes_in(run, cool):
    code, _out, err = run()

    assert code == 1
    assert [line.partition(":")[0] for line in err.splitlines()[:-1]] == list(FAULTS)
    assert members(cool.id).count() == 5


def test_the_others_come_in_once_and_go_again(run, cool):
    assert run("--leave-out-faulty", "--dry-run")[0] == 0
    assert members(cool.id).count() == 5
    code, out, _err = run("--leave-out-faulty")
    again = run("--leave-out-faulty")

    assert (code, again[0]) == (0, 0)
    assert members(cool.id).count() == 34
    batch = out.splitlines()[-1].split()[3]
    assert undo_main([batch, "--as", "alba@example.org"]) == 0
    assert members(cool.id).count() == 5
    assert run("--leave-out-faulty")[0] == 0
    assert members(cool.id).count() == 34


def test_whoever_may_not_is_refused_by_clause_and_nonsense_is_not_understood(run, cool):
    code, _out, err = run("--leave-out-faulty", by="bruno@example.org")

    assert code == 1
    assert "clause" in err.splitlines()[-1]
    assert run("--assign", "Nothing=name")[0] == 2
    assert run(by="nobody@example.org")[0] == 2
    assert undo_main(["x", "--as", "alba@example.org"]) == 2
