"""What is said of the numbers of a conversation: every share with its interval and of how many it is."""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.methods.opinion.counting import wilson

Data = Mapping[str, Any]
NEAR: Final = 0.3
BETWEEN: Final = 0.43
"""How far somebody is towards the next group, of the whole way from her own: up to here near, from there between."""


def number(n: int) -> str:
    """Return a count as the language writes it."""
    return number_format(n, force_grouping=True)


def percent(share: float) -> str:
    """Return a share in whole percent."""
    return _("%(n)s%%") % {"n": number_format(round(share * 100))}


def letter(group: int) -> str:
    """Return what a group is called: A for the first that ever was, and the same for as long as it is there."""
    return chr(ord("A") + group) if group < 26 else str(group + 1)


def figures(share: Data) -> dict[str, str]:
    """Return the parts of a share for a sentence."""
    return {
        "share": percent(share["share"]),
        "low": percent(share["low"]),
        "high": percent(share["high"]),
        "n": number(share["n"]),
    }


def share_of(count: int, n: int) -> Data:
    """Return a share with its interval."""
    low, high = wilson(count, n)
    return {"count": count, "n": n, "share": count / n if n else 0.0, "low": low, "high": high}


def everybody(held: Data) -> str:
    """Say how many of everybody hold a statement."""
    if held["way"] == "agree":
        return _("%(share)s agree (%(low)s to %(high)s), of %(n)s who answered.") % figures(held)
    return _("%(share)s disagree (%(low)s to %(high)s), of %(n)s who answered.") % figures(held)


def of_group(held: Data) -> str:
    """Say how many of a group hold a statement, and how that differs from everybody else."""
    said = figures(held)
    if held["way"] == "agree":
        told = _("%(share)s of the group agree (%(low)s to %(high)s), of %(n)s who answered.") % said
    else:
        told = _("%(share)s of the group disagree (%(low)s to %(high)s), of %(n)s who answered.") % said
    if held.get("ratio") and held["ratio"] > 1:
        times = number_format(held["ratio"], 1)
        told += " " + _("That is %(times)s times the share among the others.") % {"times": times}
    return told


def bridging(bridge: Data) -> str:
    """Say how far a statement joins."""
    if bridge["least"] is not None:
        said = figures(bridge["least"]) | {"group": letter(bridge["least_group"])}
        return _("Even in group %(group)s, which agrees least, %(share)s agree (%(low)s to %(high)s), of %(n)s.") % said
    if bridge["intercept"] is None:
        return _("Answered by %(n)s people.") % {"n": number(bridge["n"])}
    said = {
        "value": number_format(bridge["intercept"], 2),
        "low": number_format(bridge["intercept_low"], 2),
        "high": number_format(bridge["intercept_high"], 2),
        "n": number(bridge["n"]),
    }
    return (
        _(
            "Once sides are taken out of the answers it keeps a support of %(value)s (%(low)s to %(high)s; 0 is none,"
            " 1 is all), from %(n)s who answered."
        )
        % said
    )


def dividing(divide: Data) -> str:
    """Say over what groups part."""
    return _(
        "In group %(most)s %(most_share)s agree, of %(most_n)s; in group %(least)s %(least_share)s, of %(least_n)s."
        " They are %(gap)s points apart (%(low)s to %(high)s)."
    ) % {
        "most": letter(divide["most_group"]),
        "most_share": percent(divide["most"]["share"]),
        "most_n": number(divide["most"]["n"]),
        "least": letter(divide["least_group"]),
        "least_share": percent(divide["least"]["share"]),
        "least_n": number(divide["least"]["n"]),
        "gap": number_format(round(divide["gap"] * 100)),
        "low": number_format(round(divide["low"] * 100)),
        "high": number_format(round(divide["high"] * 100)),
    }


def passing(share: Data) -> str:
    """Say on what many are not sure."""
    return _("%(share)s pass (%(low)s to %(high)s), of %(n)s who answered.") % figures(share)


def grouped(data: Data) -> str:
    """Say in one sentence what kind of map it is."""
    if not data["clear"]:
        return _(
            "There are no clear groups: those that could be made would not come out again with other participants,"
            " so none are shown."
        )
    said = ngettext("%(n)s group of people answers alike.", "%(n)s groups of people answer alike.", len(data["groups"]))
    return said % {"n": number(len(data["groups"]))}


def group_size(group: Data, least: int) -> str:
    """Say how many a group is, or why that is not said."""
    if group["size"] is None:
        return _(
            "How many they are and what they said is withheld: so few people stand here, or beside it, that somebody"
            " could be singled out. Nothing is told of fewer than %(least)s people."
        ) % {"least": number(least)}
    people = ngettext("%(n)s person", "%(n)s people", group["size"]) % {"n": number(group["size"])}
    if group["confidence"] is None:
        return _("%(people)s.") % {"people": people}
    return _("%(people)s. When participants are drawn anew, %(share)s of them fall into it again.") % {
        "people": people,
        "share": percent(group["confidence"]),
    }


def standing(place: tuple[float, float], mine: int, data: Data) -> str:
    """Say to somebody where she stands: her group, and how near its middle; nothing where groups are withheld."""
    if not data["clear"] or mine not in {group["id"] for group in data["groups"]}:
        return _("You are on the map, but in no group: there is none to which your answers clearly belong.")
    centers = {group["id"]: group["center"] for group in data["groups"] if group["center"] is not None}
    away = {id: hypot(place[0] - x, place[1] - y) for id, (x, y) in centers.items()}
    others = {id: far for id, far in away.items() if id != mine}
    if mine not in away or not others:
        return ""
    next_one = min(others, key=lambda id: others[id])
    way = away[mine] / ((away[mine] + others[next_one]) or 1.0)
    said = {"group": letter(mine), "other": letter(next_one)}
    if way < NEAR:
        return _("Your answers are those of group %(group)s: you stand near its middle.") % said
    if way < BETWEEN:
        return _("Your answers are mostly those of group %(group)s: you stand on its side towards %(other)s.") % said
    return _("You stand between groups %(group)s and %(other)s, a little nearer to %(group)s.") % said
