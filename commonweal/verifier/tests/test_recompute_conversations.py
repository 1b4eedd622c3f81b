"""A closed conversation is counted again from its box, and what was published rests on that count."""

from __future__ import annotations

from typing import Any

import pytest

from commonweal.kit.canonical import canonical_encode
from commonweal.record.tree import MemoryTree, leaf_hash
from commonweal.verifier.tests.both import by_product
from commonweal.verifier.tests.making import Maker

VOTES = (("ann", 2, 1), ("ann", 3, -1), ("ben", 2, 0))


def closed(cast: tuple[tuple[str, int, Any], ...] = VOTES, **said: Any) -> Maker:
    """Return a record with a conversation of statements 2 and 3, closed at entry 4 and published at 5."""
    maker = Maker("conversations")
    maker.found()
    box = maker.id("box", "talk")
    maker.add("conversations.open", {"box": box})
    for _statement in range(2):
        maker.add("conversations.seed", {"conversation": 1})
    rows = [
        {"what": "vote", "voter": who, "statement": to, "vote": vote, "receipt": maker.id("line", str(n))}
        for n, (who, to, vote) in enumerate(cast)
    ]
    maker.boxes[box] = lines = sorted(canonical_encode(row) for row in [*rows, {"what": "tick", "receipt": "t"}])
    seal = {
        "count": len(lines),
        "root": MemoryTree(map(leaf_hash, lines)).root().hex(),
        "votes": 3,
        "voters": 2,
        **said,
    }
    maker.add("conversations.close", {"conversation": 1, "box": box, **seal})
    maker.add("conversations.publish_result", {"conversation": 1, "votes": seal["votes"], "voters": seal["voters"]})
    return maker


def test_a_count_that_follows_from_the_box_holds():
    assert by_product(closed().bundle()).status == 0


@pytest.mark.parametrize("said", [{"votes": 4}, {"voters": 1}, {"count": 9}, {"root": "0" * 64}])
def test_a_closing_that_counts_otherwise_is_named(said: dict[str, Any]):
    found = by_product(closed(**said).bundle())

    assert (found.status, found.entries) == (1, [4])


@pytest.mark.parametrize(
    "vote", [("eve", 3, 2), ("eve", 9, 1), ("ann", 2, -1)], ids=["no vote", "no statement", "twice"]
)
def test_a_vote_that_cannot_be_is_named(vote: tuple[str, int, int]):
    people = len({who for who, _to, _vote in (*VOTES, vote)})
    cells = len({(who, to) for who, to, _vote in (*VOTES, vote)})
    found = by_product(closed((*VOTES, vote), votes=cells, voters=people).bundle())

    assert (found.status, found.entries) == (1, [4])


def test_what_comes_too_late_or_too_early_is_named():
    maker = closed()
    maker.add("conversations.add_statement", {"conversation": 1})
    maker.add("conversations.close", {"conversation": 1})
    maker.add("conversations.publish_result", {"conversation": 1, "votes": 9, "voters": 2})
    maker.add("conversations.publish_result", {"conversation": 8})
    other = maker.add("conversations.open", {"box": maker.id("box", "other")})
    maker.add("conversations.publish_result", {"conversation": other, "votes": 0, "voters": 0})

    assert by_product(maker.bundle()).entries == [6, 7, 8, 9, 11]
