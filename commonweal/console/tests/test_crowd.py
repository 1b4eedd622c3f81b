"""The crowd of the demonstration: always the same, three ways of seeing things, and only what was asked."""

from __future__ import annotations

from commonweal.console.crowd import FEWEST, leaning, statements_of, votes
from commonweal.methods.opinion import Votes, opine

LEAN = {
    n: leaning([95, 5, 50, 5] if n % 2 else [40, 40, 95, 5], ["es", "ar", "fr"] if n % 3 else ["es"])
    for n in range(10, 40)
}


def test_the_same_words_give_the_same_crowd():
    once, again = list(votes(50, LEAN, seed="heat")), list(votes(50, LEAN, seed="heat"))

    assert once == again != list(votes(50, LEAN, seed="cold"))
    assert {person for person, _to, _vote in once} == set(range(50))
    answered = [len([1 for who, _to, _vote in once if who == person]) for person in range(50)]
    assert min(answered) >= FEWEST
    assert len({(who, to) for who, to, _vote in once}) == len(once)
    assert {to for _who, to, _vote in once} <= set(LEAN)


def test_ways_of_seeing_things_come_out_as_groups():
    cast = list(votes(300, LEAN, seed="heat"))

    opinion = opine(Votes.of((str(who), to, vote) for who, to, vote in cast), mode="stable")

    assert opinion.clear
    assert len(opinion.groups) >= 2


def test_what_somebody_cannot_read_she_passes_on():
    cast = list(votes(400, LEAN, seed="heat"))

    def passed(of: list[int]) -> float:
        said = [vote for _who, to, vote in cast if to in of]
        return said.count(0) / len(said)

    assert passed([n for n in LEAN if n % 3 == 0]) > passed([n for n in LEAN if n % 3]) + 0.04


def test_a_list_of_statements_becomes_acts_with_their_further_languages():
    said = [{"id": "shade", "leans": [90, 80, 70, 5], "words": {"es": "Sombra.", "ar": "ظل."}}]
    acts = list(statements_of({"seeds": "talk", "by": "amparo", "day": -3, "statements": said}))

    assert [act["kind"] for act in acts] == ["conversations.seed", "conversations.translate_statement"]
    assert acts[1]["body"]["lang"] == "ar"
    assert acts[0]["languages"] == ["es", "ar"]
