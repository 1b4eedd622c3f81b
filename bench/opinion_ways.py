"""Each way of computing an opinion map, run in a process of its own: `opinion_ways.py WAY FILE.npz`.

A file holds three arrays of votes in order of arrival (person, statement, vote) and what is moderated out. Timed is the
way from votes in memory to all results; peak is how far memory grows above the loaded votes.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

if "reddwarf" not in sys.argv:  # the peer lives in an environment of its own, which has not ours
    from commonweal.methods.opinion import LiveOpinion, Votes, opine
    from commonweal.methods.opinion.votes import Numbered

Votes3 = tuple[np.ndarray, np.ndarray, np.ndarray]
Answer = dict[str, object]
PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = 5
ENOUGH = 0.5  # seconds
T = TypeVar("T")


def loaded(path: str) -> tuple[Votes3, list[int], int]:
    """Return the three arrays, the statements moderated out, and how many statements there are."""
    with np.load(path) as kept:
        votes = (kept["person"], kept["statement"], kept["vote"])
        return votes, kept["out"].tolist(), int(kept["statements"])


def made(path: str, people: int, statements: int, answered: float, seed: int = 7) -> None:
    """Write a made conversation: four camps, statements seen more or less often, votes in no order."""
    draw = np.random.default_rng(seed)
    lines = draw.choice([-1, 1], (4, statements), p=[0.4, 0.6])
    share = np.clip(draw.lognormal(0, 0.5, people), 0.2, 4)
    cast = np.maximum(draw.poisson(answered * statements * share / share.mean()), 1)
    person = np.repeat(np.arange(people, dtype=np.int32), np.minimum(cast, statements))
    statement = draw.integers(0, statements, len(person), dtype=np.int16)
    camp = draw.choice(4, people, p=[0.4, 0.3, 0.2, 0.1])
    vote = lines[camp[person], statement].astype(np.int8)
    stray = draw.random(len(vote))
    vote[stray < 0.25] = draw.integers(-1, 2, int((stray < 0.25).sum()))
    order = draw.permutation(len(person))
    np.savez(path, person=person[order], statement=statement[order], vote=vote[order], out=[], statements=statements)


# ── Ours ────────────────────────────────────────────────────────────────────────────────────────────


def ours(path: str, mode: str = "polis") -> Answer:
    """Put the votes in order and draw the map."""
    (person, statement, vote), out, statements = loaded(path)
    people = Numbered(int(person.max()) + 1)
    warm()
    names = [str(at) for at in range(statements)]

    def once() -> tuple[int, np.ndarray]:
        votes = Votes.of_arrays(person, statement, vote, people, names)
        return votes.size, opine(votes, mode=mode, moderated_out={str(one) for one in out}).labels

    before = memory()
    (size, labels), used = several_times(once)
    return {"seconds": used, "peak": grown(before), "votes": size, "labels": labels.tolist()[:200_000]}


def conversation(path: str, mode: str = "polis") -> tuple[LiveOpinion, Votes3]:
    """Return a live conversation that holds all votes of a file, and the votes."""
    cast, _, statements = loaded(path)
    people, names = Numbered(int(cast[0].max()) + 1), [str(at) for at in range(statements)]
    return LiveOpinion(Votes.of_arrays(*cast, people, names), mode=mode), cast


def changes(cast: Votes3, count: int, seed: int = 1) -> list[tuple[str, str, int]]:
    """Return so many votes of people who are there, on statements that they answered before."""
    draw = np.random.default_rng(seed)
    at = draw.integers(0, len(cast[0]), count)
    return [(str(cast[0][one]), str(cast[1][one]), int(draw.integers(-1, 2))) for one in at]


def live(path: str) -> Answer:
    """Draw the map of a live conversation anew after a thousand votes, several times; the median counts."""
    warm()
    here, cast = conversation(path)
    here.tick()
    took, before = [], memory()
    for turn in range(TICKS):
        for one in changes(cast, 1_000, turn):
            here.vote(*one)
        begun = time.process_time()
        here.tick()
        took.append(time.process_time() - begun)
    return {"seconds": sorted(took)[TICKS // 2], "peak": grown(before)}


def each(path: str) -> Answer:
    """Take ten thousand votes one by one."""
    warm()
    here, cast = conversation(path)
    told = changes(cast, 10_000)
    had = float(np.mean([len(here.voted(one[0])) for one in told]))
    before, begun = memory(), time.process_time()
    for one in told:
        here.vote(*one)
    seconds = (time.process_time() - begun) / len(told)
    return {"seconds": seconds, "peak": grown(before), "cast": had}


def passes(path: str) -> Answer:
    """Add up every vote three times, which is the least that a map needs."""
    here, _ = conversation(path)
    votes = here.votes()
    before, begun = memory(), time.process_time()
    for _ in range(3):
        votes.tallies()
    return {"seconds": time.process_time() - begun, "peak": grown(before)}


def warm() -> None:
    """Do once, with a few votes, what is slower the first time in a process; the peer does so too."""
    import scipy.linalg  # noqa: PLC0415 - loaded before the clock starts
    import scipy.optimize  # noqa: PLC0415 - as above
    import scipy.sparse.linalg  # noqa: F401, PLC0415 - as above

    opine(Votes.of((str(person), str(statement), vote) for person, statement, vote in small()), mode="polis")
    gc.collect()


def small() -> list[tuple[int, int, int]]:
    """Return the votes of two small camps, so that a map of them goes every way that a larger one goes."""
    cells = ((person, statement) for person in range(60) for statement in range(20))
    return [
        (person, statement, (person * statement % 7 > 0) * (1 if (person + statement // 2) % 2 else -1))
        for person, statement in cells
        if person * 31 % 11 + statement * 17 % 13 < 18
    ]


# ── The peer ────────────────────────────────────────────────────────────────────────────────────────


def reddwarf(path: str) -> Answer:
    """Run red-dwarf's pipeline on the same votes, given as the dictionaries that it takes."""
    from reddwarf.implementations.base import run_pipeline  # noqa: PLC0415 - only there where the peer is

    (person, statement, vote), out, _ = loaded(path)
    last = {(p, s): v for p, s, v in zip(person.tolist(), statement.tolist(), vote.tolist(), strict=True)}
    rows = [{"participant_id": p, "statement_id": s, "vote": v} for (p, s), v in last.items()]
    del last
    few = [{"participant_id": person, "statement_id": statement, "vote": vote} for person, statement, vote in small()]
    run_pipeline(votes=few, random_state=1)
    gc.collect()
    before = memory()
    result, used = several_times(lambda: run_pipeline(votes=rows, mod_out_statement_ids=out, random_state=1))
    clusters = result.participants_df["cluster_id"].dropna().astype(int)
    labels = np.full(int(person.max()) + 1, -1)
    labels[clusters.index.to_numpy()] = clusters.to_numpy()
    return {"seconds": used, "peak": grown(before), "votes": len(rows), "labels": labels.tolist()}


def several_times(way: Callable[[], T]) -> tuple[T, float]:
    """Do something until the processor's clock, which ticks every few milliseconds, says enough; return the mean."""
    begun, times = time.process_time(), 0
    while True:
        result, times = way(), times + 1
        used = time.process_time() - begun
        if used >= ENOUGH:
            return result, used / times


def memory() -> float:
    """Return how much memory this process holds, in megabytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6


def grown(before: float) -> float:
    """Return how far memory grew at most, in megabytes."""
    # Not getrusage: its peak begins with that of the process that started this one.
    most = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return max(0.0, int(most.split()[1]) * 1024 / 1e6 - before)


if __name__ == "__main__":
    way, *words = sys.argv[1:]
    print(json.dumps(globals()[way](*words)))
