"""Measure the counting of ballots beside pref-voting, in one run, and write docs/BENCHMARKS.md.

    script/bench ballots [--rounds 3]

Each figure comes from a process of its own: ours under .venv, the library under .venv-oracles, both on the same
ballots, taking turns. The winners must be the same. Minneapolis 2013 lies in shared/data beside the clone; the made
election is 50,000 ballots that rank up to 8 of 20 options, 33,010 of them different.
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
import time
from collections.abc import Callable
from pathlib import Path

from pages import write

from commonweal.methods.ballots import count, ranked, read_csv, standard
from commonweal.methods.ballots.forms import Ranked, merged

ROOT = Path(__file__).resolve().parents[1]
RECORD = ROOT.parent / "shared" / "data" / "ballots" / "mn_2013_cast_vote_record.csv"
HEADING = "## Ballots\n"
LIBRARY = ROOT / ".venv-oracles" / "bin" / "python"
ELECTIONS = {"minneapolis": "Minneapolis 2013, 80,101 ballots", "made": "50,000 made ballots"}
RULES: dict[str, tuple[str, int]] = {
    "irv": (standard("irv"), 1),
    "schulze": (standard("schulze"), 1),
    "ranked pairs": (standard("ranked_pairs"), 1),
    "stv": (standard("stv", surplus="together"), 3),
    "meek": (standard("meek", quota="exact"), 3),
}
LONGEST = 240  # seconds that one way may take


def election(name: str):
    """Return options and ballots, equal ones together."""
    if name == "minneapolis":
        reading = read_csv(RECORD.read_text(), Ranked)
        return list(reading.options), [(ballot, int(weight)) for ballot, weight in reading.ballots if ballot.tiers]
    from commonweal.methods.ballots.tests.profiles import Dice  # noqa: PLC0415 - only for the made election

    dice, made = Dice("bench"), []
    for _ in range(50_000):
        favourite = dice.below(20)
        made.append((ranked(*[str((favourite + step) % 20) for step in dice.shuffled(9)[: 1 + dice.below(8)]]), 1))
    return [str(option) for option in range(20)], merged(made)


# ── One way, in a process of its own ──────────────────────────────────────────────────────────────────────────────────


def ours(rule: str, name: str) -> dict[str, object]:
    options, ballots = election(name)
    document, seats = RULES[rule]
    before = time.process_time()
    winners = count(document, ballots, options, seats).winners
    return {"seconds": time.process_time() - before, "winners": sorted(winners)}


def library(rule: str, name: str) -> dict[str, object]:
    from pref_voting.profiles_with_ties import ProfileWithTies  # noqa: PLC0415 - a heavy library

    options, ballots = election(name)
    index = {option: number for number, option in enumerate(options)}
    maps = [{index[tier[0]]: rank for rank, tier in enumerate(ballot.tiers, start=1)} for ballot, _weight in ballots]
    before = time.process_time()
    profile = ProfileWithTies(maps, rcounts=[weight for _b, weight in ballots], candidates=list(range(len(options))))
    winners = ways(profile)[rule]()
    return {"seconds": time.process_time() - before, "winners": sorted(options[winner] for winner in winners)}


def ways(profile) -> dict[str, Callable[[], list[int]]]:
    """Return how the library is asked; making its profile counts, since it compares options two by two there."""
    from pref_voting import iterative_methods, margin_based_methods, proportional_methods  # noqa: PLC0415 - heavy

    def winning_votes(one: int, other: int) -> int:
        return profile.support(one, other) if profile.margin(one, other) > 0 else 0

    def two_by_two(method: Callable) -> list[int]:
        profile.use_extended_strict_preference()
        return method(profile, strength_function=winning_votes)

    return {
        "irv": lambda: iterative_methods.instant_runoff_for_truncated_linear_orders(profile),
        "schulze": lambda: two_by_two(margin_based_methods.beat_path),
        "ranked pairs": lambda: two_by_two(margin_based_methods.ranked_pairs_tb),
        "stv": lambda: proportional_methods.stv_wig(profile, num_seats=3, quota_rule="droop"),
        "meek": lambda: proportional_methods.stv_meek(profile, num_seats=3),
    }


# ── All of them ───────────────────────────────────────────────────────────────────────────────────────────────────────


def measured(way: str, rule: str, name: str) -> dict[str, float] | None:
    """Run one way; nothing where it takes too long."""
    python = LIBRARY if way == "library" else sys.executable
    begin = time.perf_counter()
    try:
        done = subprocess.run(
            [python, "-W", "ignore", "bench/ballots.py", "--way", way, rule, name],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": "."},
            capture_output=True, text=True, check=True, timeout=LONGEST,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout.splitlines()[-1]) | {"whole": time.perf_counter() - begin}


def rows(name: str, rounds: int) -> list[str]:
    """Return the lines of the table for one election."""
    lines = []
    for rule in RULES:
        found: dict[str, list] = {"ours": [], "library": []}
        for turn in range(rounds):
            for way, results in found.items():
                if turn and (None in results or results[0]["seconds"] > 60):
                    continue  # once is enough for what takes minutes
                results.append(measured(way, rule, name))
        mine = found["ours"]
        lines.append(row(rule, mine, mine))
        theirs = found["library"]
        if None in theirs:
            lines.append(f"| {rule}: pref-voting | longer than {LONGEST} s | – | – | – |")
        else:
            assert theirs[0]["winners"] == mine[0]["winners"], (rule, name, theirs[0], mine[0])
            lines.append(row(f"{rule}: pref-voting", theirs, mine))
        print(*lines[-2:], sep="\n", flush=True)
    return lines


def row(title: str, results: list[dict[str, float]], base: list[dict[str, float]]) -> str:
    seconds, whole = (statistics.median(each[what] for each in results) for what in ("seconds", "whole"))
    against = seconds / statistics.median(each["seconds"] for each in base)
    peak = max(each["peak"] for each in results)
    ratio = f"{against:,.0f}" if against >= 10 else f"{against:.1f}"
    return (
        f"| {title if ':' in title else f'{title}: ours'} | {seconds:.3f} s | {ratio} | {whole:.2f} s | {peak:.0f} MB |"
    )


def page(groups: dict[str, list[str]]) -> str:
    """Return the section of docs/BENCHMARKS.md."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    preface = (
        f"Made by `script/bench ballots` on {time.strftime('%Y-%m-%d')}: Python {platform.python_version()}, "
        f"{os.cpu_count()} processors, load {load} at the end. Processor seconds of the count, its ratio to ours, and "
        "the whole process with reading the file. Both find the same winners, or the run fails. Ours counts in "
        "fractions (Meek: 9 decimals) and writes every line down; pref-voting counts in floating point, and its "
        "profile compares options two by two when it is made.\n"
    )
    lines = [HEADING, preface]
    for title, found in groups.items():
        lines += [f"### {title}\n", "| what | count | ratio | whole process | peak memory |", "|---|---|---|---|---|"]
        lines += [*found, ""]
    return "\n".join(lines)


def main() -> None:
    """Measure one way, or all and write the page."""
    parser = argparse.ArgumentParser(description="Measure the counting of ballots beside pref-voting.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--way", nargs=3, metavar=("WAY", "RULE", "ELECTION"))
    words = parser.parse_args()
    if words.way:
        way, rule, name = words.way
        result = {"ours": ours, "library": library}[way](rule, name)
        print(json.dumps(result | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}))
        return
    groups = {}
    for name, title in ELECTIONS.items():
        if name == "minneapolis" and not RECORD.exists():
            print("Needs shared/data/ballots beside the clone: Minneapolis is left out.", file=sys.stderr)
            continue
        groups[title] = rows(name, words.rounds)
    write(HEADING, page(groups))


if __name__ == "__main__":
    main()
