"""Conversations to test with: made ones with planted camps, and the real ones of the shared data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from commonweal.methods.opinion import Votes
from commonweal.methods.opinion.polis_csv import Comment, Table, read_comments, read_table

Event = tuple[str, str, int]


def camps(sizes: tuple[int, ...], statements: int = 30, *, answered: float = 0.7, seed: int = 1) -> list[Event]:
    """Return votes of people in camps of these sizes: most in a camp vote as its line says, a fifth of votes stray."""
    draw = np.random.default_rng(seed)
    lines = draw.choice([-1, 1], (len(sizes), statements))
    lines[:, :3] = 1  # everybody's common ground
    people = np.repeat(np.arange(len(sizes)), sizes)
    votes = np.where(
        draw.random((len(people), statements)) < 0.8, lines[people], draw.integers(-1, 2, lines[people].shape)
    )
    there = draw.random(votes.shape) < answered
    return [
        (f"{person}", f"{statement}", int(votes[person, statement]))
        for person, statement in zip(*np.nonzero(there), strict=True)
    ]


def noise(people: int, statements: int, answered: float, seed: int) -> list[Event]:
    """Return votes that mean nothing."""
    draw = np.random.default_rng(seed)
    there = draw.random((people, statements)) < answered
    votes = draw.integers(-1, 2, there.shape)
    return [(f"{one}", f"{other}", int(votes[one, other])) for one, other in zip(*np.nonzero(there), strict=True)]


def table(shared_data: Callable[..., Path], name: str, file: str) -> Table:
    """Return the votes of a published conversation."""
    with shared_data("polis", name, file).open(encoding="utf-8", newline="") as lines:
        return read_table(lines)


def comments(shared_data: Callable[..., Path], name: str) -> list[Comment]:
    """Return its statements."""
    with shared_data("polis", name, "comments.csv").open(encoding="utf-8", newline="") as lines:
        return read_comments(lines)


def same(one: Votes, other: Votes) -> bool:
    """Return whether two sets of votes are equal, bit for bit."""
    return (
        tuple(one.people) == tuple(other.people)
        and tuple(one.statements) == tuple(other.statements)
        and one.codes.dtype == other.codes.dtype
        and bool(np.array_equal(one.starts, other.starts))
        and bool(np.array_equal(one.codes, other.codes))
    )
