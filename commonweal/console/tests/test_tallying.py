"""``commonweal tally``: counts shown in words and as one object, and one sentence for what is wrong."""

from __future__ import annotations

import json

import pytest

from commonweal.console.__main__ import main

TABLE = "rank1,rank2,count\nAnn,,4\nBob,Cem,2\nCem,Bob,3\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "board.csv"
    path.write_text(TABLE)
    return path


def test_a_count_is_shown_line_by_line(file, capsys):
    assert main(["tally", str(file), "--rule", "irv"]) == 0

    said = capsys.readouterr().out
    assert "Rule: irv/1;equal=share;until=majority;ties=fail" in said
    assert "Bob out, with 2." in said
    assert said.endswith("Elected: Cem.\n")


@pytest.mark.parametrize("rule", ["plurality", "condorcet", "schulze", "ranked_pairs", "irv", "stv", "meek"])
def test_every_rule_is_shown(file, capsys, rule):
    seats = ["--seats", "2"] if rule in ("stv", "meek") else []

    assert main(["tally", str(file), "--rule", rule, *seats]) == 0
    assert "Elected: " in capsys.readouterr().out


def test_one_object(file, capsys):
    assert main(["tally", str(file), "--rule", "stv", "--seats", "2", "--json"]) == 0

    said = json.loads(capsys.readouterr().out)
    assert said["winners"] == ["Ann", "Cem"]
    assert said["file"] == "board.csv"
    assert said["remarks"] == {"skipped": 1}
    assert said["transcript"][0]["code"] == "start"


def test_a_tie_stands_open_or_is_broken_as_asked(tmp_path, capsys):
    file = tmp_path / "even.csv"
    file.write_text("Ann,Bob\nx,x\n")

    assert main(["tally", str(file), "--rule", "approval"]) == 1
    assert "A tie stands open between Ann, Bob." in capsys.readouterr().out
    assert main(["tally", str(file), "--rule", "approval", "--ties", "order:Bob|Ann"]) == 0
    assert capsys.readouterr().out.endswith("Elected: Bob.\n")
    assert main(["tally", str(file), "--rule", "approval", "--ties", "seed:draw 4711"]) == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--rule", "borda"], "There is no rule 'borda'"),
        (["--rule", "irv", "--seats", "2"], "finds one winner"),
        (["--rule", "irv", "--set", "until=noon"], "until is majority or two"),
        (["--rule", "irv/1;equal=share", "--ties", "seed:1"], "A complete document says everything"),
        (["--rule", "approval"], "no column for any option"),
    ],
)
def test_what_cannot_be_counted_ends_with_one_sentence(file, capsys, words, says):
    assert main(["tally", str(file), *words]) == 2

    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


def test_files_that_cannot_be_read(tmp_path, capsys):
    assert main(["tally", str(tmp_path / "none.csv"), "--rule", "irv"]) == 2
    assert "No such file" in capsys.readouterr().err
    (tmp_path / "latin.csv").write_bytes("rank1\nJosé\n".encode("latin-1"))
    assert main(["tally", str(tmp_path / "latin.csv"), "--rule", "irv"]) == 2
    assert "save it again as UTF-8" in capsys.readouterr().err


def test_files_of_preflib(tmp_path, capsys):
    file = tmp_path / "tea.toi"
    file.write_text("2\n1,Tea\n2,Water\n3,3,2\n2,1,2\n1,2\n")

    assert main(["tally", str(file), "--rule", "schulze"]) == 0
    assert capsys.readouterr().out.endswith("Elected: Tea.\n")
