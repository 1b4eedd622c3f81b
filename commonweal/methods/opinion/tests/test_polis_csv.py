"""Files of Polis are read, and written so that they read the same."""

import io

import pytest

from commonweal.methods.opinion.polis_csv import (
    BadFile,
    Comment,
    Vote,
    left_out,
    read_comments,
    read_summary,
    read_table,
    read_votes,
    write_comments,
    write_summary,
    write_votes,
    write_wide,
)  # fmt: skip
from commonweal.methods.opinion.tests import conversations

pytestmark = pytest.mark.once
LONG = "timestamp,datetime,comment-id,voter-id,vote\n2,,7,anna,1\n1,,7,anna,-1\n3,,8,ben,0\n"
WIDE = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,7,8\nanna,1,0,1,1,0,1,\nben,,0,1,0,0,,0\n"


def lines(text):
    return io.StringIO(text, newline="")


def test_a_long_file_is_read_by_time_and_a_wide_one_with_its_groups():
    long, wide = read_table(lines(LONG)), read_table(lines("\ufeff" + WIDE))

    assert (long.form, long.events, wide.form, wide.events) == ("long", 3, "wide", 2)
    assert long.votes.rows() == wide.votes.rows() == {"anna": {"7": 1}, "ben": {"8": 0}}
    assert wide.groups == {"anna": "1"}


def test_votes_are_written_as_they_are_read():
    votes, out = list(read_votes(lines(LONG))), io.StringIO()

    write_votes(votes, out)

    assert votes[0] == Vote("anna", "7", 1, 2)
    assert sorted(read_votes(lines(out.getvalue())), key=lambda one: one.timestamp or 0) == sorted(
        votes, key=lambda one: one.timestamp or 0
    )
    assert read_table(lines(out.getvalue())).votes.rows() == read_table(lines(LONG)).votes.rows()


def test_tables_statements_and_summaries_are_written_as_they_are_read():
    table, out = read_table(lines(WIDE)), io.StringIO()
    write_wide(table.votes, out, groups=table.groups)
    assert out.getvalue() == WIDE

    said = [Comment("7", 'two\nlines, "quoted"', "anna", -1, timestamp=5, agrees=3), Comment("8", "", meta=True)]
    out = io.StringIO()
    write_comments(said, out)
    assert read_comments(lines(out.getvalue())) == said
    assert left_out(said) == ({"7"}, {"8"})

    out = io.StringIO()
    write_summary({"topic": "Rivers, lakes", "comments": 2}, out)
    assert read_summary(lines(out.getvalue())) == {"topic": "Rivers, lakes", "comments": "2"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: the file is empty"),
        ("a,b\n1,2\n", "line 1: votes have the columns comment-id, voter-id and vote"),
        ("comment-id,voter-id,vote,vote\n", "line 1: the column 'vote' is there twice"),
        ("comment-id,voter-id,vote\n1,a,1\n1,b,yes\n", "line 3: the vote is 'yes'"),
        ("comment-id,voter-id,vote\n1,a\n", "line 2: 2 values, but the header names 3"),
        ("comment-id,voter-id,vote\n1,,1\n", "line 2: voter-id is empty"),
        ("timestamp,comment-id,voter-id,vote\nnoon,1,a,1\n", "line 2: timestamp is 'noon'"),
        ('comment-id,voter-id,vote\n1,"a\nb,1\n', "line 3: this is not a table"),
        ("participant,1\na,1\na,0\n", "line 3: the participant a was there before"),
        ("participant,1\na,4\n", "line 2: the vote on 1 is '4'"),
    ],
)
def test_a_fault_names_its_line(text, says):
    with pytest.raises(BadFile) as fault:
        read_table(lines(text))

    assert str(fault.value).startswith(says)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("comment-id\n1\n", "line 1: the column 'comment-body' is missing"),
        ("comment-id,comment-body\n1,a\n1,b\n", "line 3: the statement 1 was there before"),
        ("comment-id,comment-body,moderated\n1,a,9\n", "line 2: moderated is '9'"),
        ('comment-id,comment-body\n1,"two\nlines"\n2\n', "line 4: 1 values"),
    ],
)
def test_a_fault_in_statements_names_its_line(text, says):
    with pytest.raises(BadFile) as fault:
        read_comments(lines(text))

    assert str(fault.value).startswith(says)


def test_a_summary_is_of_pairs():
    with pytest.raises(BadFile, match="line 2: a name and a value"):
        read_summary(lines("topic,x\nviews,1,2\n"))


def test_published_statements_are_read(shared_data):
    said = conversations.comments(shared_data, "scoop-hivemind.biodiversity")

    assert len(said) == 316
    assert len(left_out(said)[0]) == 162
