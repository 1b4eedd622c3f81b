"""Counting games with a majority inside each sector, or of organisations, beside one weight.

Each group has a table of its own: how many sets of noes it has of each weight and size. The tables of all other groups
are multiplied, and tell what a set of this group's noes is worth; then its players are left out one by one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import mul

from commonweal.methods.power.columns import Columns
from commonweal.methods.power.counting import Counts, orders
from commonweal.methods.power.game import TooLarge
from commonweal.methods.power.leaving import each_left_out
from commonweal.methods.power.limits import Grouping, Limits
from commonweal.methods.power.remaindering import remaindering
from commonweal.methods.power.tables import Table, added, product, summed


@dataclass(frozen=True, slots=True)
class Group:
    """The players of a group who may vote no.

    :param most: how many of them may, at most; `held`: up to how many the group still is for
    """

    players: tuple[int, ...]
    most: int
    held: int

    def fails(self, size: int) -> bool:
        """Return whether so many noes make the group one of those that are not for it."""
        return size > self.held


Tables = list[Table]
"""By the number of groups that are not for it."""


def count_by_groups(limits: Limits) -> Counts:
    """Return the counts of a game with one partition into groups, limits on seats and at most one weight.

    :raises TooLarge: where the rule has more than that, or its tables would not fit into memory
    """
    if limits.minority or len(limits.weighings) > 1:
        raise TooLarge(
            "A majority by groups together with a blocking minority or a second weight is counted exactly only for up "
            "to 16 players."
        )
    groups, slack = groups_of(limits)
    if limits.seats < 0 or any(group.most < 0 for group in groups) or sum(group.fails(0) for group in groups) > slack:
        return Counts(0, (0,) * limits.n, (Fraction(0),) * limits.n, None)
    weighing = limits.weighings[0] if limits.weighings else None
    weights, room = (weighing.weights, weighing.limit) if weighing else ((0,) * limits.n, 0)
    parts = [(group.players, group.most, group.held) for group in groups]
    if large := remaindering(limits, parts, weights, room, slack):
        return large.counts()
    own = [_tables(group, weights, room) for group in groups]
    return _Counting(limits, groups, weights, room, slack, own).counts()


def groups_of(limits: Limits) -> tuple[list[Group], int]:
    """Return the groups into which the rule parts its players, and how many of them need not be for it.

    :raises TooLarge: where there are two partitions
    """
    loose = [grouping for grouping in limits.groupings if grouping.slack]
    known: dict[tuple[int, ...], int] = {}
    for grouping in limits.groupings:
        for group, held in zip(grouping.groups, grouping.limits, strict=True):
            strict = held if not grouping.slack else len(group)
            known[group] = min(strict, known.get(group, len(group)))
    if len(loose) > 1 or sum(map(len, known)) != len(set().union(*known)):
        raise TooLarge("Majorities by sectors and by organisations at once are counted exactly for up to 16 players.")
    held_by = _held(loose)
    free = set(limits.free)
    rest = tuple(sorted(free.difference(*known)))
    found = [
        Group(own, min(most, len(own)), held_by.get(group, len(group)))
        for group, most in known.items()
        if (own := tuple(i for i in group if i in free)) or most < 0 or group in held_by
    ]
    return [*found, Group(rest, len(rest), len(rest))] if rest or not found else found, sum(g.slack for g in loose)


def _held(loose: Sequence[Grouping]) -> dict[tuple[int, ...], int]:
    return {group: held for grouping in loose for group, held in zip(grouping.groups, grouping.limits, strict=True)}


def _tables(group: Group, weights: Sequence[int], room: int) -> Tables:
    columns = Columns([weights[i] for i in group.players], room, group.most, summed=False)
    rows = [columns.unpacked(columns.at(weight)) for weight in range(columns.limit + 1)]
    passing = [[0 if group.fails(size) else count for size, count in enumerate(row)] for row in rows]
    failing = [[count if group.fails(size) else 0 for size, count in enumerate(row)] for row in rows]
    return [passing, failing] if any(map(any, failing)) else [passing]


@dataclass(frozen=True, slots=True)
class _Counting:
    """One game while it is counted. `room` is the weight that may be against, `own` the tables of each group."""

    limits: Limits
    groups: list[Group]
    weights: Sequence[int]
    room: int
    slack: int
    own: list[Tables]

    def counts(self) -> Counts:
        """Return the counts of the game."""
        n = self.limits.n
        denominator, order = orders(n)
        low = n + 1  # bits for the number of coalitions, below the weighted sum
        worth_of = [
            (order[n - against] + order[n - against + 1]) << low | 1 if against <= self.limits.seats else 0
            for against in range(n + 1)
        ]
        apart, total, smallest = dict[int, int](), 0, (0, 0)
        for group, tables, others in zip(self.groups, self.own, self.others(), strict=True):
            allowed = [self.allowed(others, slack) for slack in range(self.slack, self.slack - len(tables), -1)]
            if not total:
                smallest = self.most_against(group, tables, allowed)
            if not group.players:
                continue
            listed = [(i, self.weights[i]) for i in group.players]
            for i, out, within in each_left_out(self.worth(group, allowed, worth_of), listed):
                apart[i], total = out, out + within
        total = total or worth_of[0]  # where everybody holds a veto, all must agree
        sums, mask = [apart.get(i, total) for i in range(n)], (1 << low) - 1
        # The indices add up to 1, which tells what all of them have in common.
        common = (sum(value >> low for value in sums) - denominator) // n
        shapley = tuple(Fraction((value >> low) - common, denominator) for value in sums)
        return Counts(total & mask, tuple(value & mask for value in sums), shapley, (n - smallest[0], smallest[1]))

    def others(self) -> list[Tables]:
        """Return for each group the tables of all others together."""
        before, after = [[[[1]]]], [[[[1]]]]
        for tables in self.own[:-1]:
            before.append(self.united(before[-1], tables))
        for tables in self.own[:0:-1]:
            after.append(self.united(after[-1], tables))
        return [self.united(b, a) for b, a in zip(before, reversed(after), strict=True)]

    def united(self, one: Tables, other: Tables) -> Tables:
        """Return the tables of two sets of groups together, by how many of both are not for it."""
        if one == [[[1]]] or other == [[[1]]]:
            return other if one == [[[1]]] else one
        found = []
        for failing in range(min(self.slack, len(one) + len(other) - 2) + 1):
            parts = range(max(0, failing - len(other) + 1), min(failing, len(one) - 1) + 1)
            found.append(added([product(one[part], other[failing - part], self.room) for part in parts]))
        return found

    def allowed(self, others: Tables, slack: int) -> Table | None:
        """Return how many sets of the others' noes fit, by size, at most so heavy; nothing where none may."""
        return summed(added(others[: slack + 1])) if slack >= 0 else None

    def rows(self, group: Group, allowed: Sequence[Table | None], size: int) -> Table:
        """Return, by the weight that is left, what `allowed` has when `size` players of `group` vote no."""
        return allowed[group.fails(size) if len(allowed) > 1 else 0] or []

    def worth(self, group: Group, allowed: Sequence[Table | None], worth_of: Sequence[int]) -> Table:
        """Return what a set of noes in this group is worth, by its size and weight."""
        heaviest = min(self.room, sum(self.weights[i] for i in group.players))
        found = []
        for size in range(group.most + 1):
            rows = self.rows(group, allowed, size)
            own = worth_of[size : size + (len(rows[0]) if rows else 0)]
            last = len(rows) - 1
            first = min(last, self.room - heaviest)
            by_row = [sum(map(mul, own, row)) for row in rows[first:]]
            found.append([by_row[min(self.room - w, last) - first] if rows else 0 for w in range(heaviest + 1)])
        return found

    def most_against(self, group: Group, tables: Tables, allowed: Sequence[Table | None]) -> tuple[int, int]:
        """Return the largest number of noes with which a vote passes, and how many sets of noes are so large."""
        for against in range(self.limits.seats, -1, -1):
            found = 0
            for size in range(min(group.most, against) + 1):
                rows = self.rows(group, allowed, size)
                if not rows or against - size >= len(rows[0]) or not any(rows[-1][against - size : against - size + 1]):
                    continue
                last = len(rows) - 1
                found += sum(
                    table[w][size] * rows[min(self.room - w, last)][against - size]
                    for table in tables
                    for w in range(min(len(table), self.room + 1))
                    if size < len(table[w])
                )
            if found:
                return against, found
        return 0, 0
