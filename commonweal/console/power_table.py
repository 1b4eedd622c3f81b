"""The answer of ``commonweal power`` as a table and a few sentences for people."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from commonweal.methods.power import BlocPower, Power
from commonweal.methods.power.absences import Absence, quorum_reach
from commonweal.methods.power.rulefile import Rule
from commonweal.methods.power.written import absences_if_small

LONGEST = 60
"""The longest fraction that is printed in a table; a longer one stands in the JSON."""


def as_text(rule: Rule, power: Power) -> str:
    """Return everything that the rule says about power."""
    head = ("", "weight", "swings", "Banzhaf", "", "Shapley-Shubik", "")
    rows = [
        (own.name, str(player.weight), f"{own.swings:,}", *_share(own.banzhaf), *_share(own.shapley))
        for own, player in zip(power.players, rule.game.players, strict=True)
    ]
    blocks = [
        [rule.name] if rule.name else [],
        table([head, *rows]),
        _sentences(rule, power),
        _blocs("sector", power.sectors),
        _blocs("organisation", [bloc for bloc in power.organisations if bloc.seats > 1]),
        _smallest(power),
        _absences(rule, absences_if_small(rule.game)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines in columns, the first to the left and all others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _share(value: Fraction) -> tuple[str, str]:
    text = str(value)
    return (text if len(text) <= LONGEST else "exact in --json"), f"{float(value):.2%}"


def _sentences(rule: Rule, power: Power) -> list[str]:
    total = 1 << len(power.players)
    lines = [
        f"{power.wins:,} of {total:,} coalitions win ({float(power.act):.2%}); {power.swings:,} swings in all.",
        f"Without any of these nothing passes: {', '.join(power.vetoes)}."
        if power.vetoes
        else "Nobody can block alone.",
        f"Their votes never matter: {', '.join(power.dummies)}." if power.dummies else "Everybody's vote can matter.",
        f"Inequality of power (Gini of Banzhaf): {float(power.gini):.3f}.",
    ]
    if not power.wins:
        lines.insert(0, "Nothing can ever pass under this rule.")
    if dictators := [player.name for player in power.players if player.dictator]:
        lines.append(f"{dictators[0]} decides alone.")
    return lines


def _blocs(kind: str, blocs: Sequence[BlocPower]) -> list[str]:
    if not blocs:
        return []
    rows = [(kind, "seats", "of weight", "Banzhaf", "", "Shapley-Shubik", "", "blocks alone", "passes alone")]
    for bloc in blocs:
        alone = ("yes" if bloc.blocks else "no", "yes" if bloc.passes else "no")
        rows.append(
            (bloc.name, str(bloc.seats), str(bloc.weight), *_share(bloc.banzhaf), *_share(bloc.shapley), *alone)
        )
    return table(rows)


def _smallest(power: Power) -> list[str]:
    if power.smallest is None:
        return []
    count = power.smallest_count
    win = "one coalition of that size wins" if count == 1 else f"{count:,} coalitions of that size win, such as"
    shown = ["  " + ", ".join(power.players[i].name for i in own) for own in power.smallest_some]
    return [f"It takes at least {power.smallest} votes; {win}{':' if shown else '.'}", *shown]


def _absences(rule: Rule, absences: Sequence[Absence]) -> list[str]:
    lines = []
    if rule.game.quorum and rule.absence is not None:
        reach = quorum_reach(rule.game, rule.absence)
        lines.append(
            f"With {float(rule.absence):.0%} staying away, the quorum is there in {float(reach):.2%} of meetings."
        )
    if worst := max(absences, key=lambda own: own.no_show, default=None):
        if worst.backfires:
            lines.append(
                f"No-show paradox: with a chance of {worst.no_show} ({float(worst.no_show):.2%}), {worst.name} "
                "makes pass by a no what would have failed had it stayed away."
            )
        else:
            lines.append("Nobody can make a proposal pass by coming to vote no.")
    return lines
