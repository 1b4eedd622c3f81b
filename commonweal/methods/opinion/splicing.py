"""Put changed rows into votes that stand otherwise: what a live conversation does at each map, however large it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from commonweal.methods.opinion.votes import Votes, code_type, in_order

Row = Mapping[str, int]


def row_of(votes: Votes, participant: str) -> int | None:
    """Return the row of a participant, or nothing where she has none."""
    at = bisect_left(votes.people, in_order(participant), key=in_order)
    return at if at < len(votes.people) and votes.people[at] == participant else None


def spliced(votes: Votes, rows: Mapping[str, Row], statements: Iterable[str]) -> Votes:
    """Return the votes with these rows in place of those before; a row without votes takes its participant away."""
    named = _named(votes, statements)
    column = {name: at for at, name in enumerate(named)}
    codes = _recoded(votes, named, column)
    if not rows:
        return Votes(votes.people, named, votes.starts, codes)
    changed = sorted(rows, key=in_order)
    places = [bisect_left(votes.people, in_order(name), key=in_order) for name in changed]
    known = [at < len(votes.people) and votes.people[at] == name for at, name in zip(places, changed, strict=True)]
    people: list[str] = []
    parts: list[np.ndarray] = []
    counts: list[np.ndarray] = []
    cast, upto = votes.cast, 0
    same = all(known) and all(rows.values())
    for name, place, there in zip(changed, places, known, strict=True):
        parts.append(codes[votes.starts[upto] : votes.starts[place]])
        counts.append(cast[upto:place])
        new = sorted(3 * column[statement] + vote + 1 for statement, vote in rows[name].items())
        if not same:
            people += votes.people[upto:place]
            people += [name] if new else []
        if new:
            parts.append(np.array(new, codes.dtype))
            counts.append(np.array([len(new)]))
        upto = place + there
    parts.append(codes[votes.starts[upto] :])
    counts.append(cast[upto:])
    everybody: Sequence[str] = votes.people if same else (*people, *votes.people[upto:])
    starts = np.concatenate([[0], *counts])
    return Votes(everybody, named, np.cumsum(starts, dtype=np.int64), np.concatenate(parts))


def _named(votes: Votes, statements: Iterable[str]) -> Sequence[str]:
    new = set(statements) - set(votes.statements)
    return tuple(sorted([*votes.statements, *new], key=in_order)) if new else votes.statements


def _recoded(votes: Votes, named: Sequence[str], column: Mapping[str, int]) -> np.ndarray:
    """Return the codes as they are among more statements; statements keep their order, so rows keep theirs."""
    if len(named) == len(votes.statements):
        return votes.codes
    to = np.array([3 * column[name] + vote for name in votes.statements for vote in range(3)], code_type(len(named)))
    return to[votes.codes] if len(to) else votes.codes.astype(to.dtype)
