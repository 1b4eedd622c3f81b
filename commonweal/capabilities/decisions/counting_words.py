"""The lines of a count among options in sentences: what `methods.ballots` writes on its sheet, said to people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

Line = Mapping[str, Any]
Name = Callable[[str], str]


def counted(line: Line, name: Name) -> str:
    """Return one line of a count as a sentence; one of a kind that is not known here is shown as it is."""
    say = _SAID.get(line["code"])
    if say is not None:
        return say(line, name)
    figures = ", ".join(f"{key}: {value}" for key, value in line.items() if key != "code")
    return gettext("%(code)s (%(figures)s)") % {"code": line["code"], "figures": figures}


def _start(line: Line, name: Name) -> str:
    said = ngettext(
        "Counted by the rule %(rule)s, %(seats)s place to fill.",
        "Counted by the rule %(rule)s, %(seats)s places to fill.",
        line["seats"],
    )
    return said % {"rule": line["rule"], "seats": line["seats"]}


def _order(line: Line, name: Name) -> str:
    names = ", ".join(name(one) for one in line["order"])
    if line["seed"]:
        return gettext("Lots decide where votes are equal, drawn from %(seed)s: %(order)s.") % {
            "seed": line["seed"],
            "order": names,
        }
    return gettext("Where votes are equal, this order decides: %(order)s.") % {"order": names}


def _round(line: Line, name: Name) -> str:
    return gettext("Round %(number)s: %(votes)s. Exhausted: %(exhausted)s.") % {
        "number": line["number"],
        "votes": _figures(line["votes"], name),
        "exhausted": line["exhausted"],
    }


def _elected(line: Line, name: Name) -> str:
    if "points" in line:
        return gettext("Chosen: %(option)s, with %(points)s.") % {
            "option": name(line["option"]),
            "points": line["points"],
        }
    return gettext("Chosen: %(option)s. Votes: %(votes)s.") % {
        "option": name(line["option"]),
        "votes": line["votes"],
    }


def _eliminated(line: Line, name: Name) -> str:
    return gettext("Out: %(options)s. Votes: %(votes)s.") % {
        "options": ", ".join(name(one) for one in line["options"]),
        "votes": line["votes"],
    }


def _points(line: Line, name: Name) -> str:
    return gettext("Points: %(points)s.") % {"points": _figures(line["points"], name)}


def _pair(line: Line, name: Name) -> str:
    said = (
        gettext("%(winner)s before %(loser)s, by %(strength)s: kept.")
        if line["locked"]
        else gettext("%(winner)s before %(loser)s, by %(strength)s: left out, because it goes round in a circle.")
    )
    return said % {"winner": name(line["winner"]), "loser": name(line["loser"]), "strength": line["strength"]}


def _paths(line: Line, name: Name) -> str:
    rows = "; ".join(f"{name(one)}: {_figures(row, name)}" for one, row in sorted(line["strength"].items()))
    return gettext("Strongest chains of victories: %(rows)s.") % {"rows": rows}


def _unbeaten(line: Line, name: Name) -> str:
    return gettext("Unbeaten: %(options)s.") % {"options": ", ".join(name(one) for one in line["options"])}


def _threshold(line: Line, name: Name) -> str:
    return gettext("%(valid)s ballots count. With %(threshold)s votes one is chosen.") % {
        "valid": line["valid"],
        "threshold": line["threshold"],
    }


def _surplus(line: Line, name: Name) -> str:
    return gettext("Beyond what %(option)s needs: %(surplus)s. It goes on to the next choices.") % {
        "option": name(line["option"]),
        "surplus": line["surplus"],
    }


def _tie(line: Line, name: Name) -> str:
    options = ", ".join(name(one) for one in line["options"])
    if line["chosen"] is None:
        return gettext("Equal: %(options)s. Nothing breaks this tie.") % {"options": options}
    return gettext("Equal: %(options)s. The tie fell on %(chosen)s.") % {
        "options": options,
        "chosen": name(line["chosen"]),
    }


def _open(line: Line, name: Name) -> str:
    certain = ", ".join(name(one) for one in line["certain"]) or gettext("nobody")
    return gettext("The tie stands open. Chosen however it is broken: %(certain)s.") % {"certain": certain}


def _figures(values: Mapping[str, Any], name: Name) -> str:
    return ", ".join(f"{name(option)} {value}" for option, value in sorted(values.items()))


_SAID: Mapping[str, Callable[[Line, Name], str]] = {
    "start": _start,
    "order": _order,
    "round": _round,
    "elected": _elected,
    "eliminated": _eliminated,
    "points": _points,
    "pair": _pair,
    "paths": _paths,
    "unbeaten": _unbeaten,
    "threshold": _threshold,
    "surplus": _surplus,
    "tie": _tie,
    "open": _open,
}
