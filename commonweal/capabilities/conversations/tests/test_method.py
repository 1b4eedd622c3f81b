"""The example of docs/methods/conversations.md."""

from __future__ import annotations

from pathlib import Path

from commonweal.capabilities.conversations import counting, queries, voices, voting
from commonweal.capabilities.conversations.queries import Counts
from commonweal.capabilities.conversations.tests.arranging import conversation

PAGE = Path(__file__).resolve().parents[4] / "docs" / "methods" / "conversations.md"


def test_the_example_of_the_page(cool):
    talk = conversation(cool, box="a" * 26)
    code = voices.typed("ABCD-efgh-ijkl mnop")
    voice = voices.voice_of_code(talk, code)
    assert f"is the voice `{voice.id}`" in PAGE.read_text(encoding="utf-8")
    assert voice.written == "abcd-efgh-ijkl-mnop"

    first, second, _third = [entry for entry, _aside, _meta in queries.marks(talk)]
    for statement, said in ((first, 1), (second, 0), (first, -1)):
        voting.vote(talk, voice, {statement: said}, at=talk.at)

    lines = counting.vote_lines(cool.id, talk.box)
    assert {(one.voter, one.statement, one.vote) for one in lines} == {(voice.id, first, -1), (voice.id, second, 0)}
    assert queries.tallies(talk) == {first: Counts(disagreed=1), second: Counts(passed=1)}
    assert voting.take_back_all(talk, voice, at=talk.at) == 2
    assert counting.vote_lines(cool.id, talk.box) == []
    assert set(queries.tallies(talk).values()) == {Counts()}
