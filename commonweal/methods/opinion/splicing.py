"""Put changed rows into votes that stand otherwise: what a live conversation does at each map, however large it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np

from commonweal.methods.opinion.votes import Array, Numbered, Votes, code_type, in_order, is_number


def row_of(votes: Votes, participant: str) -> int | None:
    """Return the row of a participant, or nothing where she has none."""
    if isinstance(votes.people, Numbered):
        return votes.people.row(participant)
    at = _place(votes.people, participant)
    return at if at < len(votes.people) and votes.people[at] == participant else None


def _place(people: Sequence[str], name: str) -> int:
    """Return where somebody stands among people in order, or would stand; words among words compare as they are."""
    if isinstance(people, Numbered):
        return min(int(name), len(people)) if is_number(name) else len(people)
    if people and not is_number(people[0]) and not is_number(name):
        return bisect_left(people, name)
    return bisect_left(people, in_order(name), key=in_order)


def spliced(votes: Votes, rows: Mapping[str, Array], statements: Sequence[str], order: Array) -> Votes:
    """Return the votes with these rows in place of those before; a row without votes takes its participant away.

    The rows hold codes in any order for the columns of `statements`, of which the first are those of the votes; `order`
    puts them in theirs.
    """
    named = votes.statements if len(statements) == len(votes.statements) else tuple(statements[at] for at in order)
    to = np.empty(len(order), np.int64)
    to[order] = np.arange(len(order))
    codes = _recoded(votes, to)
    if not rows:
        return Votes(votes.people, named, votes.starts, codes)
    changed = sorted(rows, key=in_order)
    places = [_place(votes.people, name) for name in changed]
    known = [at < len(votes.people) and votes.people[at] == name for at, name in zip(places, changed, strict=True)]
    people: list[str] = []
    parts: list[np.ndarray] = []
    counts: list[np.ndarray] = []
    cast, upto = votes.cast, 0
    same = all(known) and all(map(len, rows.values()))
    for name, place, there in zip(changed, places, known, strict=True):
        parts.append(codes[votes.starts[upto] : votes.starts[place]])
        counts.append(cast[upto:place])
        new = np.sort(3 * to[rows[name] // 3] + rows[name] % 3).astype(codes.dtype)
        if not same:
            people += votes.people[upto:place]
            people += [name] if len(new) else []
        if len(new):
            parts.append(new)
            counts.append(np.array([len(new)]))
        upto = place + there
    parts.append(codes[votes.starts[upto] :])
    counts.append(cast[upto:])
    everybody: Sequence[str] = votes.people if same else (*people, *votes.people[upto:])
    starts = np.concatenate([[0], *counts])
    return Votes(everybody, named, np.cumsum(starts, dtype=np.int64), np.concatenate(parts))


def _recoded(votes: Votes, to: Array) -> Array:
    """Return the codes as they are among more statements; statements keep their order, so rows keep theirs."""
    if len(to) == len(votes.statements):
        return votes.codes
    moved = (3 * to[: len(votes.statements), None] + np.arange(3)).ravel().astype(code_type(len(to)))
    return moved[votes.codes] if len(moved) else votes.codes.astype(moved.dtype)
