"""What codes of meetings are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.charter.clauses import Charter
from commonweal.charter.data import Localised, in_language
from commonweal.partnerships.models import Sector

PURPOSES: Mapping[str, Says] = {
    "inform": _("To be told"),
    "discuss": _("To talk over"),
    "decide": _("To decide"),
}

HOW: Mapping[str, Says] = {
    "room": _("In a room"),
    "remote": _("From afar"),
    "both": _("In a room, and from afar"),
}
"""How a meeting is held."""

THERE: Mapping[str, Says] = {
    "room": _("in the room"),
    "remote": _("from afar"),
    "paper": _("on the paper list"),
    "excused": _("excused"),
    "absent": _("away"),
}
"""How a seat was there."""

SAID: Mapping[str, Says] = {
    "coming": _("comes"),
    "sends": _("sends a substitute"),
    "absent": _("cannot come"),
}

PHASES: Mapping[str, Says] = {
    "called": _("Called"),
    "cancelled": _("Does not take place"),
    "open": _("Goes on now"),
    "closed": _("Over, without minutes"),
    "drafted": _("Minutes drafted"),
    "corrected": _("Minutes corrected"),
    "approved": _("Minutes approved"),
}

OUTCOMES: Mapping[str, Says] = {
    "carried": _("Carried"),
    "failed": _("Not carried"),
    "no_quorum": _("Too few took part"),
    "tied": _("As many on each side"),
    "vetoed": _("Stopped by a veto"),
}
"""What came out of a decision."""

SETTLED: Mapping[str, Says] = {"done": _("Done"), "dropped": _("Let go of")}


def here(text: Localised) -> str:
    """Return a text of the charter in the language of the page."""
    return in_language(text, get_language() or "en")


def matters(charter: Charter, codes: Iterable[str]) -> str:
    """Return what matters are called, one after the other."""
    found = [charter.matter(code) for code in codes]
    return ", ".join(here(each[1].name) for each in found if each)


def quorum_says(line: Mapping[str, object]) -> str:
    """Return one line of a quorum as a sentence."""
    if line["code"] == "quorum":
        said = ngettext(
            "%(there)s of %(of)s seat is there; it takes %(share)s of them.",
            "%(there)s of %(of)s seats are there; it takes %(share)s of them.",
            int(str(line["of"])),
        )
        if line["more"]:
            said = ngettext(
                "%(there)s of %(of)s seat is there; it takes more than %(share)s of them.",
                "%(there)s of %(of)s seats are there; it takes more than %(share)s of them.",
                int(str(line["of"])),
            )
        return said % dict(line)
    if line["code"] == "quorum_sectors":
        sectors = line["sectors"] if isinstance(line["sectors"], list) else []
        says = gettext("Seats of %(n)s sectors are there; it takes %(needed)s.")
        return says % {"n": len(sectors), "needed": line["needed"]}
    if line["code"] == "quorum_presence":
        says = gettext("%(sector)s: %(there)s there; it takes %(needed)s.")
        return says % {**line, "sector": Sector(str(line["sector"])).label}
    return str(line["code"])
