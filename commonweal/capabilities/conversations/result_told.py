"""What a conversation came to, as its page tells it: from the disclosed result alone, words before pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.capabilities.conversations import result_words as words
from commonweal.people.models import Text
from commonweal.web.pictures.opinion_bars import Answered, answered
from commonweal.web.pictures.opinion_map import Area, Spot, opinion_map
from commonweal.web.pictures.picture import Picture

Data = Mapping[str, Any]
MOST: Final = 4
"""How many statements a part of the page shows; all of them stand on the page of statements."""
IN_A_GROUP: Final = 3
FEW: Final = 30
"""Fewer answers than this are few: the interval is wider than a third."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement as people read it: its number, and its words in the language of the reader where there are any."""

    number: int
    text: Text | None
    entry: int


@dataclass(frozen=True, slots=True)
class Line:
    """A statement in a part of the page: what is said of it, and its bars."""

    statement: Worded
    says: str
    bars: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the page: a title, what it means, its statements, or that there are none."""

    name: str
    title: str
    means: str
    lines: Sequence[Line]
    none: str


@dataclass(frozen=True, slots=True)
class GroupTold:
    """A group: its letter, how many it is or why that is withheld, and what it holds most distinctively."""

    letter: str
    size: str
    lines: Sequence[Line]
    hers: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """The whole page."""

    data: Data
    grouped: str
    parts: Sequence[Part]
    groups: Sequence[GroupTold]
    picture: Picture | None
    few: str
    standing: str = ""

    @property
    def figures(self) -> Sequence[tuple[str, str]]:
        """Return how many took part, with what these are."""
        people, answers = self.data["participants"], self.data["votes"]
        asked = sum(not one["moderated_out"] for one in self.data["statements"])
        return (
            (words.number(people), ngettext("person", "people", people)),
            (words.number(answers), ngettext("answer", "answers", answers)),
            (words.number(asked), ngettext("statement", "statements", asked)),
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A statement in the table of all: everybody's shares, and each group's agreement."""

    statement: Worded
    n: str
    agreed: str
    between: str
    disagreed: str
    passed: str
    groups: Sequence[str]
    out: bool
    meta: bool


def told(data: Data, worded: Mapping[str, Worded], place: Sequence[float] | None = None) -> Told:
    """Tell what a result says.

    :param data: the disclosed result, as `as_data` writes it
    :param worded: by the id of a statement in `data`
    :param place: where the reader stands, for her eyes: x, y and the id of her group or -1
    """
    bars = _Bars(data)
    mine = int(place[2]) if place else None
    return Told(
        data=data,
        grouped=words.grouped(data),
        parts=_parts(data, worded, bars),
        groups=_groups(data, worded, bars, mine) if data["clear"] else (),
        picture=_picture(data, worded, place),
        few=_few(data),
        standing=words.standing((place[0], place[1]), int(place[2]), data) if place else "",
    )


def table(data: Data, worded: Mapping[str, Worded]) -> list[Row]:
    """Return every statement with its numbers."""
    rows = [_row(data, one, worded[one["id"]]) for one in data["statements"] if one["id"] in worded]
    return sorted(rows, key=lambda row: row.statement.number)


def letters(data: Data) -> list[str]:
    """Return what the groups are called, where there are clear ones."""
    return [words.letter(group["id"]) for group in data["groups"]] if data["clear"] else []


def _parts(data: Data, worded: Mapping[str, Worded], bars: _Bars) -> list[Part]:
    common = {way: [one for one in held if _in_every_group(data, one)] for way, held in data["consensus"].items()}
    most = MOST // 2 if common["agree"] and common["disagree"] else MOST
    shown = [*common["agree"][:most], *common["disagree"][:most]]

    def lines(rows: Iterable[Data], says: Any) -> list[Line]:
        known = [one for one in rows if one["statement"] in worded]
        return [Line(worded[one["statement"]], says(one), bars.of(one["statement"])) for one in known[:MOST]]

    return [
        Part(
            "agreed", _("What everybody agrees on"), _("Most of all who answered hold the same, whatever their group."),
            lines(shown, words.everybody), _("There is nothing yet on which so many agree that it cannot be chance."),
        ),
        Part(
            "bridges", _("What bridges"), _("Statements that people of different groups agree with, side by side."),
            lines(data["bridging"], words.bridging), _("No statement joins the groups yet."),
        ),
        Part(
            "divides", _("What divides"), _("Here the groups part, by more than chance."),
            lines(data["divisive"], words.dividing), _("No statement divides the groups by more than chance."),
        ),
        Part(
            "uncertain", _("What is uncertain"), _("Many pass here: they are not sure, or ask for more."),
            lines(data["uncertain"], lambda one: words.passing(one["passed"]))[: MOST - 1], _("Hardly anybody passes."),
        ),
    ]  # fmt: skip


def _in_every_group(data: Data, held: Data) -> bool:
    """Whether what most of all hold is also held by most of each group that may be told of."""
    way = "agreed" if held["way"] == "agree" else "disagreed"
    told_of = [counts.get(held["statement"]) for counts in data["by_group"].values()] if data["clear"] else []
    return all(one[way] * 2 > one["n"] for one in told_of if one is not None and one["n"])


def _groups(data: Data, worded: Mapping[str, Worded], bars: _Bars, mine: int | None) -> list[GroupTold]:
    found = []
    for group in data["groups"]:
        held = [one for one in data["representative"].get(str(group["id"]), ()) if one["statement"] in worded]
        lines = [Line(worded[one["statement"]], words.of_group(one)) for one in held[:IN_A_GROUP]]
        size = words.group_size(group, data["least"])
        found.append(GroupTold(words.letter(group["id"]), size, lines, hers=group["id"] == mine))
    return found


def _few(data: Data) -> str:
    asked = [one for one in data["statements"] if not one["moderated_out"] and not one["meta"]]
    few = sum(one["agreed"]["n"] < FEW for one in asked)
    if not few:
        return ""
    says = ngettext(
        "%(n)s statement was answered by fewer than %(few)s people: its numbers may still change much.",
        "%(n)s statements were answered by fewer than %(few)s people: their numbers may still change much.",
        few,
    )
    return says % {"n": words.number(few), "few": FEW}


class _Bars:
    """Draws how a statement was answered, by everybody and by each group that may be told of."""

    def __init__(self, data: Data) -> None:
        self._statements = {one["id"]: one for one in data["statements"]}
        self._groups = [group["id"] for group in data["groups"]] if data["clear"] else []
        self._by_group = data["by_group"]

    def of(self, statement: str) -> SafeString:
        one = self._statements[statement]
        rows = [(_("Everybody"), one["agreed"], one["passed"]["share"], one["disagreed"]["share"])]
        for group in self._groups:
            counts = self._by_group.get(str(group), {}).get(statement)
            if counts and counts["n"]:
                agreed = words.share_of(counts["agreed"], counts["n"])
                passed, against = counts["passed"] / counts["n"], counts["disagreed"] / counts["n"]
                rows.append((_("Group %(letter)s") % {"letter": words.letter(group)}, agreed, passed, against))
        says = [_said(*row) for row in rows]
        drawn = [
            Answered(
                f"{name} {words.percent(agreed['share'])}",
                agreed["share"],
                passed,
                against,
                agreed["low"],
                agreed["high"],
            )
            for name, agreed, passed, against in rows
        ]
        return answered(drawn, title=_("How it was answered"), describes=" ".join(says))


def _said(name: str, agreed: Data, passed: float, against: float) -> str:
    return _("%(who)s: %(share)s agree (%(low)s to %(high)s), %(pass)s pass, %(against)s disagree, of %(n)s.") % {
        **words.figures(agreed),
        "who": name,
        "pass": words.percent(passed),
        "against": words.percent(against),
    }


def _row(data: Data, one: Data, worded: Worded) -> Row:
    of_groups = []
    for group in data["groups"] if data["clear"] else ():
        counts = data["by_group"].get(str(group["id"]), {}).get(one["id"])
        if counts is None:
            of_groups.append("–")
        else:
            share = words.share_of(counts["agreed"], counts["n"])
            said = words.figures(share)
            of_groups.append(_("%(share)s (%(low)s to %(high)s) of %(n)s") % said if counts["n"] else "–")
    few = 0 < one["agreed"]["n"] < data["least"]
    agreed = words.figures(one["agreed"])
    return Row(
        statement=worded,
        n=words.number(one["agreed"]["n"]),
        agreed="–" if few else agreed["share"],
        between="–" if few or not one["agreed"]["n"] else _("%(low)s to %(high)s") % agreed,
        disagreed="–" if few else words.percent(one["disagreed"]["share"]),
        passed="–" if few else words.percent(one["passed"]["share"]),
        groups=of_groups,
        out=one["moderated_out"],
        meta=one["meta"],
    )


def _picture(data: Data, worded: Mapping[str, Worded], place: Sequence[float] | None) -> Picture | None:
    asked = [
        one for one in data["statements"] if one["id"] in worded and not one["moderated_out"] and one["agreed"]["n"]
    ]
    if len(asked) < 2:
        return None
    named = _told_of(data)
    areas = [
        Area(
            words.letter(group["id"]),
            _("Group %(letter)s") % {"letter": words.letter(group["id"])},
            (group["center"][0], group["center"][1]),
            [(x, y) for x, y in group["outline"]],
            look,
        )
        for look, group in enumerate(data["groups"] if data["clear"] else ())
        if group["size"] is not None
    ]
    spots = [_spot(one, worded[one["id"]], named=one["id"] in named) for one in asked]
    says = _("Who answers alike stands close together.") + " " + words.grouped(data)
    says += " " + _("A statement lies towards those who agree with it.")
    columns = [_("Number"), _("Statement"), _("Agree"), _("Answered by")]
    you = (place[0], place[1]) if place else None
    return opinion_map(areas, spots, title=_("Map of the conversation"), says=says, columns=columns, you=you)


def _spot(one: Data, worded: Worded, *, named: bool) -> Spot:
    text = worded.text.text if worded.text else "–"
    agreed = one["agreed"]
    row = (worded.number, text, words.percent(agreed["share"]), words.number(agreed["n"]))
    return Spot(worded.number, (one["place"][0], one["place"][1]), named, row)


def _told_of(data: Data) -> set[str]:
    """Return the statements of which the page tells in words: the map writes their numbers."""
    common = [one for held in data["consensus"].values() for one in held if _in_every_group(data, one)]
    found = [one["statement"] for one in common[:MOST]]
    found += [one["statement"] for part in ("bridging", "divisive", "uncertain") for one in data[part][:MOST]]
    found += [one["statement"] for held in data["representative"].values() for one in held[:IN_A_GROUP]]
    return set(found)
