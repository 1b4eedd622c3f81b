"""What the pages of the glossary show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.glossary import queries
from commonweal.capabilities.glossary.forms import FORMS, MeaningForm, _TermForm
from commonweal.capabilities.glossary.phrases import FLAGGED, SIGNS, STATES
from commonweal.capabilities.glossary.queries import Term, Word
from commonweal.partnerships.models import Sector
from commonweal.web.audience import PartnershipRequest
from commonweal.web.told import organisations


def groups(words: Sequence[Word]) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return words in three groups: without a meaning, with one proposed, adopted; each by the alphabet."""
    rows = [row_of(word) for word in words]
    return [
        ("open", _("Waiting for a meaning"), [row for row in rows if row["state"] == "open"]),
        ("proposed", _("A meaning is proposed"), [row for row in rows if row["state"] in ("proposed", "objected")]),
        ("adopted", _("What we mean"), [row for row in rows if row["state"] == "adopted"]),
    ]


def row_of(word: Word) -> dict[str, Any]:
    """Return one word as a list shows it."""
    return {
        "term": word.term,
        "state": word.state,
        "sign": SIGNS[word.state],
        "label": STATES[word.state],
        "flags": len(word.flags),
        "sectors": [Sector(code).label for code in word.sectors],
    }


def forms_for(row: Term, request: PartnershipRequest, sent: str) -> dict[str, _TermForm]:
    """Return what may be said about a word now: nothing for those who take no part."""
    if request.actor.person is None:
        return {}
    forms: dict[str, _TermForm] = {}
    for name, kind in FORMS.items():
        if name in ("accept", "object", "adopt") and row.definition in (None, row.adopted_definition):
            continue
        more: dict[str, Any] = {"sector": _own_sector(request)} if kind is MeaningForm else {}
        data = request.POST if sent == name else None
        forms[name] = kind(data, partnership=row.partnership, row=row, auto_id=f"{name}_%s", **more)
    return forms


def _own_sector(request: PartnershipRequest) -> str:
    org = request.actor.org or ""
    member = organisations(request.partnership.pk, [org]).get(org)
    return member.sector if member else ""


BUTTONS = {
    "accept": (gettext_lazy("Accept this meaning"), ""),
    "object": (gettext_lazy("Object to this meaning"), ""),
    "adopt": (
        gettext_lazy("Adopt this meaning"),
        gettext_lazy("Nobody objects and all who flagged it accept it, or a decision took it. Pages then explain it."),
    ),
    "meaning": (gettext_lazy("Say what your sector means by it"), ""),
    "define": (
        gettext_lazy("Propose a meaning for all"),
        gettext_lazy("It takes the place of the one proposed before; what was adopted holds until another one is."),
    ),
}


def one(row: Term, request: PartnershipRequest, forms: Mapping[str, _TermForm], sent: str) -> dict[str, Any]:
    """Return one word as its page shows it."""
    orgs, languages = organisations(row.partnership), dict(settings.LANGUAGES)
    flags, meanings, answers = queries.flags_of(row), queries.meanings_of(row), queries.answers_to(row)
    word = Word(row, tuple(flags), tuple(sorted({each.sector for each in meanings})), tuple(answers))
    return {
        **row_of(word),
        "names": [
            {**name, "language": languages.get(name["lang"], name["lang"])}
            for name in queries.names_of(row)
            if name["lang"] != row.lang or len(name["forms"]) > 1
        ],
        "flagged": [{"row": each, "says": FLAGGED[each.how], "member": orgs.get(each.organisation)} for each in flags],
        "meanings": [
            {"row": each, "label": Sector(each.sector).label, "member": orgs.get(each.organisation)}
            for code in Sector.values
            for each in meanings
            if each.sector == code
        ],
        "answers": [{"row": each, "member": orgs.get(each.organisation)} for each in answers],
        "accepted": sum(each.accepts for each in answers),
        "proposed": row.definition is not None and row.definition != row.adopted_definition,
        "waiting": len(word.waiting),
        "offered": list(_offered(word, forms, request, sent)),
    }


def _offered(
    word: Word, forms: Mapping[str, _TermForm], request: PartnershipRequest, sent: str
) -> Iterator[dict[str, Any]]:
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    hers = {answer.by: answer.accepts for answer in word.answers}.get(request.actor.person or "")
    for name, form in forms.items():
        if name == "accept" and hers:
            continue
        if verdict_on(form.act_type, by=request.actor, at=request.at, setting=setting):
            label, hint = BUTTONS[name]
            bare = not form.visible_fields()
            yield {"name": name, "form": form, "label": label, "hint": hint, "open": name == sent, "bare": bare}
