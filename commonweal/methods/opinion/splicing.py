"""Put changed rows into votes that stand otherwise: what a live conversation does at each map, however large it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import numpy as np

from commonweal.methods.opinion import kernel
from commonweal.methods.opinion.votes import Array, Ints, Numbered, Votes, code_type, in_order, is_number

Room = tuple[Ints, Array]
"""Where rows begin and their codes, of votes that nobody needs any more."""
SLACK = 16


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


def spliced(
    votes: Votes, rows: Mapping[str, Array], statements: Sequence[str], order: Array, room: Room | None = None
) -> Votes:
    """Return the votes with these rows in place of those before; a row without votes takes its participant away.

    The rows hold codes in any order for the columns of `statements`, of which the first are those of the votes; `order`
    puts them in theirs. What stands in `room` may be written over.
    """
    if not rows and len(statements) == len(votes.statements):
        return votes
    named = votes.statements if len(statements) == len(votes.statements) else tuple(statements[at] for at in order)
    to = np.empty(len(order), np.int64)
    to[order] = np.arange(len(order))
    codes = _recoded(votes, to)
    if not rows:
        return Votes(votes.people, named, votes.starts, codes)
    changed = sorted(rows, key=in_order)
    places = [_place(votes.people, name) for name in changed]
    known = [at < len(votes.people) and votes.people[at] == name for at, name in zip(places, changed, strict=True)]
    lengths = np.array([len(rows[name]) for name in changed])
    flat = np.concatenate([rows[name] for name in changed])
    keys = np.repeat(np.arange(len(changed)), lengths) * (3 * len(order)) + 3 * to[flat // 3] + flat % 3
    news = (np.sort(keys) % (3 * len(order))).astype(codes.dtype)
    mine = np.concatenate([[0], np.cumsum(lengths)])
    if all(known) and lengths.all():
        return Votes(votes.people, named, *_replaced(votes.starts, codes, np.array(places), mine, news, room))
    people, counts, parts, upto = list[str](), list[np.ndarray](), list[np.ndarray](), 0
    for at, (name, place, there) in enumerate(zip(changed, places, known, strict=True)):
        parts += [codes[votes.starts[upto] : votes.starts[place]], news[mine[at] : mine[at + 1]]]
        counts.append(np.diff(votes.starts[upto : place + 1]))
        people += votes.people[upto:place]
        if lengths[at]:
            counts.append(lengths[at : at + 1])
            people.append(name)
        upto = place + there
    parts.append(codes[votes.starts[upto] :])
    starts = np.concatenate([[0], *counts, np.diff(votes.starts[upto:])])
    everybody = (*people, *votes.people[upto:])
    return Votes(everybody, named, np.cumsum(starts, dtype=np.int64), np.concatenate(parts))


def _replaced(
    starts: Ints, codes: Array, changed: Ints, mine: Ints, news: Array, room: Room | None
) -> tuple[Ints, Array]:
    """Return the rows with new ones in place of those that changed."""
    lengths = np.diff(starts)
    size = len(codes) + int(mine[-1] - lengths[changed].sum())
    if room is None or len(room[0]) != len(starts) or len(room[1]) < size or room[1].dtype != codes.dtype:
        room = np.empty_like(starts), np.empty(size + size // SLACK, codes.dtype)
    to_starts, to_codes = room[0], room[1][:size]
    given = (starts, codes, len(lengths), changed, mine, news, len(changed), to_starts, to_codes)
    if kernel.run(kernel.named("splice", codes), *given):
        return to_starts, to_codes
    lengths[changed] = np.diff(mine)
    to_starts[0] = 0
    np.cumsum(lengths, out=to_starts[1:])
    ends, begins = [0, *starts[changed + 1].tolist()], [*starts[changed].tolist(), len(codes)]
    parts = [codes[end:begin] for end, begin in zip(ends, begins, strict=True)]
    between = [news[first:last] for first, last in zip(mine[:-1].tolist(), mine[1:].tolist(), strict=True)]
    np.concatenate([part for pair in zip(parts, [*between, news[:0]], strict=True) for part in pair], out=to_codes)
    return to_starts, to_codes


def _recoded(votes: Votes, to: Array) -> Array:
    """Return the codes as they are among more statements; statements keep their order, so rows keep theirs."""
    if len(to) == len(votes.statements):
        return votes.codes
    moved = (3 * to[: len(votes.statements), None] + np.arange(3)).ravel().astype(code_type(len(to)))
    return moved[votes.codes] if len(moved) else votes.codes.astype(moved.dtype)
