"""Measure how fast power is counted, beside two libraries, in one run, and write its part of docs/BENCHMARKS.md.

    script/bench power [--limit 120] [--rounds 3]

Every figure is processor time in a process of its own; ways that are compared take turns, and the median of the rounds
counts. A way that takes longer than the limit is stopped and said to have been. Every answer of a peer is held against
ours, which is exact, and its error stands in the table.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

from pages import write

ROOT = Path(__file__).resolve().parents[1]
HEADING = "## Voting power\n"
ORACLES = ROOT / ".venv-oracles" / "bin" / "python"
PEERS = ("powerindices", "powerindex")
SIZES = (27, 50, 100, 200)
SECTORS = ((200, 1, 9), (200, 1, 99), (50, 4, 9), (100, 4, 9), (200, 5, 9), (50, 4, 99), (100, 4, 99), (200, 5, 99))
WRONG = 1e-9
NAMES = {"banzhaf": "Banzhaf", "shapley": "Shapley–Shubik"}
GOALS = {("powerindex", "banzhaf", 100): 10, ("powerindices", "shapley", 100): 30}
Measured = dict[str, float]


def run(way: str, *words: int, limit: int) -> tuple[Measured, list[float]] | str | None:
    """Run one way in a process of its own; nothing where it took longer than `limit` seconds, words where it failed."""
    python = sys.executable if way.startswith("ours") else str(ORACLES)
    done = subprocess.run(
        [python, "bench/power_ways.py", str(limit), way, *map(str, words)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == -signal.SIGXCPU:
        return None
    if done.returncode and not way.startswith("ours"):
        return done.stderr.splitlines()[-1].replace("|", " ")[:80]
    if done.returncode:
        raise SystemExit(f"{way} {words}: {done.stderr[-2000:]}")
    found = json.loads(done.stdout.splitlines()[-1])
    return {"seconds": found["seconds"], "peak": found["peak"]}, found["answer"]


def peers_there() -> bool:
    """Return whether both peers can be imported; say aloud where they cannot."""
    asked = [str(ORACLES), "-c", f"import {', '.join(PEERS)}"]
    if ORACLES.exists() and subprocess.run(asked, capture_output=True, check=False).returncode == 0:
        return True
    print("NOTE: the peers are not installed (script/prepare oracles failed), so ours stands alone.", flush=True)
    return False


def compared(index: str, size: int, *, peers: bool, rounds: int, limit: int) -> list[str]:
    """Return the rows of one index at one size, ours first."""
    mine = "ours_banzhaf" if index == "banzhaf" else "ours_both"
    ways = [mine, *(f"{peer}_{index}" for peer in PEERS if peers)]
    found: dict[str, list[Measured]] = {way: [] for way in ways}
    answers, failed = dict[str, list[float]](), dict[str, str]()
    for turn in range(rounds):
        for way in ways:
            if turn and (not found[way] or found[way][0]["seconds"] > 10):
                continue  # slow ones take one turn only
            measured = run(way, size, limit=limit)
            if isinstance(measured, str):
                failed[way] = measured
            elif measured:
                found[way].append(measured[0])
                answers[way] = measured[1]
    print(index, size, {way: len(all_) for way, all_ in found.items()}, flush=True)
    base = _median(found[mine])
    words = {"banzhaf": "every swing", "shapley": "Banzhaf and Shapley–Shubik together"}[index]
    rows = [f"| {size} players, ours: {words} | {_time(found[mine])} | 1 | exact | – |"]
    for way in ways[1:]:
        peer = way.rpartition("_")[0]
        if way in failed:
            rows.append(f"| {size} players, {peer}: {NAMES[index]} | – | – | **fails**: {failed[way]} | – |")
        else:
            rows.append(_peer_row(peer, index, size, found[way], answers.get(way), answers[mine], base, limit))
    return rows


def _peer_row(
    peer: str, index: str, size: int, found: list[Measured], answer: list[float] | None, right: list[float],
    base: float, limit: int,
) -> str:  # fmt: skip
    name = NAMES[index]
    goal = GOALS.get((peer, index, size))
    if answer is None:
        ratio, wanted = limit / base, f"≥ {goal} (met)" if goal and limit / base >= goal else "–"
        return f"| {size} players, {peer}: {name} | stopped after {limit} s | > {ratio:,.0f} | – | {wanted} |"
    error = max(abs(a - b) for a, b in zip(answer, right, strict=True))
    says = f"**wrong by {error:.2g}**" if not error <= WRONG else f"error {error:.0e}"
    ratio = _median(found) / base
    wanted = f"≥ {goal} ({'met' if ratio >= goal else 'not met'})" if goal else "–"
    return f"| {size} players, {peer}: {name} | {_time(found)} | {ratio:,.1f} | {says} | {wanted} |"


def by_sectors(*, rounds: int, limit: int) -> list[str]:
    """Return the rows of double majorities, which no peer counts."""
    rows = []
    for players, sectors, heaviest in SECTORS:
        turns = (
            run("ours_sectors", players, sectors, heaviest, limit=limit) for _ in range(rounds if heaviest < 99 else 1)
        )
        found = [measured[0] for measured in turns if isinstance(measured, tuple)]
        test = f"a majority in each of {sectors} sectors" if sectors > 1 else "a majority of seats"
        goal = "–"
        if players == 200:
            goal = f"≤ 1 s ({'met' if found and _median(found) <= 1 else 'not met'})"
        took = _time(found) if found else f"stopped after {limit} s"
        rows.append(f"| {players} players with weights from 1 to {heaviest}, {test} | {took} | {goal} |")
        print(rows[-1], flush=True)
    return rows


def _median(found: list[Measured]) -> float:
    return statistics.median(one["seconds"] for one in found)


def _time(found: list[Measured]) -> str:
    seconds, peak = _median(found), max(one["peak"] for one in found)
    return f"{seconds:.2f} s, {peak:.0f} MB" if seconds >= 1 else f"{seconds * 1000:.3g} ms, {peak:.0f} MB"


def page(single: list[str], sectors: list[str], *, peers: bool) -> str:
    """Return the section of docs/BENCHMARKS.md."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    missing = "" if peers else " **The peers could not be installed when this was measured.**"
    preface = (
        f"Made by `script/bench power` on {time.strftime('%Y-%m-%d')}: Python {platform.python_version()}, "
        f"{os.cpu_count()} processors, load {load} at the end. Processor time, and ratios of it to ours (more is "
        "better for us). 27 players are the Council's votes under Nice, the others weigh from 1 to 99 and decide by "
        "more than half. Ours are whole numbers and fractions, computed anew each time; errors of the peers are their "
        f"largest difference from them.{missing}\n"
    )
    alone = "Both indices, exact. Neither peer counts rules with more than one test, so there is nothing to compare.\n"
    one = ["### One weight\n", "| what | measured, peak memory | ratio | answer | goal |", "|---|---|---|---|---|"]
    two = ["\n### Double majorities: two thirds of the weight, and more\n", alone]
    two += ["| what | measured, peak memory | goal |", "|---|---|---|"]
    return "\n".join([HEADING, preface, *one, *single, *two, *sectors, ""])


def main() -> None:
    """Measure all and write the page."""
    parser = argparse.ArgumentParser(description="Measure how fast power is counted.")
    parser.add_argument("--limit", type=int, default=120, help="seconds of processor time after which a way is stopped")
    parser.add_argument("--rounds", type=int, default=3)
    words = parser.parse_args()
    peers, single = peers_there(), list[str]()
    for size in SIZES:
        for index in ("banzhaf", "shapley"):
            single += compared(index, size, peers=peers, rounds=words.rounds, limit=words.limit)
    write(HEADING, page(single, by_sectors(rounds=words.rounds, limit=words.limit), peers=peers))


if __name__ == "__main__":
    main()
