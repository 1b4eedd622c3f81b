"""Measure how fast an opinion map is drawn, beside red-dwarf, in one run, and write its part of docs/BENCHMARKS.md.

    script/bench opinion [--rounds 3] [--limit 150] [--data ../shared/data/polis]

Every figure is processor time in a process of its own with one thread; ways that are compared take turns, and the
median of the rounds counts. The peer is stopped at the limit. Conversations that are not beside the clone are left
out, aloud.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from opinion_ways import made
from pages import write

from commonweal.methods.opinion import kernel
from commonweal.methods.opinion.kmeans import agreement
from commonweal.methods.opinion.polis_csv import left_out, read_comments, read_table

ROOT = Path(__file__).resolve().parents[1]
HEADING = "## Opinion maps\n"
ORACLES = ROOT / ".venv-oracles" / "bin" / "python"
REAL = ("brexit-consensus", "scoop-hivemind.biodiversity", "vtaiwan.uberx", "american-assembly.bowling-green")
SIZES = ((10_000, 500), (30_000, 1000), (100_000, 1000), (1_000_000, 1000))
SEEN = 0.03
PEER_UP_TO = 100_000
RATIOS = {10_000: 100, 30_000: 300}
BYTES_A_VOTE, BYTES_A_PAIR = 16, 12


@dataclass
class Measured:
    """The median of several runs."""

    seconds: float
    peak: float
    votes: int
    labels: list[int]


def run(way: str, file: Path, *, rounds: int, limit: int, compiled: bool = True) -> Measured | None:
    """Run one way several times; nothing where it takes longer than `limit` seconds of processor time."""
    python = str(ORACLES) if way == "reddwarf" else sys.executable
    found = []
    environment = os.environ | ({} if compiled else {"COMMONWEAL_KERNEL": "no"})
    for _ in range(rounds):
        done = subprocess.run(
            [python, "bench/opinion_ways.py", way, str(file)],
            cwd=ROOT, capture_output=True, text=True, check=False, env=environment,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5)),
        )  # fmt: skip
        if done.returncode < 0:
            return None
        if done.returncode:
            raise SystemExit(f"{way} {file.name}: {done.stderr[-2000:]}")
        found.append(json.loads(done.stdout.splitlines()[-1]))
        if found[0]["seconds"] > 5:
            break  # slow ones take one turn only
    last = found[-1]
    middle = statistics.median(one["seconds"] for one in found)
    return Measured(middle, max(one["peak"] for one in found), last["votes"], last.get("labels", []))


def written(folder: Path, data: Path, name: str) -> Path | None:
    """Write a published conversation as three arrays, in the order of the file."""
    wide, file = data / name / "participants-votes.csv", folder / f"{name}.npz"
    if not wide.exists():
        print(f"NOTE: {name} is not there, and left out.", flush=True)
        return None
    with wide.open(encoding="utf-8", newline="") as lines:
        votes = read_table(lines).votes
    with (data / name / "comments.csv").open(encoding="utf-8", newline="") as lines:
        gone = left_out(read_comments(lines))[0]
    person = np.repeat(np.arange(len(votes.people), dtype=np.int32), votes.cast)
    order = np.random.default_rng(1).permutation(len(person))
    out = [at for at, statement in enumerate(votes.statements) if statement in gone]
    columns = {"person": person[order], "statement": votes.columns[order].astype(np.int16), "vote": votes.values[order]}
    np.savez(file, **columns, out=np.array(out, np.int64), statements=len(votes.statements))
    return file


def row(
    name: str, file: Path, *, peer: bool, rounds: int, limit: int, goal: int | None = None
) -> tuple[str, float | None]:
    """Return one row of the table, and how many times longer the peer took."""
    ours = run("ours", file, rounds=rounds, limit=10 * limit)
    plain = run("ours", file, rounds=rounds, limit=10 * limit, compiled=False)
    theirs = run("reddwarf", file, rounds=rounds, limit=limit) if peer else None
    assert ours
    assert plain
    assert ours.labels == plain.labels, "compiled and plain differ"
    ratio = theirs.seconds / ours.seconds if theirs else None
    told, also = "–", "–"
    if theirs and ratio:
        told, also = f"{ratio:.0f}, {theirs.seconds / plain.seconds:.0f}", agree(ours.labels, theirs.labels)
    elif peer:
        told = f"> {limit / ours.seconds:.0f}, > {limit / plain.seconds:.0f}"
    wanted = "–" if goal is None else f"≥ {goal} ({'met' if (ratio or limit / ours.seconds) >= goal else 'not met'})"
    them = "–" if not peer else said(theirs) if theirs else f"stopped after {limit} s"
    line = f"| {name} | {ours.votes:,} | {said(ours)} | {said(plain)} | {them} | {told} | {also} | {wanted} |"
    print(line, flush=True)
    return line, ratio


def agree(ours: list[int], theirs: list[int]) -> str:
    """Return how far the groups agree, on those whom both put into one."""
    one, other = np.array(ours), np.array(theirs)
    both = (one >= 0) & (other >= 0)
    return f"{agreement(one[both], other[both]):.2f}"


def said(one: Measured) -> str:
    """Return seconds and growth of memory."""
    return (
        f"{one.seconds:.2f} s, {one.peak:,.0f} MB"
        if one.seconds >= 1
        else f"{one.seconds * 1000:.3g} ms, {one.peak:,.0f} MB"
    )


def large(files: dict[int, Path], rounds: int) -> list[str]:
    """Return the rows of what only ours does: growth, live maps, single votes, memory."""
    most, part = files[1_000_000], files[100_000]
    whole, tenth = timed("ours", most, rounds), timed("ours", part, rounds)
    live, passes = timed("live", most, rounds), timed("passes", most, rounds)
    single = timed("each", part, 1)
    size = whole["seconds"]
    allowed = (BYTES_A_VOTE * whole["votes"] + BYTES_A_PAIR * 1000**2) / 1e6
    pace = single["seconds"] * 1e9 / single["cast"]
    one_vote = f"{single['seconds'] * 1e6:.1f} µs, {pace:.0f} ns for each"
    return [
        told("1,000,000 participants against 100,000", size / tenth["seconds"], 10),
        told("1,000,000, whole run against three passes over the votes", size / passes["seconds"], 15),
        told("1,000,000, the next map after 1,000 votes against the first", live["seconds"] / size, 0.12),
        told("1,000,000, growth of memory in MB", whole["peak"], allowed),
        told(f"one vote, by people who cast {single['cast']:.0f} before: {one_vote}, in ns", pace, 100),
    ]


def timed(way: str, file: Path, rounds: int) -> dict[str, float]:
    """Run one of our ways several times, and return the run with the median of the seconds."""
    words = [sys.executable, "bench/opinion_ways.py", way, str(file)]
    runs = [
        json.loads(subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
        for _ in range(rounds)
    ]
    return sorted(runs, key=lambda one: one["seconds"])[len(runs) // 2]


def told(what: str, measured: float, goal: float) -> str:
    """Return a row of the second table."""
    return f"| {what} | {measured:,.3g} | ≤ {goal:,.3g} ({'met' if measured <= goal else 'not met'}) |"


def page(first: list[str], second: list[str], mean: float | None, *, peer: bool) -> str:
    """Return the section of docs/BENCHMARKS.md."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    missing = "" if peer else " **red-dwarf could not be installed when this was measured.**"
    built = "" if kernel.compiled() else " **No C compiler was there: both of ours are plain.**"
    preface = (
        f"Made by `script/bench opinion` on {time.strftime('%Y-%m-%d')}: Python {platform.python_version()}, "
        f"{os.cpu_count()} processors, load {load} at the end. Processor time with one thread from votes in memory to "
        "all results in mode `polis`, the mean of as many runs as half a second holds, and how far memory grew; ours "
        "begin with unsorted votes. Ratios are of "
        "red-dwarf's time to ours with compiled loops, and to plain numpy. A made conversation has four camps and a "
        "density of 3 %. Same groups: how far both agree (adjusted Rand index); red-dwarf clusters people one by one, "
        f"the published method, which is ours, a hundred base clusters.{missing}{built}\n"
    )
    head = [
        "| conversation | votes | ours, compiled | ours, plain | red-dwarf | ratios | same groups | goal |",
        "|---|" + "---|" * 7,
    ]
    if mean is not None:
        first = [
            *first,
            f"| geometric mean of the published | | | | | {mean:.0f} | | ≥ 30 ({'met' if mean >= 30 else 'not met'}) |",
        ]
    other = ["\n### Large and live\n", "| what | measured | goal |", "|---|---|---|"]
    return "\n".join([HEADING, preface, *head, *first, *other, *second, ""])


def peer_there() -> bool:
    """Return whether the peer can be imported; say aloud where it cannot."""
    asked = [str(ORACLES), "-c", "import reddwarf.implementations.base"]
    if ORACLES.exists() and subprocess.run(asked, capture_output=True, check=False).returncode == 0:
        return True
    print("NOTE: red-dwarf is not installed (script/prepare oracles failed), so ours stands alone.", flush=True)
    return False


def main() -> None:
    """Measure all and write the page."""
    parser = argparse.ArgumentParser(description="Measure how fast an opinion map is drawn.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--limit", type=int, default=150, help="seconds of processor time after which the peer is stopped"
    )
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data" / "polis")
    words = parser.parse_args()
    peer, rows, ratios = peer_there(), list[str](), list[float]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for conversation in REAL:
            if file := written(folder, words.data, conversation):
                line, ratio = row(conversation, file, peer=peer, rounds=words.rounds, limit=words.limit)
                rows.append(line)
                ratios += [ratio] if ratio else []
        files = {people: folder / f"{people}.npz" for people, _ in SIZES}
        for people, statements in SIZES:
            made(str(files[people]), people, statements, SEEN)
            asked = {"peer": peer and people <= PEER_UP_TO, "rounds": words.rounds, "limit": words.limit}
            rows.append(row(f"made, {people:,} × {statements:,}", files[people], **asked, goal=RATIOS.get(people))[0])
        second = large(files, words.rounds)
    mean = float(np.exp(np.mean(np.log(ratios)))) if len(ratios) == len(REAL) else None
    write(HEADING, page(rows, second, mean, peer=peer))


if __name__ == "__main__":
    main()
