"""What a rule does, in sentences: the finding, and everything that stands out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.capabilities.chartering.power_naming import Naming, listed, percent
from commonweal.charter.data import in_language
from commonweal.charter.foresight import Foresight, Remark, parties, remarks


def finding(seen: Foresight, naming: Naming) -> str:
    """Return in one sentence or two what is most worth knowing of a rule."""
    if seen.kind == "advice":
        return _("Whoever proposes decides, after asking for advice. There is no vote, so no seat has power over it.")
    if seen.unfit:
        return UNFIT[seen.unfit]()
    warnings = [each for each in remarks(seen) if each.severity == "warning" and each.code in LEADING]
    lead = said(warnings[0], seen, naming) if warnings else _calm(seen)
    return f"{lead} {_largest(seen, naming)}".strip()


def said(remark: Remark, seen: Foresight, naming: Naming) -> str:
    """Return a remark in words, with why the charter wants it so, where it does."""
    words = {"who": naming.all_of(seen, remark.about), **_figures(seen, naming)}
    sentence = SAYINGS[remark.code]() % words
    return f"{sentence} {SO[remark.says]()}" if remark.says else sentence


def _calm(seen: Foresight) -> str:
    n = len(seen.seats)
    if n == 1:
        return _("There is one seat only, which decides everything.")
    if seen.kind == "objection":
        if seen.pair.rule.method == "consent":
            return _("Each seat can stop a decision by an objection with reasons, so all have the same power.")
        return _("Everybody who votes has to agree, so each seat can stop a decision and all have the same power.")
    if seen.kind == "election":
        return _election(seen)
    if seen.smallest is None:
        return _("No sector can decide or stop a decision alone.")
    if any(each.blocks for each in seen.sectors):
        return ngettext(
            "It takes at least %(least)s of %(n)s vote for something to pass.",
            "It takes at least %(least)s of %(n)s votes for something to pass.",
            n,
        ) % {"least": seen.smallest, "n": n}
    return ngettext(
        "No sector can decide or stop a decision alone: it takes at least %(least)s of %(n)s vote.",
        "No sector can decide or stop a decision alone: it takes at least %(least)s of %(n)s votes.",
        n,
    ) % {"least": seen.smallest, "n": n}


def _election(seen: Foresight) -> str:
    if seen.pair.rule.method == "stv":
        says = ngettext(
            "%(places)s place is filled. Whoever gathers %(quota)s of %(n)s ballots chooses one for sure.",
            "%(places)s places are filled. Whoever gathers %(quota)s of %(n)s ballots chooses one of them for sure.",
            seen.places,
        )
        return says % {"places": seen.places, "quota": seen.quota, "n": len(seen.seats)}
    says = _("Options are chosen, not voted on: seats that vote alike decide once they have %(quota)s ballots.")
    return says % {"quota": seen.quota}


def _largest(seen: Foresight, naming: Naming) -> str:
    """Say who has most of the power, beside its part of the seats."""
    rows = seen.sectors if len(seen.sectors) > 1 else parties(seen)
    counted = [row for row in rows if row.banzhaf is not None]
    if len(counted) < 2 or seen.kind != "votes" or not seen.can_pass:
        return ""
    most = max(counted, key=lambda row: row.banzhaf or 0)
    if all(row.banzhaf == most.banzhaf for row in counted):
        return _("All of them have the same power.")
    top = [row for row in counted if row.banzhaf == most.banzhaf]
    who = [naming.sector(row.code) if len(seen.sectors) > 1 else naming.party(seen, row) for row in top]
    words = {"who": listed(who), "power": percent(most.banzhaf), "seats": percent(most.seat_share)}
    if len(top) > 1:
        return _("These have most of the power, %(power)s each: %(who)s.") % words
    if seen.by_weight:
        words["weight"] = percent(most.weight_share)
        return _("The largest part of the power, %(power)s, is with %(who)s: with %(weight)s of the weight.") % words
    return _("The largest part of the power, %(power)s, is with %(who)s: with %(seats)s of the seats.") % words


def _figures(seen: Foresight, naming: Naming) -> dict[str, Any]:
    found: dict[str, Any] = {"proxies": seen.pair.rule.proxies}
    if seen.reach is not None:
        conflict = seen.reach.conflict
        found |= {
            "away": percent(seen.reach.away.share),
            "chance": percent(seen.reach.chance),
            "conflicted": percent(seen.reach.conflicted),
            "matter": next(
                (in_language(m.name, naming.lang) for m in seen.pair.matters if conflict and m.code == conflict.matter),
                "",
            ),
        }
    if seen.seats:
        found["no_show"] = percent(max(each.no_show or each.seat_share * 0 for each in seen.seats))
    return found


Say = Callable[[], str]

UNFIT: Mapping[str, Say] = {
    "no_seats": lambda: _("This body has no seats yet with the organisations that take part."),
    "too_many": lambda: _("This body has more seats than power can be counted for."),
    "never": lambda: _("With the seats that there are, nothing can ever pass under this rule."),
    "organisations_beside": lambda: _(
        "Organisations are counted here, beside seats that belong to none. For that, voting power is not defined."
    ),
}
"""Why there is nothing to count."""

LEADING = frozenset(
    {"sector_passes", "sector_blocks", "organisation_passes", "organisation_blocks", "seat_blocks", "never"}
)
"""Remarks that are the finding, where they are warnings."""

SAYINGS: Mapping[str, Say] = {
    "sector_passes": lambda: _("One sector can decide alone, without any other: %(who)s."),
    "sector_blocks": lambda: _("Nothing passes without this sector: %(who)s."),
    "sector_holds_quorum": lambda: _(
        "No quorum comes together without this sector: %(who)s. It can stop a decision by staying away."
    ),
    "organisation_passes": lambda: _("One organisation can decide alone: %(who)s."),
    "organisation_blocks": lambda: _("One organisation alone can stop every decision: %(who)s."),
    "seat_blocks": lambda: _("One seat alone can stop every decision: %(who)s."),
    "dummy": lambda: _("Some votes can never matter, whatever the others do: %(who)s."),
    "all_needed": lambda: _("Everybody has to say yes for anything to pass."),
    "no_show": lambda: _(
        "Coming and voting no can bring the quorum together and let something pass that would have failed (%(no_show)s"
        " of all ways in which the others can vote). Who is against may do better to stay at home."
    ),
    "never": lambda: _("With the seats that there are, nothing can ever pass under this rule."),
    "quorum_unlikely": lambda: _(
        "A quorum is out of reach on a usual day: with %(away)s away it comes together in %(chance)s of meetings."
    ),
    "quorum_conflicted": lambda: _(
        "When those with a conflict step back (%(matter)s), the quorum comes together in only %(conflicted)s of"
        " meetings."
    ),
    "left_out": lambda: _(
        "Counting this rule would keep you waiting, so the parts of power are left out here. The file of the rule"
        " counts them on your own machine."
    ),
    "limited_vetoes": lambda: _(
        "There is a veto that can be used up or set aside. The bars count it as if it always stood; the table says what"
        " is left of each one’s power without it. The truth lies between both."
    ),
    "casting_vote": lambda: _("Where yes and no are equal, the chair decides. No number here counts that."),
    "proxies": lambda: _(
        "One person may also vote for others who are absent (%(proxies)s at most), which gathers power in fewer hands."
    ),
    "split": lambda: _("A delegation may split its weight. The numbers take it that it votes as one."),
}  # fmt: skip

SO: Mapping[str, Say] = {
    "method": lambda: _("The way of deciding wants it so."),
    "one_sector": lambda: _("Only this sector sits here."),
    "veto": lambda: _("The charter says so: it gives a veto."),
    "each_sector": lambda: _("The charter says so: it asks for a majority in every sector that has seats."),
}
"""Why a charter wants what stands out."""
