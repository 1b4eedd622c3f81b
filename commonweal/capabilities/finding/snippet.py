"""The piece of a text in which something was found, with the words that were asked for marked."""

from __future__ import annotations

from typing import NamedTuple

from commonweal.methods.finding import Question, Word, words

LONG = 200
"""How many characters a piece has, about."""
BEFORE = 40
"""How many of them stand before the first word that is marked."""


class Part(NamedTuple):
    """A part of a piece, and whether it is one of the words that were asked for."""

    text: str
    marked: bool


def piece_of(text: str, question: Question) -> tuple[Part, ...]:
    """Return the piece around the first place that holds what was asked for; the beginning where none does."""
    said = words(text)
    meant = [word for word in said if question.meant_by(word.folded)]
    start = _start(said, meant)
    stop = min(len(text), start + LONG)
    while stop < len(text) and text[stop].isalnum():
        stop += 1
    parts = [Part("…", marked=False)] if start else []
    at = start
    for word in meant:
        if at <= word.start and word.end <= stop:
            parts += [Part(text[at : word.start], marked=False), Part(text[word.start : word.end], marked=True)]
            at = word.end
    parts.append(Part(text[at:stop] + ("…" if stop < len(text) else ""), marked=False))
    return tuple(part for part in parts if part.text)


def count_of(text: str, question: Question) -> int:
    """Return how many different words that were asked for a text holds: the fullest is shown."""
    return len({word.folded for word in words(text) if question.meant_by(word.folded)})


def _start(said: list[Word], meant: list[Word]) -> int:
    """Return where the piece begins: at a word, a little before the first that is marked."""
    if not meant or meant[0].start <= BEFORE:
        return 0
    return next(word.start for word in said if word.start >= meant[0].start - BEFORE)
