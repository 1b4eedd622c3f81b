"""``commonweal power``: tables and sentences, one JSON object, and one sentence where a file cannot be counted."""

from __future__ import annotations

import json

import pytest

from commonweal.console.__main__ import main

pytestmark = pytest.mark.once

COUNCIL = {
    "name": "UN Security Council",
    "players": [{"name": "permanent", "count": 5, "veto": True}, {"name": "other", "count": 10}],
    "majorities": [{"over": "seats", "need": 9}],
}
WEIGHTS = "name,weight,sector\nCity,4,government\nFirm,3,company\nClub,2,civil society\nUniversity,1,university\n"


@pytest.fixture
def run(capsys, tmp_path):
    """Run `commonweal power` on a file of this name and text; return its exit code, words and complaints."""

    def running(name, text, *words):
        (tmp_path / name).write_text(text, encoding="utf-8")
        try:
            code = main(["power", str(tmp_path / name), *words])
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        printed = capsys.readouterr()
        return code, printed.out, printed.err.replace(str(tmp_path), "")

    return running


def test_the_security_council_as_a_table(run):
    code, out, err = run("council.json", json.dumps(COUNCIL))

    lines = {line.split("  ")[0]: line.split() for line in out.splitlines()}
    assert (code, err) == (0, "")
    assert lines["permanent 1"][2:] == ["1", "848", "106/635", "16.69%", "421/2145", "19.63%"]
    assert lines["other 10"][2:] == ["1", "84", "21/1270", "1.65%", "4/2145", "0.19%"]
    assert "848 of 32,768 coalitions win (2.59%); 5,080 swings in all." in out
    assert "nothing passes: permanent 1, permanent 2, permanent 3, permanent 4, permanent 5." in out
    assert "It takes at least 9 votes; 210 coalitions of that size win, such as:" in out


def test_the_security_council_as_json(run):
    code, out, _err = run("council.json", json.dumps(COUNCIL), "--json")

    said = json.loads(out)
    assert code == 0
    assert (said["swings"], said["coalitions"], said["winning"]) == (5080, 32768, 848)
    assert [(player["swings"], player["shapley"]) for player in said["players"][4:6]] == [
        (848, "421/2145"),
        (84, "4/2145"),
    ]
    assert (said["smallest"]["size"], said["smallest"]["count"]) == (9, 210)


def test_a_table_of_weights_with_a_quota(run):
    code, out, _err = run("river.csv", WEIGHTS, "--quota", "2/3", "--json")

    said = json.loads(out)
    assert (code, said["name"], said["vetoes"]) == (0, "river", ["City"])
    assert [player["banzhaf"] for player in said["players"]] == ["1/2", "3/10", "1/10", "1/10"]


@pytest.mark.parametrize(
    ("words", "swings"),
    [
        (["--quota", "7"], [5, 3, 1, 1]),
        (["--quota", "2/3", "--sector-majority", "1/2", "--in-sectors", "3"], [4, 2, 2, 2]),
        (["--quota", ">6"], [5, 3, 1, 1]),
        (["--quota", ">=1/2"], [5, 3, 3, 1]),
        (["--seats", "1/2", "--sector-veto", "government"], [4, 2, 2, 2]),
        (["--seats", "1/2", "--minority", "2"], [3, 3, 3, 3]),
    ],
)
def test_what_the_options_mean(run, words, swings):
    code, out, _err = run("river.csv", WEIGHTS, *words, "--json")

    assert code == 0
    assert [player["swings"] for player in json.loads(out)["players"]] == swings


def test_what_the_table_says_about_absences_and_blocs(run):
    code, out, _err = run("river.csv", WEIGHTS, "--quota", "2/3", "--quorum", "1/2", "--absence", "1/5")

    assert code == 0
    assert "With 20% staying away, the quorum is there in 97.28% of meetings." in out
    assert "No-show paradox: with a chance of" in out
    assert "blocks alone" in out
    assert "Everybody's vote can matter." in out


def test_dummies_dictators_and_rules_under_which_nothing_passes_are_said(run):
    out = run("a.csv", "name,weight\na,3\nb,1\n", "--quota", "1/2")[1]
    assert "Their votes never matter: b." in out
    assert "a decides alone." in out

    assert "Nothing can ever pass under this rule." in run("a.csv", "name\na\n", "--quota", "5")[1]


@pytest.mark.parametrize(
    ("name", "text", "words", "says"),
    [
        ("a.csv", "name,weight\na,x\n", ["--quota", "1/2"], "Line 2, column weight: 'x' is not a number"),
        ("a.csv", "name\na\n", [], "say which majority it takes"),
        ("a.csv", "name\na\n", ["--quota", "half"], "--quota: 'half' is not a number"),
        ("a.csv", "name\na\n", ["--seats", "1/2", "--sector-veto", "city"], "No player belongs to the sector 'city'"),
        ("a.json", "{", [], "Line 1, column 2 is not JSON"),
        ("a.json", json.dumps(COUNCIL), ["--quota", "1/2"], "--quota goes with a .csv"),
    ],
)
def test_what_cannot_be_counted_is_said_in_one_sentence(run, name, text, words, says):
    code, out, err = run(name, text, *words)

    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_no_file_and_a_missing_file_are_not_understood(capsys, tmp_path):
    assert main(["power"]) == 2
    assert "Name a file" in capsys.readouterr().err
    assert main(["power", str(tmp_path / "none.json")]) == 2
    assert "No such file" in capsys.readouterr().err


def test_the_schema_is_printed(capsys):
    assert main(["power", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["required"] == ["players", "majorities"]
