"""What the pages of assumptions show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.acts.charters import setting_with
from commonweal.acts.installed import act_type
from commonweal.acts.perform import verdict_on
from commonweal.acts.sentences import address_of, sentence_of
from commonweal.capabilities.assumptions import queries
from commonweal.capabilities.assumptions.forms import ActOnForm, GiveUpForm, HandOverForm, TestForm, _TurnForm
from commonweal.capabilities.assumptions.phrases import CONFIDENCE, RESULTS, SIGNS, STATES, TURNS
from commonweal.capabilities.assumptions.queries import Assumption, Dependence, state_of
from commonweal.partnerships.models import Member
from commonweal.partnerships.naming import knowing
from commonweal.partnerships.queries import representations
from commonweal.people.identity import names_of
from commonweal.record import reading
from commonweal.web.audience import MEMBERS, PartnershipRequest
from commonweal.web.told import organisations

Orgs = Mapping[str, Member]


class People:
    """Who takes part, for the eyes of one reader: names for members, organisations for everybody. Two questions."""

    def __init__(self, request: PartnershipRequest, orgs: Orgs, others: Iterable[str] = ()) -> None:
        self._orgs: dict[str, str] = {}
        for row in representations(request.partnership.pk):
            org = orgs.get(row.organisation)
            self._orgs.setdefault(row.person, org.name if org else "")
        self._names: Mapping[str, str] = {}
        if request.actor.has(*MEMBERS):
            self._names = names_of({*self._orgs, *others}, partnership=request.partnership.pk)

    def called(self, person: str) -> str:
        """Return name and organisation as far as the reader may know them."""
        said = [word for word in (self._names.get(person, ""), self._orgs.get(person, "")) if word]
        return ", ".join(said) or _("Somebody who takes part")

    def choices(self) -> list[tuple[str, str]]:
        """Return everybody who takes part and has a name, to choose from."""
        named = [(person, self.called(person)) for person in self._orgs if self._names.get(person)]
        return sorted(named, key=lambda each: each[1])


def row_of(row: Assumption, people: People, *, on: date) -> dict[str, Any]:
    """Return one assumption as a list shows it."""
    state = state_of(row, on=on)
    return {
        "row": row,
        "state": state,
        "sign": SIGNS[state],
        "label": STATES[state],
        "confidence": CONFIDENCE[row.confidence],
        "owner": people.called(row.owner),
    }


def groups(
    rows: Sequence[Assumption], fall: Sequence[Dependence], people: People, *, on: date
) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return assumptions in groups: those that fail, those overdue, those to be tested, those that hold, the rest."""
    left: dict[int, int] = {}
    for each in fall:
        left[each.assumption] = left.get(each.assumption, 0) + (each.acted_entry is None)
    shown = [{**row_of(row, people, on=on), "left": left.get(row.entry, 0)} for row in rows]
    return [
        (name, heading, [one for one in shown if one["state"] in states])
        for name, heading, states in (
            ("fails", _("Does not hold"), ("fails",)),
            ("overdue", _("The test is overdue"), ("overdue",)),
            ("coming", _("Still to be tested"), ("running", "unclear")),
            ("holds", _("Holds"), ("holds",)),
            ("given_up", _("Given up"), ("given_up",)),
        )
    ]


BUTTONS = {
    "act_on": (gettext_lazy("Say what becomes of what fell"), ""),
    "report_test": (
        gettext_lazy("Report a test"),
        gettext_lazy("Everybody who takes part may, so that nobody can keep an answer back."),
    ),
    "hand_over": (gettext_lazy("Hand it over"), ""),
    "give_up": (gettext_lazy("Give it up"), ""),
}


def turn_forms(
    row: Assumption, request: PartnershipRequest, sent: str, page: Mapping[str, Any]
) -> dict[str, _TurnForm]:
    """Return what may be said about an assumption now: nothing for those who take no part."""
    if row.given_up_entry is not None or request.actor.person is None:
        return {}
    about: dict[str, Any] = {"partnership": row.partnership, "assumption": row.entry}

    def data(name: str) -> dict[str, Any]:
        return {"data": request.POST if sent == name else None, "auto_id": f"{name}_%s", **about}

    forms: dict[str, _TurnForm] = {}
    fallen = [(str(one["position"]), one["says"]) for one in page["rests"] if not one["row"].acted_entry]
    if row.result == "fails" and fallen:
        forms["act_on"] = ActOnForm(fallen=fallen, **data("act_on"))
    forms["report_test"] = TestForm(**data("report_test"))
    forms["hand_over"] = HandOverForm(people=page["people"].choices(), **data("hand_over"))
    forms["give_up"] = GiveUpForm(**data("give_up"))
    return forms


def one(row: Assumption, request: PartnershipRequest) -> dict[str, Any]:
    """Return one assumption as its page shows it."""
    here, slug, orgs = row.partnership, request.partnership.slug, organisations(row.partnership)
    turns, fall = queries.turns_of(row), queries.dependences_of(row)
    people = People(request, orgs, {row.owner, *(turn.by for turn in turns), *(each.by for each in fall)})
    entries = reading.entries_at(here, [each.dependent for each in fall]) if fall else {}
    with knowing({id: member.name for id, member in orgs.items()}):
        rests = [
            {
                "row": each,
                "position": each.dependent,
                "says": capfirst(str(sentence_of(entries[each.dependent]))),
                "url": address_of(entries[each.dependent], slug=slug),
                "who": people.called(each.by),
            }
            for each in fall
        ]
    return {
        **row_of(row, people, on=request.at.date()),
        "people": people,
        "rests": rests,
        "turns": [
            {
                "row": turn,
                "says": TURNS[turn.what],
                "result": RESULTS.get(turn.result, ""),
                "member": orgs.get(turn.organisation),
            }
            for turn in turns
        ],
    }


def offered(
    row: Assumption, forms: Mapping[str, _TurnForm], request: PartnershipRequest, sent: str
) -> Iterator[dict[str, Any]]:
    """Yield what whoever looks may say now, from the same verdicts that guard the acts."""
    for name, form in forms.items():
        if may_say(form.act_type.kind_name(), row, request):
            label, hint = BUTTONS[name]
            yield {"name": name, "form": form, "label": label, "hint": hint, "open": name in (sent, "act_on")}


def may_say(kind: str, row: Assumption, request: PartnershipRequest) -> bool:
    """Tell whether the charter and the guards let whoever looks say this of an assumption."""
    setting = setting_with(row.partnership, digest=request.partnership.charter)
    fields: dict[str, Any] = {"partnership": row.partnership, "assumption": row.entry}
    act = act_type(kind).model_construct(**fields)
    return bool(verdict_on(act, by=request.actor, at=request.at, setting=setting))
