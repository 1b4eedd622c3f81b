"""``commonweal power``: who has how much power under a rule, from a file, without settings and without a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

from commonweal.console.power_table import as_text
from commonweal.methods.power import Game, Majority, Quorum, TooLarge, power_of
from commonweal.methods.power.rulefile import BadRule, Rule, exact, game_of, read_rule, read_weights, schema
from commonweal.methods.power.written import as_data

NOT_UNDERSTOOD = 2
OPTIONS = {
    "quota": ("weight", "the weight that it takes: a share such as 2/3, or an amount above 1 such as 255"),
    "seats": ("seats", "the seats that it takes: a share such as 1/2, or an amount above 1"),
    "population": ("population", "the population that it takes: a share such as 65/100, or an amount above 1"),
    "organisations": ("organisations", "the organisations that it takes, each by the larger part of its seats"),
    "sector-majority": ("each_sector", "the seats that it takes inside each sector: a share such as 1/2"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Say who has how much power under the rule in a file, and return 0; or 2 where the file is not understood."""
    options = parser().parse_args(argv)
    if options.schema:
        print(json.dumps(schema(), indent=2))
        return 0
    if options.file is None:
        print("Name a file: RULE.json, or a table of weights that ends in .csv.", file=sys.stderr)
        return NOT_UNDERSTOOD
    try:
        rule = _rule(options)
        power = power_of(rule.game)
    except (BadRule, TooLarge, OSError, UnicodeDecodeError) as error:
        says = "it is not text in UTF-8." if isinstance(error, UnicodeDecodeError) else str(error)
        print(f"Cannot count {options.file}: {says}", file=sys.stderr)
        return NOT_UNDERSTOOD
    with suppress(BrokenPipeError):
        print(
            json.dumps(as_data(rule, power), ensure_ascii=False) if options.json else as_text(rule, power), flush=True
        )
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the command's arguments."""
    made = argparse.ArgumentParser(
        prog="commonweal power",
        description="Say who has how much power under a rule. docs/methods/power.md explains every word and number.",
        epilog="1/2 means more than half; any other share has to be reached. '>2/3' and '>=1/2' say otherwise.",
    )
    made.add_argument(
        "file", type=Path, nargs="?", help="RULE.json, or a .csv with the columns name, weight, sector, ..."
    )
    made.add_argument("--json", action="store_true", help="print one JSON object, every number exact")
    made.add_argument("--schema", action="store_true", help="print the JSON Schema of RULE.json")
    table = made.add_argument_group("for a .csv")
    for name, (_, says) in OPTIONS.items():
        table.add_argument(f"--{name}", metavar="N", help=says)
    table.add_argument("--in-sectors", type=int, metavar="M", help="in how many sectors; in all where it is not said")
    table.add_argument(
        "--sector-veto", action="append", default=[], metavar="SECTOR", help="may be given several times"
    )
    table.add_argument("--minority", type=int, metavar="N", help="fewer than so many against never stop a vote")
    table.add_argument("--quorum", metavar="SHARE", help="the share of seats that must be there")
    table.add_argument("--absence", metavar="SHARE", help="the share of seats that usually stay away")
    return made


def _rule(options: argparse.Namespace) -> Rule:
    text = options.file.read_text(encoding="utf-8-sig")
    if options.file.suffix.lower() == ".csv":
        return Rule(options.file.stem, _game(options, text), _number("absence", options.absence))
    given = [f"--{name}" for name in OPTIONS if getattr(options, name.replace("-", "_"))]
    if given:
        raise BadRule(f"{given[0]} goes with a .csv; RULE.json says its majorities itself.")
    return read_rule(text)


def _game(options: argparse.Namespace, text: str) -> Game:
    majorities = []
    for name, (over, _) in OPTIONS.items():
        if said := getattr(options, name.replace("-", "_")):
            majorities.append(_majority(name, over, said, options.in_sectors if over == "each_sector" else None))
    if not majorities:
        raise BadRule(f"say which majority it takes, with at least one of --{', --'.join(OPTIONS)}.")
    share = _number("quorum", options.quorum)
    quorum = None if share is None else Quorum(share)
    return game_of(read_weights(text), tuple(majorities), tuple(options.sector_veto), options.minority, quorum)


def _majority(name: str, over: str, said: str, sectors: int | None) -> Majority:
    bare = said.strip().removeprefix(">").removeprefix("=")
    number = _exact(name, bare)
    more = not said.strip().startswith(">=") if said.strip().startswith(">") else number == Fraction(1, 2)
    if number > 1:
        return Majority(over, need=number, more=more, sectors=sectors)  # type: ignore[arg-type]  # OPTIONS names them
    return Majority(over, number, more, sectors=sectors)  # type: ignore[arg-type]  # OPTIONS names them


def _number(name: str, said: str | None) -> Fraction | None:
    return None if said is None else _exact(name, said)


def _exact(name: str, said: str) -> Fraction:
    try:
        return exact(said)
    except ValueError as error:
        raise BadRule(f"--{name}: {error}.") from None
