"""Look at every coalition of the Council of the European Union and print the swings of each state.

    script/bench council

The slow, plain way that the exact counts of `methods.power` are held against: 2 to the 27th coalitions under the rules
of Nice and of Lisbon, about a million at a time. What it prints stands in ``commonweal/methods/tests/councils.py``.
Needs numpy, which is in the environment of oracles.
"""

from __future__ import annotations

import sys

from commonweal.methods.tests.councils import LISBON_STATES, NICE_STATES

CHUNK = 20  # states of which all coalitions are looked at together


def main() -> None:
    """Print how many coalitions win and each state's swings, under both treaties."""
    try:
        import numpy as np  # noqa: PLC0415 - not part of an installation, so its absence needs a sentence
    except ImportError:
        sys.exit("This needs numpy: .venv/bin/python -m pip install numpy")
    for treaty in ("nice", "lisbon"):
        wins, with_state = look(np, treaty)
        print(f"{treaty}: {wins} of {1 << len(with_state)} coalitions win; swings:")
        print([2 * own - wins for own in with_state])


def look(np, treaty):  # type: ignore[no-untyped-def]  # numpy is not there when types are checked
    """Return how many coalitions win, and in how many of those each state is."""
    states = list(NICE_STATES.values()) if treaty == "nice" else [(1, people) for people in LISBON_STATES.values()]
    n, total = len(states), sum(people for _, people in states)
    masks = np.arange(1 << CHUNK, dtype=np.int64)
    low = [sum(((masks >> i) & 1) * value for i, value in enumerate(of[:CHUNK])) for of in columns(states)]
    wins, with_state = 0, [0] * n
    for high in range(1 << (n - CHUNK)):
        bits = [high >> i & 1 for i in range(n - CHUNK)]
        votes, people, heads = (
            part + sum(bit * value for bit, value in zip(bits, of[CHUNK:], strict=True))
            for part, of in zip(low, columns(states), strict=True)
        )
        if treaty == "nice":
            passes = (votes >= 255) & (heads >= 14) & (100 * people >= 62 * total)
        else:
            passes = ((100 * heads >= 55 * n) & (100 * people >= 65 * total)) | (n - heads < 4)
        here = int(passes.sum())
        wins += here
        for i in range(CHUNK):
            with_state[i] += int((passes & ((masks >> i) & 1 == 1)).sum())
        for i, bit in enumerate(bits):
            with_state[CHUNK + i] += bit * here
    return wins, with_state


def columns(states):  # type: ignore[no-untyped-def]  # lists of whole numbers in, lists out
    """Return the votes, the people and the heads of all states."""
    return [[votes for votes, _ in states], [people for _, people in states], [1] * len(states)]


if __name__ == "__main__":
    main()
