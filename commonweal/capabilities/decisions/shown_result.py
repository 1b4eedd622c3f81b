"""The pictures of a result, drawn from the same lines that say it in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.capabilities.decisions.arithmetic import _LABELS, Names, sector
from commonweal.web.pictures.picture import Picture
from commonweal.web.pictures.results import Tested, majorities, pairs, rounds

Line = Mapping[str, Any]


def pictures(lines: Sequence[Line], names: Names, *, open_: bool) -> list[Picture]:
    """Return what can be drawn of a result: majorities with their threshold, rounds, and comparisons.

    :param open_: whether ballots may still come
    """
    counted = [line["line"] for line in lines if line["code"] == "count"]
    found = [_majorities(lines, open_=open_), _rounds(counted, names), _pairs(counted, names)]
    return [picture for picture in found if picture is not None]


def _majorities(lines: Sequence[Line], *, open_: bool) -> Picture | None:
    rows = [_tested(line) for line in lines if line["code"] in ("test", "sector_test")]
    if not rows:
        return None
    takes = [line for line in lines if line["code"] in ("test", "sectors")]
    reached = sum(line["reached"] for line in takes)
    says = ngettext(
        "Reached: %(reached)s of the %(all)s majority that it takes.",
        "Reached: %(reached)s of the %(all)s majorities that it takes.",
        len(takes),
    ) % {"reached": reached, "all": len(takes)}
    for line in lines:
        if line["code"] == "sectors":
            says += " " + _("It holds in %(reached_in)d of %(of)d sectors, and takes %(needed)d.") % line
    says += " " + _("Yes is dark, no is pale; the dashed line shows how much yes it takes.")
    title = _("As it stands now, against what it takes") if open_ else _("The result against what it took")
    columns = [_("Majority"), _("Yes"), _("No"), _("It takes"), _("Reached?")]
    return majorities(rows, title=title, says=says, columns=columns)


def _tested(line: Line) -> Tested:
    yes, no, base, needed = (float(Fraction(line[name])) for name in ("yes", "no", "base", "needed"))
    label = sector(line["sector"]) if line["code"] == "sector_test" else str(_LABELS[line["over"], line["of"]])
    shown = _("enough") if line["reached"] else _("not enough") if base else _("nobody voted")
    return Tested(label[:1].upper() + label[1:], yes, no, base, needed, shown, line["reached"])


def _rounds(counted: Sequence[Line], names: Names) -> Picture | None:
    votes = [_figures(line["votes"]) for line in counted if line["code"] == "round"]
    votes = votes or [_figures(line["points"]) for line in counted if line["code"] == "points"]
    if not votes:
        return None
    codes = sorted({code for one in votes for code in one})
    called = {code: names.option(code) for code in codes}
    chosen = [line["option"] for line in counted if line["code"] == "elected"]
    needed = next((float(Fraction(str(line["threshold"]))) for line in counted if line["code"] == "threshold"), 0.0)
    says = ngettext("Counted in %(n)s round.", "Counted in %(n)s rounds.", len(votes)) % {"n": len(votes)}
    if chosen:
        says += " " + _("Chosen: %(names)s.") % {"names": names.all(chosen)}
    return rounds(votes, called, title=_("Votes round by round"), says=says, needed=needed, chosen=chosen)


def _pairs(counted: Sequence[Line], names: Names) -> Picture | None:
    found = next((line for line in counted if line["code"] == "pairwise"), None)
    if found is None:
        return None
    preferred = {one: _figures(row) for one, row in found["preferred"].items()}
    called = {code: names.option(code) for code in sorted(preferred)}
    says = _(
        "How many prefer the option of the row to that of the column. It is shaded where they are the greater part."
    )
    return pairs(preferred, called, title=_("Each against each"), says=says)


def _figures(values: Mapping[str, Any]) -> dict[str, float]:
    return {code: float(Fraction(str(value))) for code, value in values.items()}
