"""Measure the record beside its peers, in one run, and write docs/BENCHMARKS.md.

    script/bench record [--entries 1000000] [--rounds 3] [--seconds 3]

Every figure comes from a process of its own. Ways that are compared take turns, and the median of the
rounds counts, because other work on the machine slows all of them alike.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psycopg
from pages import write
from private_postgres import private_postgres

from commonweal.kit.ids import new_id
from commonweal.record.tests import storms

ROOT = Path(__file__).resolve().parents[1]
HEADING = "## Record\n"
BARE = (
    "CREATE TABLE bare (partnership varchar(26) NOT NULL, position bigint NOT NULL, idem varchar(26) NOT NULL,"
    " leaf {0} NOT NULL, raw {0} NOT NULL, PRIMARY KEY (partnership, position), UNIQUE (partnership, idem))"
)
Row = tuple[str, str, str, str]


def run(program: str, *words: object, url: str = "", full: bool = False) -> dict[str, float]:
    """Run one way in a process of its own and return what it measured."""
    done = subprocess.run(
        [sys.executable, f"bench/{program}.py", *map(str, words)],
        env=_environment(url, full=full),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"{program} {words}: {done.stderr[-2000:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _environment(url: str, *, full: bool) -> dict[str, str]:
    given = storms.environment(url or "sqlite:///:memory:") | {"PYTHONHASHSEED": "0"}
    return given | {"DJANGO_SETTINGS_MODULE": "commonweal.config.settings"} if full else given


def rate(way: str, url: str, places: Sequence[str], seconds: float) -> tuple[float, float]:
    """Let one worker for each place write for some seconds; return acts a second and peak memory."""
    begin = time.time() + (4 if len(places) == 1 else 8)
    workers = [
        subprocess.Popen(
            [sys.executable, "bench/storing.py", way, url, place, str(begin), str(seconds)],
            env=_environment(url, full=way == "perform"),
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        for place in places
    ]
    found = [json.loads(one.communicate()[0]) for one in workers]
    return sum(one["done"] / one["seconds"] for one in found), max(one["peak"] for one in found)


def storing(vendor: str, folder: Path, server: str, *, rounds: int, seconds: float) -> list[Row]:
    """Compare ways of keeping an act on one database."""
    with storms.database(vendor, folder=folder, server=server) as url:
        _make_bare_table(url)
        ways = ["bare", "append", "perform"]
        if vendor == "postgresql":
            ways += ["call", "eventsourcing"]
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "-v0"], env=_environment(url, full=True), cwd=ROOT, check=True
        )
        alone = _rounds(ways, url, [_found(url)], rounds, seconds)
        one_record = _found(url)
        crowd = [way for way in ways if way in ("bare", "append", "call")]
        eight = _rounds(crowd, url, [one_record] * 8, max(1, rounds - 1), seconds)
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[vendor]
    goals = {
        ("sqlite", "append", 1): 0.8, ("postgresql", "append", 1): 0.6, ("postgresql", "append", 8): 0.5,
        ("sqlite", "perform", 1): 0.25, ("postgresql", "perform", 1): 0.25,
    }  # fmt: skip
    rows: list[Row] = []
    for count, found in ((1, alone), (8, eight)):
        for way, (each, peak) in found.items():
            ratio = each / found["bare"][0]
            goal = goals.get((vendor, way, count))
            wanted = f"≥ {goal} ({'met' if ratio >= goal else 'not met'})" if goal else "–"
            rows.append(
                (
                    f"{name}, {count} worker{'s' if count > 1 else ''}: {WAYS[way]}",
                    f"{each:,.0f} a second, {peak:.0f} MB",
                    f"{ratio:.2f}",
                    wanted,
                )
            )
    return rows


WAYS = {
    "bare": "bare INSERT by the driver",
    "append": "`append`, whole: build, check, hold, hash, store",
    "call": "`cw_append` alone",
    "perform": "`perform` with charter and projection",
    "eventsourcing": "the eventsourcing library",
}


def _rounds(
    ways: Sequence[str], url: str, places: Sequence[str], rounds: int, seconds: float
) -> dict[str, tuple[float, float]]:
    found: dict[str, list[tuple[float, float]]] = {way: [] for way in ways}
    for _ in range(rounds):
        for way in ways:
            found[way].append(rate(way, url, places, seconds))
    return {
        way: (statistics.median(each for each, _ in all_), max(peak for _, peak in all_)) for way, all_ in found.items()
    }


def _make_bare_table(url: str) -> None:
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
            connection.execute(BARE.format("BLOB"))
    else:
        with psycopg.connect(url) as server:
            server.execute(BARE.format("bytea"))


def _found(url: str) -> str:
    program = "import django; django.setup()\nfrom commonweal.record.tests.acting import found\nprint(found())"
    done = subprocess.run(
        [sys.executable, "-c", program], env=_environment(url, full=False), cwd=ROOT, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return done.stdout.strip()


def computing() -> list[Row]:
    """Compare hashing, proving and canonical bytes."""
    tree = {name: run("computing", name) for name in ("tree_leaves_limit", "tree_ours", "tree_peer")}
    limit = tree["tree_leaves_limit"]["micros"]
    rows: list[Row] = [
        ("Hash limit: every leaf and node once", _micros(tree["tree_leaves_limit"]), "1.00", "–"),
        (
            "Tree: append to the right edge",
            _micros(tree["tree_ours"]),
            f"{tree['tree_ours']['micros'] / limit:.2f}",
            "–",
        ),
        ("Tree: pymerkle", _micros(tree["tree_peer"]), f"{tree['tree_peer']['micros'] / limit:.2f}", "–"),
    ]
    proofs = {n: run("computing", n) for n in ("proof_peer", "proof_ours", "proof_from_tiles", "proof_verified")}
    peer = proofs["proof_peer"]["micros"]
    for name, words in (
        ("proof_peer", "pymerkle"),
        ("proof_ours", "ours, nodes in memory"),
        ("proof_from_tiles", "ours, from tiles"),
        ("proof_verified", "ours, verifying"),
    ):
        ratio = f"{proofs[name]['micros'] / peer:.2f}"
        rows.append((f"Inclusion proof among 100,000: {words}", _micros(proofs[name]), ratio, "–"))
    names = ("canonical_peer", "canonical_ours", "canonical_with_checks")
    canonical = {name: run("computing", name) for name in names}
    peer = canonical["canonical_peer"]["micros"]
    for name, words, goal in (
        ("canonical_peer", "json and rfc8785, without checks", 0),
        ("canonical_ours", "ours, encode and decode and check", 10),
        ("canonical_with_checks", "`parse_entry`: all of an entry's form and its hash", 0),
    ):
        micros = canonical[name]["micros"]
        wanted = f"≤ {goal} µs ({'met' if micros <= goal else 'not met'})" if goal else "–"
        rows.append((f"Canonical bytes: {words}", _micros(canonical[name]), f"{micros / peer:.2f}", wanted))
    return rows


def _micros(measured: dict[str, float]) -> str:
    return f"{measured['micros']:.1f} µs, {measured['peak']:.0f} MB"


def verifying(entries: int, folder: Path) -> list[Row]:
    """Compare the verification of a streamed record with the hashing that it cannot avoid."""
    rows: list[Row] = []
    for every, words, goal in ((0, "without signatures", 5), (20, "with 5 % signed", 7)):
        path = folder / "stream"
        run("computing", "write_stream", path, entries, every)
        limit = run("computing", "stream_limit", path)
        ours = run("computing", "stream_verified", path)
        ratio = ours["seconds"] / limit["seconds"]
        met = ratio <= goal and ours["peak"] <= 64
        rows += [
            (f"{entries:,} entries {words}: one SHA-256 pass and bare nodes", _seconds(limit), "1.00", "–"),
            (
                f"{entries:,} entries {words}: verified, streamed",
                _seconds(ours),
                f"{ratio:.1f}",
                f"≤ {goal}, ≤ 64 MB ({'met' if met else 'not met'})",
            ),
        ]
        path.unlink()
    return rows


def _seconds(measured: dict[str, float]) -> str:
    return f"{measured['seconds']:.2f} s, {measured['peak']:.0f} MB"


def laying(folder: Path, server: str) -> list[Row]:
    """Measure how fast a bundle's entries get into an empty database."""
    rows: list[Row] = []
    for vendor, name in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL")):
        place = folder / new_id()
        place.mkdir()
        with storms.database(vendor, folder=place, server=server) as url:
            found = run("computing", "lay_down", 100_000, url=url)
        met = "met" if found["a_second"] >= 20_000 else "not met"
        goal = f"≥ 20,000 a second ({met})" if vendor == "sqlite" else "–"
        rows.append(
            (f"{name}: entries laid down", f"{found['a_second']:,.0f} a second, {found['peak']:.0f} MB", "–", goal)
        )
    return rows


def page(groups: dict[str, list[Row]]) -> str:
    """Return the section of docs/BENCHMARKS.md."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    preface = (
        f"Made by `script/bench record` on {time.strftime('%Y-%m-%d')}: Python {platform.python_version()}, "
        f"{os.cpu_count()} processors, load {load} at the end. Quote the ratios: absolute figures say more about "
        "the machine. SQLite lies on the disk of temporary files, PostgreSQL in memory where there is some, both "
        "with all durability settings on. Ratios of storing are of acts a second to the bare INSERT (more is "
        "better), all others of time to the first row of their group (less is better).\n"
    )
    lines = [HEADING, preface]
    for title, rows in groups.items():
        lines += [f"### {title}\n", "| what | measured, peak memory | ratio | goal |", "|---|---|---|---|"]
        lines += [f"| {' | '.join(row)} |" for row in rows]
        lines.append("")
    return "\n".join(lines)


def main() -> None:
    """Measure all and write the page."""
    parser = argparse.ArgumentParser(description="Measure the record beside its peers.")
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3.0)
    words = parser.parse_args()
    groups: dict[str, list[Row]] = {}
    with tempfile.TemporaryDirectory() as name, private_postgres() as server:
        folder = Path(name)
        groups["Tree, proofs and canonical bytes"] = computing()
        print("computed", flush=True)
        groups["Verifying a stream of entries"] = verifying(words.entries, folder)
        print("verified", flush=True)
        groups["Laying down a bundle"] = laying(folder, server)
        for vendor in ("sqlite", "postgresql"):
            print("storing on", vendor, flush=True)
            title = {"sqlite": "Storing on SQLite", "postgresql": "Storing on PostgreSQL"}[vendor]
            groups[title] = storing(vendor, folder, server, rounds=words.rounds, seconds=words.seconds)
    write(HEADING, page(groups))


if __name__ == "__main__":
    main()
