"""A crowd for the demonstration: simulated people who answer the statements of a conversation, always the same.

The model is small, and says of nobody real anything. Each person belongs to one of three ways of seeing things, or in
part to two; reads one language, and perhaps Spanish besides; and answers some statements. A statement carries, for
each way of seeing things, the percentage that agrees among those who take a side, and the percentage that passes.
Somebody passes more often on a statement that stands in no language that she reads. `demo/README.md` has the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

SHARES = (0.42, 0.31, 0.27)
"""How many see things in each of the three ways."""
BETWEEN = 0.08
"""How many see things half as one way and half as the next."""
LANGUAGES = ("es", "ar", "fr")
READS = ((0.50, 0.34, 0.16), (0.80, 0.10, 0.10), (0.66, 0.10, 0.24))
"""In each way of seeing things, how many read Spanish, Arabic or French first."""
SPANISH_TOO = 0.6
"""How many of the others read Spanish besides."""
UNREAD = 0.45
"""How much more often somebody passes on what she cannot read."""
FEWEST, MORE = 9, 0.91
"""Everybody answers so many statements, and goes on after each further one with this chance."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """How people lean on one statement: percentages that agree, by way of seeing things, and that pass."""

    agree: tuple[int, int, int]
    passing: int
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Person:
    ways: tuple[int, int]
    reads: frozenset[str]


def statements_of(line: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the acts by which statements come into a conversation, each with its further languages."""
    for number, said in enumerate(line["statements"]):
        of = {"by": line["by"], "day": line["day"], "time": f"{9 + number // 60:02}:{number % 60:02}"}
        place = {"conversation": f"@entry:{line['seeds']}"}
        (lang, text), *others = said["words"].items()
        lean = {"leans": said["leans"], "languages": list(said["words"])}
        body = place | {"words": {"text": text, "lang": lang}}
        yield {**of, **lean, "kind": "conversations.seed", "id": said["id"], "body": body}
        for further, words in others:
            body = {"statement": f"@entry:{said['id']}", "lang": further, "words": {"text": words, "lang": further}}
            yield {**of, "kind": "conversations.translate_statement", "body": place | body}


def leaning(said: Sequence[int], languages: Sequence[str]) -> Leaning:
    """Return the leaning that a script writes as three percentages that agree and one that passes."""
    first, second, third, passing = said
    return Leaning((first, second, third), passing, frozenset(languages))


def votes(people: int, leanings: Mapping[int, Leaning], *, seed: str) -> Iterator[tuple[int, int, int]]:
    """Yield person, statement and vote: 1 agree, -1 disagree, 0 pass. The same words give the same crowd."""
    chance = Random(seed)  # noqa: S311 - a crowd that must come out the same each time, no secret
    asked = sorted(leanings)
    for number in range(people):
        person = _person(chance)
        for statement in _answered(asked, chance):
            yield number, statement, _vote(person, leanings[statement], chance)


def _person(chance: Random) -> _Person:
    way = _drawn(SHARES, chance)
    other = (way + 1) % len(SHARES) if chance.random() < BETWEEN else way
    first = LANGUAGES[_drawn(READS[way], chance)]
    spanish = {"es"} if chance.random() < SPANISH_TOO else set[str]()
    return _Person((way, other), frozenset({first} | spanish))


def _answered(asked: Sequence[int], chance: Random) -> list[int]:
    """Return which statements somebody answers: a few, drawn one by one, until she has enough."""
    left, chosen = list(asked), list[int]()
    while left and (len(chosen) < FEWEST or chance.random() < MORE):
        chosen.append(left.pop(int(chance.random() * len(left))))
    return chosen


def _vote(person: _Person, lean: Leaning, chance: Random) -> int:
    unread = 0.0 if person.reads & lean.languages else UNREAD
    if chance.random() < lean.passing / 100 + unread:
        return 0
    agrees = sum(lean.agree[way] for way in person.ways) / 200
    return 1 if chance.random() < agrees else -1


def _drawn(shares: Sequence[float], chance: Random) -> int:
    point = chance.random()
    for place, share in enumerate(shares):
        point -= share
        if point < 0:
            return place
    return len(shares) - 1
