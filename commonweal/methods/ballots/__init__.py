"""Ballots counted exactly: one function for every rule, whole numbers and fractions only, every line of the count
kept.

What other rooms use::

    from commonweal.methods.ballots import count, ranked, standard

    document = standard("irv", ties="seed")  # "irv/1;equal=share;until=majority;ties=seed"
    ballots = [(ranked("bridge", "school"), 3), (ranked("school"), Fraction(5, 2))]
    result = count(document, ballots, ["bridge", "school", "well"], seats=1, seed="2026-11-22 draw 4711")
    result.winners      # ("bridge",)
    result.tied         # every tie that was met and how it was broken
    result.open         # whether a tie stands open (ties=fail)
    result.transcript   # lines: {"code": "round", "votes": {...}}; the words are made where they are shown
    result.document()   # everything as one object for JSON

Ballots are ``ranked``, ``approved``, ``scored``, ``spent`` or ``answered``, each with its weight (int or Fraction).
Rules: plurality, approval, score, quadratic, yesno, condorcet, schulze, ranked_pairs, irv, stv (``standard("stv")``
hands surpluses on by weighted inclusive Gregory, ``standard("meek")`` by Meek). Wrong input raises ``BadBallots`` or
``UnknownRule``, each with a sentence for people. ``read_preflib`` and ``read_csv`` read files, ``possible_winners``
tells every outcome that some way of breaking ties leads to. ``docs/methods/ballots.md`` explains each rule.

The map: ``forms`` (ballots), ``rules`` (documents), ``sheet`` (transcript and ties), then a file for each family of
rules, ``counting`` (the one function), ``preflib`` and ``tables`` (files).
"""

from __future__ import annotations

from commonweal.methods.ballots.counting import Count, count, possible_winners
from commonweal.methods.ballots.forms import (
    BadBallots,
    Ballot,
    Weight,
    answered,
    approved,
    ranked,
    scored,
    spent,
)
from commonweal.methods.ballots.preflib import read_preflib
from commonweal.methods.ballots.reading import Reading
from commonweal.methods.ballots.rules import UnknownRule, read_rule, standard
from commonweal.methods.ballots.sheet import Tie, seeded_order
from commonweal.methods.ballots.tables import read_csv

__all__ = [
    "BadBallots",
    "Ballot",
    "Count",
    "Reading",
    "Tie",
    "UnknownRule",
    "Weight",
    "answered",
    "approved",
    "count",
    "possible_winners",
    "ranked",
    "read_csv",
    "read_preflib",
    "read_rule",
    "scored",
    "seeded_order",
    "spent",
    "standard",
]
