"""``commonweal tally``: count a file of ballots by a rule, and show the count line by line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from commonweal.methods.ballots import BadBallots, Count, Reading, UnknownRule, count, read_csv, read_preflib, read_rule
from commonweal.methods.ballots import standard as standard_document
from commonweal.methods.ballots.preflib import ENDINGS

EXPLAINED: Final = """\
FILE is a table (.csv) or a file of PrefLib (.soc, .soi, .toc, .toi, .cat). docs/methods/ballots.md explains the rules,
what a table looks like and how ties are broken.

rules: plurality, approval, score, quadratic, yesno, condorcet, schulze, ranked_pairs, irv, stv, meek;
or a complete document such as 'irv/1;equal=share;until=majority;ties=fail'.
"""


def main(words: Sequence[str]) -> int:
    """Count, print and return 0; 1 where a tie stands open; 2 with one sentence for what cannot be counted."""
    parser = argparse.ArgumentParser(
        prog="commonweal tally",
        description=__doc__,
        epilog=EXPLAINED,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--rule", required=True, help="a rule, with its usual choices, or a complete document")
    parser.add_argument(
        "--set", action="append", default=[], metavar="CHOICE=VALUE", help="change one choice of a rule"
    )
    parser.add_argument("--seats", type=int, default=1)
    parser.add_argument("--ties", default="", metavar="WAY", help="fail (usual), seed:TEXT or order:A|B|C")
    parser.add_argument("--overvote", choices=["skip", "stop"], default="skip", help="a rank with several options")
    parser.add_argument("--json", action="store_true", help="print one object instead of words")
    given = parser.parse_args(words)
    try:
        reading, result = tally(given)
    except (BadBallots, UnknownRule, OSError, UnicodeDecodeError) as wrong:
        print(_sentence(wrong, given.file), file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps(result.document() | {"file": given.file.name, "remarks": dict(reading.remarks)}, indent=1))
    else:
        print("\n".join(told(reading, result)))
    return 1 if result.open else 0


def tally(given: argparse.Namespace) -> tuple[Reading, Count]:
    """Read the file and count it.

    :raises BadBallots: for a file that cannot be read or counted
    :raises UnknownRule: for a rule that is none
    """
    way, _colon, how = given.ties.partition(":")
    document = _document(given.rule, dict(each.partition("=")[::2] for each in given.set), way)
    form = read_rule(document).form
    text = given.file.read_text(encoding="utf-8-sig")
    ending = given.file.suffix.lower()
    if ending in ENDINGS:
        reading = read_preflib(text, form, categories=ending == ".cat")
    else:
        reading = read_csv(text, form, overvote=given.overvote)
    order = how.split("|") if way == "order" else ()
    return reading, count(document, reading.ballots, reading.options, given.seats, seed=how, order=order)


def _document(rule: str, changed: dict[str, str], ties: str) -> str:
    if ties:
        changed["ties"] = ties
    if "/" not in rule:
        return standard_document(rule, **changed)
    if changed:
        raise UnknownRule("A complete document says everything: give a rule by its name to change its choices.")
    return rule


def _sentence(wrong: Exception, file: Path) -> str:
    if isinstance(wrong, UnicodeDecodeError):
        return f"{file.name} is not written in UTF-8: save it again as UTF-8."
    if isinstance(wrong, OSError):
        return f"{file} cannot be read: {wrong.strerror}."
    return str(wrong)


# ── In words ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def told(reading: Reading, result: Count) -> list[str]:
    """Return the count in lines of text."""
    lines = [TOLD[str(line["code"])](line) for line in result.transcript if line["code"] in TOLD]
    passed = [f"{number:,} {reason}" for reason, number in reading.remarks.items()]
    if passed:
        lines.insert(1, f"Passed over: {', '.join(passed)}.")
    if result.open:
        lines.append(
            f"A tie stands open between {', '.join(result.tied[-1].options)}. Certain: {_names(result.winners)}."
        )
    else:
        lines.append(f"Elected: {_names(result.winners)}.")
    return lines


def _names(options: Sequence[str]) -> str:
    return ", ".join(options) or "nobody"


def _votes(votes: Mapping[str, int | str]) -> str:
    width = max(map(len, votes), default=0)
    return "".join(f"\n    {option:<{width}}  {_number(value):>14}" for option, value in votes.items())


def _number(value: int | str) -> str:
    """Return a number for reading: fractions with six decimals."""
    if isinstance(value, int):
        return f"{value:,}"
    above, _slash, below = value.partition("/")
    return f"{int(above) / int(below):,.6f}"


def _round(line: Mapping[str, Any]) -> str:
    quota = f", quota {_number(line['quota'])}" if "quota" in line else ""
    return f"Round {line['number']}{quota}, exhausted {_number(line['exhausted'])}:{_votes(line['votes'])}"


def _tie(line: Mapping[str, Any]) -> str:
    end = f"goes to {line['chosen']}" if line["chosen"] else "stands open"
    return f"  Tie ({line['place']}) between {', '.join(line['options'])}: {end} ({line['how']})."


def _pairwise(line: Mapping[str, Any]) -> str:
    pairs = [
        f"\n    {one} over {other}: {_number(votes)} to {_number(line['preferred'][other][one])}"
        for one, row in line["preferred"].items()
        for other, votes in row.items()
        if one < other
    ]
    shown = "".join(pairs[:45]) + (f"\n    and {len(pairs) - 45} pairs more (--json)" if len(pairs) > 45 else "")
    found = f"Beats all: {line['winner'] or 'nobody'}. Smith set: {', '.join(line['smith'])}."
    return f"Compared two by two:{shown}\n{found}"


TOLD: Final[Mapping[str, Callable[[Mapping[str, Any]], str]]] = {
    "start": lambda line: (
        f"Rule: {line['rule']}\nBallots: {_number(line['ballots'])} ({line['different']:,} different), "
        f"options: {len(line['options'])}, seats: {line['seats']}."
    ),
    "order": lambda line: f"Ties are broken by this order: {', '.join(line['order'])}.",
    "points": lambda line: f"Points:{_votes(line['points'])}",
    "answers": lambda line: f"Answers:{_votes(line['answers'])}\nNeeded ({line['needs']}): {_number(line['needed'])}",
    "threshold": lambda line: f"Valid: {_number(line['valid'])}. Threshold: {_number(line['threshold'])}.",
    "round": _round,
    "elected": lambda line: f"  {line['option']} is elected.",
    "eliminated": lambda line: f"  {', '.join(line['options'])} out, with {_number(line['votes'])}.",
    "surplus": lambda line: f"  {line['option']} hands on {_number(line['surplus'])} of {_number(line['held'])}.",
    "pairwise": _pairwise,
    "unbeaten": lambda line: f"No chain is stronger than those of: {', '.join(line['options'])}.",
    "pair": lambda line: (
        f"  {line['winner']} over {line['loser']}, {_number(line['strength'])}: "
        f"{'locked' if line['locked'] else 'would close a circle'}."
    ),
    "tie": _tie,
}
