"""``commonweal opinion`` on files as Polis exports them."""

import json
import subprocess
import sys

import pytest

from commonweal.console.__main__ import main
from commonweal.methods.opinion.tests.conversations import camps

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def votes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    rows = [f"{statement},{person},{vote}" for person, statement, vote in camps((40, 30), 20)]
    file = folder / "votes.csv"
    file.write_text("\n".join(["comment-id,voter-id,vote", *rows, ""]))
    said = [f"{at},Statement {at}" + (",-1" if at == 7 else ",0") for at in range(20)]
    (folder / "comments.csv").write_text("\n".join(["comment-id,comment-body,moderated", *said, ""]))
    return file


@pytest.mark.parametrize("mode", ["polis", "stable", "bridging"])
def test_one_object_has_groups_with_members_and_what_they_hold(votes, capsys, mode):
    assert main(["opinion", str(votes), "--json", "--mode", mode]) == 0

    told = json.loads(capsys.readouterr().out)
    assert {"groups", "representative", "consensus", "bridging", "mode", "version"} <= set(told)
    assert told["mode"] == mode
    assert sum(len(group["members"]) for group in told["groups"]) == 70
    assert len(told["groups"]) == 2
    assert {str(group["id"]) for group in told["groups"]} == set(told["representative"])
    assert {one["statement"] for one in told["bridging"]} >= {"0", "1", "2"}
    assert told["statements"][7]["moderated_out"]
    assert told["statements"][7]["text"] == "Statement 7"


def test_words_name_groups_and_what_everybody_holds(votes, capsys):
    assert main(["opinion", str(votes)]) == 0

    said = capsys.readouterr().out
    assert "Group 0 (" in said
    assert "comments.csv, which lies beside the votes" in said
    for part in ("Everybody", "Bridging", "Dividing", "Uncertain"):
        assert f"\n{part}\n" in said


def test_statements_beside_can_be_left_alone_and_small_numbers_withheld(votes, capsys):
    assert main(["opinion", str(votes), "--json", "--no-comments", "--min-group", "35"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["comments"] is None
    assert not told["statements"][7]["moderated_out"]
    assert [group["size"] for group in told["groups"]] == [None, None]
    assert "members" not in told["groups"][0]
    assert told["least"] == 35


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"comment-id,voter-id,vote\n1,a,1\n1,b,maybe\n", "line 3: the vote is 'maybe'"),
        (b"\xff\xfe", "it is not text in UTF-8."),
        (b"", "line 1: the file is empty."),
    ],
)
def test_a_bad_file_gets_one_sentence_that_names_the_line(tmp_path, capsys, text, says):
    file = tmp_path / "votes.csv"
    file.write_bytes(text)

    assert main(["opinion", str(file), "--json"]) == 2

    caught = capsys.readouterr()
    assert caught.out == ""
    assert says in caught.err
    assert caught.err.count("\n") == 1


def test_a_missing_file_and_bad_statements_are_named(tmp_path, votes, capsys):
    assert main(["opinion", str(tmp_path / "no.csv")]) == 2
    assert "no.csv: No such file or directory." in capsys.readouterr().err

    said = tmp_path / "said.csv"
    said.write_text("comment-id,comment-body\n1,a\n1,b\n")
    assert main(["opinion", str(votes), "--comments", str(said)]) == 2
    assert "said.csv: line 3: the statement 1 was there before." in capsys.readouterr().err


def test_no_other_command_pays_for_linear_algebra():
    asked = "import sys, commonweal.methods.opinion; sys.exit('scipy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
