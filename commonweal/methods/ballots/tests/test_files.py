"""Files of ballots: tables and PrefLib, what they mean, and the sentence for each that is broken."""

from __future__ import annotations

from fractions import Fraction

import pytest

from commonweal.methods.ballots import BadBallots, answered, approved, ranked, read_csv, read_preflib, scored, spent
from commonweal.methods.ballots.forms import Answered, Approved, Ranked, Scored, Spent

TODAY = """\
# FILE NAME: tea.toi
# DATA TYPE: toi
# NUMBER ALTERNATIVES: 3
# ALTERNATIVE NAME 1: Tea
# ALTERNATIVE NAME 2: Coffee
# ALTERNATIVE NAME 3: Water
2: 1,{2,3}
1: 3
"""
OLDER = """\
3
1,Tea
2,Coffee
3,Water
3,3,2
2,1,{2,3}
1,3
"""
CATEGORIES = """\
# DATA TYPE: cat
# NUMBER ALTERNATIVES: 3
# NUMBER CATEGORIES: 2
# CATEGORY NAME 1: Yes
# ALTERNATIVE NAME 1: Tea
# ALTERNATIVE NAME 2: Tea
# ALTERNATIVE NAME 3:
4: {1,3},{2}
1: {},{1,2,3}
2: 2,{1,3}
"""


@pytest.mark.parametrize("text", [TODAY, OLDER, "\ufeff" + TODAY.replace("\n", "\r\n")])
def test_rankings_of_preflib_in_both_forms(text):
    reading = read_preflib(text, Ranked)

    assert reading.options == ("Coffee", "Tea", "Water")
    assert dict(reading.ballots) == {ranked("Tea", ["Coffee", "Water"]): 2, ranked("Water"): 1}


def test_categories_are_approvals_and_equal_names_are_told_apart():
    reading = read_preflib(CATEGORIES, Approved, categories=True)

    assert reading.options == ("(3)", "Tea (1)", "Tea (2)")
    assert dict(reading.ballots) == {approved("Tea (1)", "(3)"): 4, approved(): 1, approved("Tea (2)"): 2}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Line 1: the file is empty"),
        ("tea\n", "Line 1: a file of PrefLib begins with"),
        ("2\n1,Tea\n", "Line 2: 2 options and a line of totals"),
        ("1\nTea\n1,1,1\n", "Line 2: an option is written as"),
        (TODAY + "2; 1,2\n", "Line 9: a ballot is written as"),
        (TODAY + "two: 1,2\n", "Line 9: 'two' is no whole number"),
        (TODAY + "2: 1,4\n", "Line 9: '4' is none of the 3 options"),
        (TODAY + "2: 1,2,1\n", "Line 9: option 1 stands there twice"),
        (TODAY + "2: 1,{2,3\n", "Line 9: the braces"),
    ],
)
def test_broken_files_of_preflib_are_told_by_line(text, says):
    with pytest.raises(BadBallots, match=says):
        read_preflib(text, Ranked)


def test_rankings_are_no_approvals():
    with pytest.raises(BadBallots, match="holds rankings"):
        read_preflib(TODAY, Approved)
    with pytest.raises(BadBallots, match="only approval counts"):
        read_preflib(CATEGORIES, Ranked, categories=True)


RECORD = """\
Ballot,rank1,Rank2,rank3,count
1,Ann,Bob,undervote,2
2,overvote,Bob,Bob,1
3,skipped,,Ann,1
4,undervote,undervote,undervote,3
"""


def test_cast_vote_records_pass_over_what_says_nothing():
    reading = read_csv(RECORD, Ranked)

    assert reading.options == ("Ann", "Bob")
    assert dict(reading.ballots) == {ranked("Ann", "Bob"): 2, ranked("Bob"): 1, ranked("Ann"): 1, ranked(): 3}
    assert reading.remarks == {"empty": 1, "overvoted": 1, "repeated": 1, "skipped": 6}


def test_an_overvote_can_end_the_ballot():
    assert dict(read_csv(RECORD, Ranked, overvote="stop").ballots)[ranked()] == 4


def test_a_matrix_of_ranks_may_hold_equals():
    reading = read_csv("Ann;Bob;Cem;weight\n1;1;;1/3\n2;1;9;2.5\n", Ranked)

    assert dict(reading.ballots) == {
        ranked(["Ann", "Bob"]): Fraction(1, 3),
        ranked("Bob", "Ann", "Cem"): Fraction(5, 2),
    }


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("Ann,Bob\nx,\nYES,0\n1,1\n", Approved, {approved("Ann"): 2, approved("Ann", "Bob"): 1}),
        ("Ann,Bob\n5,\n0,-1\n", Scored, {scored({"Ann": 5}): 1, scored({"Ann": 0, "Bob": -1}): 1}),
        ("Ann,Bob\n49,0\n,7\n", Spent, {spent({"Ann": 49}): 1, spent({"Bob": 7}): 1}),
        ("vote,count\nYes,3\nabstain,1\n", Answered, {answered("yes"): 3, answered("abstain"): 1}),
    ],
)
def test_other_tables(text, form, expected):
    assert dict(read_csv(text, form).ballots) == expected


@pytest.mark.parametrize(
    ("text", "form", "says"),
    [
        ("", Ranked, "Line 1: the file is empty"),
        ("rank1,rank1\n", Ranked, "Line 1, column 'rank1': two columns"),
        ("rank1,rank2\nAnn,Bob\nAnn\n", Ranked, "Line 3: there are 1 cells, and the heading has 2"),
        ("rank1\nAnn\nB\x00b\n", Ranked, "Line 3: a character stands there"),
        ('rank1,rank2\n"Ann\n', Ranked, "Line 2: this is no table"),
        ("rank1,count\nAnn,many\n", Ranked, "Line 2, column 'count': 'many' is no weight"),
        ("Ann,Bob\n0,1\n", Ranked, "Line 2, column 'Ann': a rank is 1 or more"),
        ("Ann,Bob\n1,perhaps\n", Approved, "Line 2, column 'Bob': approval is"),
        ("Ann,Bob\n1,4.5\n", Scored, "Line 2, column 'Bob': '4.5' is no whole number"),
        ("Ann,Bob\n1,²\n", Scored, "Line 2, column 'Bob'"),
        ("id,count\n1,1\n", Scored, "no column for any option"),
        ("Ann\nyes\n", Answered, "needs a column 'answer'"),
        ("answer\nperhaps\n", Answered, "Line 2, column 'answer': an answer is"),
    ],
)
def test_broken_tables_are_told_by_line_and_column(text, form, says):
    with pytest.raises(BadBallots, match=says):
        read_csv(text, form)
