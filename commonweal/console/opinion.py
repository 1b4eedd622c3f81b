"""``commonweal opinion``: what a conversation came to, from a file of votes, without settings or a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from commonweal.console.opinion_table import as_text
from commonweal.methods.opinion import as_data, disclosed, opine
from commonweal.methods.opinion.polis_csv import BadFile, Comment, Table, left_out, read_comments, read_table

NOT_UNDERSTOOD = 2
MODES = ("polis", "stable", "bridging")


def main(argv: Sequence[str] | None = None) -> int:
    """Say what the votes in a file come to, and return 0; or 2 where the file is not understood."""
    options = parser().parse_args(argv)
    comments = _comments(options)
    reading = options.file
    try:
        table = _votes(options.file)
        reading = comments or options.file
        statements = _statements(comments)
    except (BadFile, OSError, UnicodeDecodeError) as error:
        says = _says(error)
        print(f"Cannot read {reading}: {says}", file=sys.stderr)
        return NOT_UNDERSTOOD
    printed = _printed(options, comments, table, statements)
    with suppress(BrokenPipeError):
        print(printed, flush=True)
    return 0


def parser() -> argparse.ArgumentParser:
    """Return the command's arguments."""
    made = argparse.ArgumentParser(
        prog="commonweal opinion",
        description="Say what a conversation came to: groups, what each holds, what unites, bridges and divides. "
        "docs/methods/opinion.md explains every word and number.",
        epilog="A comments.csv beside the file of votes is read too: it says which statements are moderated out.",
    )
    made.add_argument("file", type=Path, metavar="VOTES.csv", help="votes as Polis exports them, long or wide")
    made.add_argument("--comments", type=Path, metavar="COMMENTS.csv", help="the statements and their moderation")
    made.add_argument("--no-comments", action="store_true", help="leave a comments.csv beside the file alone")
    made.add_argument("--mode", choices=MODES, default="polis", help="polis (usual), stable or bridging")
    made.add_argument("--seed", type=_seed, default=0, metavar="N", help="where random starts begin (stable, bridging)")
    made.add_argument(
        "--min-group", type=_seed, default=0, metavar="N", help="withhold what fewer than N people said, and who is who"
    )
    made.add_argument("--json", action="store_true", help="print one JSON object with every number")
    return made


def _says(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not text in UTF-8."
    return f"{error.strerror}." if isinstance(error, OSError) else str(error)


def _seed(said: str) -> int:
    number = int(said)
    if not 0 <= number < 2**32:
        raise ValueError
    return number


_seed.__name__ = "whole number from 0"


def _comments(options: argparse.Namespace) -> Path | None:
    if options.comments or options.no_comments:
        named: Path | None = options.comments
        return named
    beside: Path = options.file.with_name("comments.csv")
    return beside if beside.is_file() and beside != options.file else None


def _votes(file: Path) -> Table:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return read_table(lines)


def _statements(file: Path | None) -> list[Comment]:
    if file is None:
        return []
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return read_comments(lines)


def _printed(options: argparse.Namespace, comments: Path | None, table: Table, statements: list[Comment]) -> str:
    out, meta = left_out(statements)
    opinion = opine(table.votes, mode=options.mode, moderated_out=out, meta=meta, seed=options.seed)
    if options.min_group:
        opinion = disclosed(opinion, options.min_group)
    texts = {one.id: one.text for one in statements}
    if not options.json:
        return as_text(opinion, texts, comments.name if comments and not options.comments else None)
    data = as_data(opinion, members=not options.min_group)
    data["comments"] = None if comments is None else comments.name
    for told in data["statements"]:
        told["text"] = texts.get(told["id"])
    return json.dumps(data, ensure_ascii=False)
