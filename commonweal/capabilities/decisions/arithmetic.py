"""The arithmetic of a result in sentences: one for each line, in the reader's language, from figures alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.decisions.counting_words import counted
from commonweal.capabilities.decisions.phrases import ANSWERS, OUTCOMES
from commonweal.partnerships.models import Sector

Line = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """What seats and options are called to whoever reads.

    :param seats: seat to what it is called, `options`: code to what it is called
    """

    seats: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)

    def seat(self, name: str) -> str:
        """Return what a seat is called."""
        return self.seats.get(name, name)

    def option(self, code: str) -> str:
        """Return what an option, or an answer, is called."""
        return self.options.get(code) or str(ANSWERS.get(code, code))

    def all(self, codes: list[str]) -> str:
        """Return what several options are called."""
        return ", ".join(self.option(code) for code in codes)


def sentences_of(lines: list[Line], names: Names) -> list[str]:
    """Return the lines of a result as sentences, in their order."""
    return [sentence_of(line, names) for line in lines]


def sentence_of(line: Line, names: Names) -> str:
    """Return one line as a sentence; a line that a newer house wrote is shown by its code."""
    if line["code"] == "count":
        return counted(line["line"], names.option)
    say = _SAID.get(line["code"])
    return say(line, names) if say else gettext("A line of a kind that is not known here: %(code)s.") % line


def sector(code: str) -> str:
    """Return what a sector is called."""
    return str(Sector(code).label) if code in Sector.values else code


def _roll(line: Line, names: Names) -> str:
    said = ngettext("The body has %(seats)d seat.", "The body has %(seats)d seats.", line["seats"]) % line
    if line["empty"]:
        said += " " + ngettext("%(empty)d is empty.", "%(empty)d are empty.", line["empty"]) % line
    if line["recused"]:
        said += " " + ngettext("%(recused)d steps back.", "%(recused)d step back.", line["recused"]) % line
    return said + " " + ngettext("%(entitled)d may vote.", "%(entitled)d may vote.", line["entitled"]) % line


def _recused(line: Line, names: Names) -> str:
    return gettext("%(seat)s steps back, as entry %(entry)d says.") % {**line, "seat": names.seat(line["seat"])}


def _ballots(line: Line, names: Names) -> str:
    return ngettext(
        "%(ballots)d ballot was counted, of %(of)d that could have come.",
        "%(ballots)d ballots were counted, of %(of)d that could have come.",
        line["ballots"],
    ) % dict(line)


def _quorum(line: Line, names: Names) -> str:
    said = {
        (True, True): gettext("Quorum: %(there)d of %(of)d are there; it takes more than %(needed)s. Reached."),
        (True, False): gettext("Quorum: %(there)d of %(of)d are there; it takes more than %(needed)s. Not reached."),
        (False, True): gettext("Quorum: %(there)d of %(of)d are there; it takes at least %(needed)s. Reached."),
        (False, False): gettext("Quorum: %(there)d of %(of)d are there; it takes at least %(needed)s. Not reached."),
    }[line["more"], line["reached"]]
    return said % dict(line)


def _quorum_sectors(line: Line, names: Names) -> str:
    said = (
        gettext("Sectors that are there: %(sectors)s. It takes %(needed)d. Reached.")
        if line["reached"]
        else gettext("Sectors that are there: %(sectors)s. It takes %(needed)d. Not reached.")
    )
    there = ", ".join(sector(one) for one in line["sectors"]) or gettext("none")
    return said % {**line, "sectors": there}


def _quorum_presence(line: Line, names: Names) -> str:
    said = (
        gettext("%(sector)s: %(there)d there; it takes %(needed)d. Reached.")
        if line["reached"]
        else gettext("%(sector)s: %(there)d there; it takes %(needed)d. Not reached.")
    )
    return said % {**line, "sector": sector(line["sector"])}


def _answers(line: Line, names: Names) -> str:
    return gettext("Yes: %(yes)s. No: %(no)s. Abstained: %(abstain)s.") % line


def _test(line: Line, names: Names) -> str:
    return _majority(line, str(_LABELS[line["over"], line["of"]]))


def _sector_test(line: Line, names: Names) -> str:
    label = gettext("%(sector)s, %(of)s") % {"sector": sector(line["sector"]), "of": _LABELS["seats", line["of"]]}
    return _majority(line, label)


def _majority(line: Line, label: str) -> str:
    said = {
        (True, True): gettext(
            "%(label)s: %(yes)s yes, %(no)s no. It takes more than %(needed)s, which is %(share)s of %(base)s. Reached."
        ),
        (True, False): gettext(
            "%(label)s: %(yes)s yes, %(no)s no. It takes more than %(needed)s, which is %(share)s of %(base)s."
            " Not reached."
        ),
        (False, True): gettext(
            "%(label)s: %(yes)s yes, %(no)s no. It takes at least %(needed)s, which is %(share)s of %(base)s. Reached."
        ),
        (False, False): gettext(
            "%(label)s: %(yes)s yes, %(no)s no. It takes at least %(needed)s, which is %(share)s of %(base)s."
            " Not reached."
        ),
    }[line["more"], line["reached"]]
    return said % {**line, "label": label}


def _sectors(line: Line, names: Names) -> str:
    if line["reached"]:
        return gettext("It holds in %(reached_in)d of %(of)d sectors; it takes %(needed)d. Reached.") % line
    return gettext("It holds in %(reached_in)d of %(of)d sectors; it takes %(needed)d. Not reached.") % line


def _objections(line: Line, names: Names) -> str:
    if not line["standing"]:
        return gettext("No reasoned objection stands.")
    said = ngettext(
        "%(standing)d reasoned objection stands: entry %(entries)s.",
        "%(standing)d reasoned objections stand: entries %(entries)s.",
        line["standing"],
    )
    return said % {**line, "entries": ", ".join(map(str, line["entries"]))}


def _consensus(line: Line, names: Names) -> str:
    if line["reached"]:
        return gettext("All who voted agree.")
    return gettext("Not all who voted agree, or nobody voted yes.")


def _proposer(line: Line, names: Names) -> str:
    return gettext("Whoever proposed it decided after the advice: %(choice)s.") % {
        "choice": names.option(line["choice"])
    }


def _chair(line: Line, names: Names) -> str:
    return gettext("The votes were equal. The chair chose: %(choice)s.") % {"choice": names.option(line["choice"])}


def _chair_awaited(line: Line, names: Names) -> str:
    return gettext("The votes are equal between: %(options)s. The chair decides.") % {
        "options": names.all(line["options"])
    }


def _lot(line: Line, names: Names) -> str:
    said = gettext("The votes were equal. The lot, drawn from the root of the box (%(seed)s), fell on: %(choice)s.")
    return said % {"seed": line["seed"], "choice": names.option(line["choice"])}


def _veto(line: Line, names: Names) -> str:
    return gettext("A veto was used by: %(seats)s (entry %(entries)s).") % {
        "seats": ", ".join(names.seat(one) for one in line["seats"]),
        "entries": ", ".join(map(str, line["entries"])),
    }


def _veto_incomplete(line: Line, names: Names) -> str:
    said = ngettext(
        "%(sector)s: %(seats)d of %(of)d seats used a veto. It takes more than half, so it does not count.",
        "%(sector)s: %(seats)d of %(of)d seats used a veto. It takes more than half, so it does not count.",
        line["seats"],
    )
    return said % {**line, "sector": sector(line["sector"])}


def _override(line: Line, names: Names) -> str:
    if line["reached"]:
        return gettext("The others set the veto aside.")
    return gettext("The others do not set the veto aside.")


def _outcome(line: Line, names: Names) -> str:
    if line["winners"]:
        return gettext("Result: chosen is %(winners)s.") % {"winners": names.all(line["winners"])}
    return gettext("Result: %(outcome)s.") % {"outcome": OUTCOMES[line["outcome"]]}


def _digest(line: Line, names: Names) -> str:
    said = ngettext(
        "The count has %(lines)d line more, with the digest %(sha256)s. Anybody can count it again from the box.",
        "The count has %(lines)d lines more, with the digest %(sha256)s. Anybody can count it again from the box.",
        line["lines"],
    )
    return said % dict(line)


_LABELS = {
    ("seats", "entitled"): _("seats, of all who may vote"),
    ("seats", "present"): _("seats, of those present"),
    ("seats", "voting"): _("seats, of those who voted yes or no"),
    ("weight", "entitled"): _("weight, of all who may vote"),
    ("weight", "present"): _("weight, of those present"),
    ("weight", "voting"): _("weight, of those who voted yes or no"),
    ("population", "entitled"): _("population, of all who may vote"),
    ("population", "present"): _("population, of those present"),
    ("population", "voting"): _("population, of those who voted yes or no"),
    ("organisations", "entitled"): _("organisations, of all that may vote"),
    ("organisations", "present"): _("organisations, of those present"),
    ("organisations", "voting"): _("organisations, of those that voted yes or no"),
}

_SAID: Mapping[str, Callable[[Line, Names], str]] = {
    "roll": _roll,
    "recused": _recused,
    "ballots": _ballots,
    "quorum": _quorum,
    "quorum_sectors": _quorum_sectors,
    "quorum_presence": _quorum_presence,
    "nobody_entitled": lambda line, names: gettext("Nobody may vote on this."),
    "answers": _answers,
    "test": _test,
    "sector_test": _sector_test,
    "sectors": _sectors,
    "objections": _objections,
    "consensus": _consensus,
    "proposer": _proposer,
    "proposer_awaited": lambda line, names: gettext("The advice is in. Whoever proposed it decides now."),
    "chair": _chair,
    "chair_awaited": _chair_awaited,
    "level_fails": lambda line, names: gettext("The votes are equal, and under this rule that is not enough."),
    "lot": _lot,
    "lot_awaited": lambda line, names: gettext("The votes are equal. When the ballot is closed, a lot decides."),
    "veto": _veto,
    "veto_incomplete": _veto_incomplete,
    "override": _override,
    "no_ballots": lambda line, names: gettext("No ballot chose anything."),
    "count_digest": _digest,
    "outcome": _outcome,
}
