"""A conversation comes from the files that Polis exports: looked at first, then taken in, in pieces, once."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commonweal.acts.testing import NOON
from commonweal.capabilities.conversations import counting, polis_console, polis_import, polis_pages, queries
from commonweal.capabilities.conversations.queries import imports
from commonweal.record import boxes

COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1,,0,7,2,0,1,Trees first
2,,1,7,0,1,-1,"Names somebody, and that is not right"
3,,2,8,1,1,0,'=SUM is no formula
"""
VOTES = """timestamp,datetime,comment-id,voter-id,vote
10,,0,a,1
11,,0,b,1
12,,1,a,-1
13,,2,a,1
14,,2,a,-1
15,,9,b,1
"""


def read(comments=COMMENTS, votes=VOTES):
    return polis_import.read(io.StringIO(comments), io.StringIO(votes))


def begun(cool, found=None, **said):
    told = {"title": "From elsewhere", "question": "What now?", "lang": "en", "closes": True, **said}
    return polis_import.begin(found or read(), by=cool.alba, at=NOON, **told)


def files(comments=COMMENTS, votes=VOTES):
    named = (("comments", comments), ("votes", votes))
    return {name: SimpleUploadedFile(f"{name}.csv", text.encode()) for name, text in named}


def where(name="polis", *more):
    return reverse(f"conversations:{name}", args=["cool-schools", *more])


def test_files_are_read_with_revotes_counted_once_and_unknown_statements_left_out():
    found = read()

    assert (len(found.comments), len(found.votes), found.people, found.left_out) == (3, 4, 2, 1)
    assert ("a", "2", -1) in found.votes


@pytest.mark.parametrize(
    ("comments", "votes", "at", "says"),
    [
        (COMMENTS, VOTES + "16,,0,c,7\n", "votes", "line 8: the vote is '7'"),
        (COMMENTS + "4,,2,8,0,0,1,Twice\n", VOTES, "comments", "line 5: the statement 2 was there before"),
        (COMMENTS + "4,,3,8,0,0,1,\n", VOTES, "comments", "statement 3 is empty"),
        (COMMENTS + f"4,,3,8,0,0,1,{'x' * 1001}\n", VOTES, "comments", "more than 1000 characters"),
        (COMMENTS, "who,what\n1,2\n", "votes", "line 1"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(comments, votes, at, says):
    faults = read(comments, votes).faults

    assert says in faults[at]


def test_statements_become_acts_and_votes_lines_of_a_box_that_is_closed(cool):
    row = begun(cool)

    assert polis_import.carry_on(row, by=cool.alba, at=NOON)

    talk = queries.conversation_at(cool.id, row.conversation)
    said = {one.source: one for one in queries.statements(talk)}
    assert [said[id].words.text for id in ("0", "2")] == ["Trees first", "=SUM is no formula"]
    assert said["1"].aside_at is not None
    assert (talk.count, talk.votes, talk.voters) == (4, 4, 2)
    assert counting.votes_of(talk).size == 4
    assert queries.tallies(talk)[said["2"].entry].disagreed == 1
    assert not any(voter in str(boxes.lines(cool.id, talk.box)) for voter in ('"a"', '"b"'))


def test_what_broke_off_goes_on_where_it_ended_and_nothing_comes_in_twice(cool, monkeypatch):
    row = begun(cool, closes=False)
    monkeypatch.setattr(polis_import, "VOTES_AT_ONCE", 1)
    assert not polis_import.carry_on(row, by=cool.alba, at=NOON, seconds=0)
    imports.come_to(row, statements_done=0)  # as if it had been taken in and not been written down
    turns = 1
    while not polis_import.carry_on(row, by=cool.alba, at=NOON, seconds=0):
        turns += 1
        row = imports.import_of(cool.id, row.id)  # another process goes on
    assert turns > 5

    talk = queries.conversation_at(cool.id, row.conversation)
    assert (len(queries.statements(talk)), boxes.count(cool.id, talk.box), talk.closed_at) == (3, 4, None)


def test_the_page_shows_what_is_in_the_files_then_takes_it_in(cool, seen_by):
    alba = seen_by("Alba")
    sent = {"title": "From elsewhere", "question": "What now?", "lang": "en", "closes": "on"}
    shown = alba.post(where(), {**sent, **files()}, follow=True).content.decode()
    assert "Nothing of it is taken in yet" in shown
    assert "Trees first" in shown
    assert "1 vote on a statement that comments.csv does not have" in shown
    assert not queries.conversations(cool.id)
    [row] = imports.imports_of(cool.id, cool.alba.person)

    done = alba.post(where("polis_import", row.id), {"do": "on"}, follow=True).content.decode()

    assert "All of it is in" in done
    [talk] = queries.conversations(cool.id)
    assert reverse("conversations:result", args=["cool-schools", talk.entry]) in done
    result = alba.get(reverse("conversations:result", args=["cool-schools", talk.entry]))
    assert result.status_code == 200


def test_what_takes_long_goes_on_by_itself_until_somebody_leaves_it(cool, seen_by, monkeypatch):
    monkeypatch.setattr(polis_pages, "SECONDS", 0)
    row, alba = begun(cool), seen_by("Alba")

    first = alba.post(where("polis_import", row.id), {"do": "on"})
    going = alba.get(first["Location"]).content.decode()

    assert first["Location"].endswith("?going")
    assert "data-goes-on" in going
    assert "Stop for now" in going
    assert "data-goes-on" not in alba.get(where("polis_import", row.id)).content.decode()


def test_faults_stand_at_their_file_and_what_was_typed_stays(cool, seen_by):
    sent = {"title": "From elsewhere", "question": "What now?", "lang": "en"}
    shown = seen_by("Alba").post(where(), {**sent, **files(votes="who,what\n")}).content.decode()

    assert "line 1" in shown
    assert "From elsewhere" in shown
    assert not imports.imports_of(cool.id, cool.alba.person)


def test_others_neither_see_an_import_nor_begin_one(cool, seen_by):
    row = begun(cool)

    assert seen_by("Bruno").get(where("polis_import", row.id)).status_code == 404
    assert seen_by("Farah").get(where()).status_code == 404
    assert "Read the files" not in seen_by("Emre").get(where()).content.decode()
    seen_by("Emre").post(where(), {"title": "x", "question": "x", "lang": "en", **files()})
    assert not imports.imports_of(cool.id, cool.emre.person)
    seen_by("Alba").post(where("polis_import", row.id), {"do": "forget"})
    assert imports.import_of(cool.id, row.id) is None


def test_the_command_takes_a_folder_in_and_says_what_is_wrong(cool, tmp_path, capsys):
    (tmp_path / "comments.csv").write_text(COMMENTS)
    asked = [str(tmp_path), "--into", "cool-schools", "--as", "alba@example.org"]
    assert polis_console.main(asked) == polis_console.NOT_UNDERSTOOD
    (tmp_path / "votes.csv").write_text(VOTES.replace("10,,0,a,1", "10,,0,a,5"))
    assert polis_console.main(asked) == polis_console.FAULTS
    assert "votes.csv: " in capsys.readouterr().err
    (tmp_path / "votes.csv").write_text(VOTES)
    (tmp_path / "summary.csv").write_text("topic,Trees\n")

    assert polis_console.main(asked) == 0

    assert "3 statements, 4 votes of 2 people" in capsys.readouterr().out
    assert [one.title for one in queries.conversations(cool.id)] == ["Trees"]


@pytest.mark.slow  # 197 statements are 197 acts, and more for what was moderated
def test_a_real_conversation_of_two_thousand_people_comes_in_whole(cool, shared_data, capsys):
    folder = shared_data("polis", "vtaiwan.uberx")

    assert polis_console.main([str(folder), "--into", "cool-schools", "--as", "alba@example.org", "--lang", "zh"]) == 0

    [talk] = queries.conversations(cool.id)
    assert (talk.votes, talk.voters) == (49_443, 1_921)
    told = imports.imports_of(cool.id, cool.alba.person)[0]
    assert (told.votes_done, told.statements_done, told.comments) == (49_443, 197, [])
