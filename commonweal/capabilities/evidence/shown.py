"""What the pages of evidence show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.acts.sentences import address_of, sentence_of
from commonweal.acts.together import together
from commonweal.capabilities.evidence import acts, queries
from commonweal.capabilities.evidence.forms import ContradictForm, RetireForm, WithdrawForm, _TurnForm
from commonweal.capabilities.evidence.phrases import KINDS, MISSING, STRENGTHS, kinds_in_words
from commonweal.capabilities.evidence.queries import Evidence, KnowledgeUsed, Missing
from commonweal.partnerships.models import Member, Sector
from commonweal.partnerships.naming import knowing
from commonweal.record import reading
from commonweal.web.audience import PartnershipRequest
from commonweal.web.told import organisations

Orgs = Mapping[str, Member]
MOST = 100
"""How many items somebody chooses from, and how many entries a page names."""


def row_of(row: Evidence, orgs: Orgs) -> dict[str, Any]:
    """Return one item as a list shows it."""
    return {
        "row": row,
        "kinds": kinds_in_words(row.kinds),
        "strength": STRENGTHS[row.strength],
        "member": orgs.get(row.organisation),
    }


def named(row: Evidence) -> str:
    """Return an item as a choice in a form: what it is called, and its kinds."""
    return f"{row.title} ({', '.join(str(each) for each in kinds_in_words(row.kinds))})"


def filters(kind: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the ways to see items of one kind only, all alike."""
    return [
        {"code": code, "label": label, "count": counts[code], "chosen": code == kind} for code, label in KINDS.items()
    ]


def missing(found: Missing) -> list[str]:
    """Return whose knowledge is missing, a sentence each."""
    sectors = [Sector(code).label for code in found.sectors]
    return [
        *[str(MISSING[kind]) for kind in found.kinds],
        *[_("Nothing has come from this sector yet: %(sector)s.") % {"sector": label} for label in sectors],
        *[
            _("%(community)s takes part, and nothing it knows stands here.") % {"community": row.name}
            for row in found.communities
        ],
    ]


def older(found: Sequence[Evidence], kind: str) -> str:
    """Return the way to earlier items, nothing where there are none."""
    if len(found) <= queries.SHOWN:
        return ""
    only = f"kind={kind}&" if kind else ""
    return f"?{only}before={found[queries.SHOWN - 1].entry}"


def pairs(partnership: str, orgs: Orgs, *, of: int | None = None) -> list[dict[str, Any]]:
    """Return the items that do not fit together, side by side, while both count. Two questions."""
    rows = queries.contradictions(partnership, of=of, count=10)
    items = queries.items_at(partnership, [entry for row in rows for entry in (row.first, row.second)]) if rows else {}
    both = [(row, items[row.first], items[row.second]) for row in rows]
    return [
        {"row": row, "sides": (row_of(first, orgs), row_of(second, orgs)), "member": orgs.get(row.organisation)}
        for row, first, second in both
        if first.retired_at is None and second.retired_at is None
    ]


BUTTONS = {
    "contradict": (gettext_lazy("Say what contradicts it"), ""),
    "withdraw": (
        gettext_lazy("Withdraw the community's consent"),
        gettext_lazy("Every word of it is erased for good. That it was here stays on the record."),
    ),
    "retire": (gettext_lazy("Take it out of use"), gettext_lazy("It stays readable, and counts no longer.")),
}

_TURNS: Mapping[str, type[acts.Contradict | acts.WithdrawConsent | acts.Retire]] = {
    "contradict": acts.Contradict,
    "withdraw": acts.WithdrawConsent,
    "retire": acts.Retire,
}


def turn_forms(row: Evidence, request: PartnershipRequest, sent: str) -> dict[str, _TurnForm]:
    """Return what may be said about an item, for whoever takes part: nothing for others."""
    if row.withdrawn_entry is not None or request.actor.person is None:
        return {}
    about: dict[str, Any] = {"partnership": row.partnership, "evidence": row.entry}

    def data(name: str) -> Any:
        return request.POST if sent == name else None

    forms: dict[str, _TurnForm] = {}
    if row.retired_at is None:
        others = [(str(one.entry), named(one)) for one in queries.standing(row.partnership)[: MOST + 1]]
        others = [(entry, label) for entry, label in others if entry != str(row.entry)]
        if others:
            forms["contradict"] = ContradictForm(data("contradict"), others=others, **about)
        forms["retire"] = RetireForm(data("retire"), **about)
    if row.consent_by:
        forms["withdraw"] = WithdrawForm(data("withdraw"), **about)
    return forms


def one(row: Evidence, request: PartnershipRequest, forms: Mapping[str, _TurnForm], sent: str) -> dict[str, Any]:
    """Return one item as its page shows it."""
    here, slug, orgs = row.partnership, request.partnership.slug, organisations(row.partnership)
    about = reading.entries_at(here, row.about[:MOST]) if row.about else {}
    with knowing({id: member.name for id, member in orgs.items()}):
        speaks = [
            {"says": capfirst(str(sentence_of(entry))), "url": address_of(entry, slug=slug), "position": position}
            for position, entry in sorted(about.items())
        ]
    with together(request.partnership, {(queries.bare, (here, row.entry)): row}):
        offered = list(_offered(row, forms, request, sent))
        corrects = row.retired_at is None and bool(_verdict(acts.Correct, row, request))
    return {
        **row_of(row, orgs),
        "community_member": orgs.get(row.community_organisation),
        "speaks": speaks,
        "pairs": pairs(here, orgs, of=row.entry),
        "uses": queries.uses_of(row),
        "offered": offered,
        "corrects": corrects,
    }


def _verdict(kind: type[Any], row: Evidence, request: PartnershipRequest) -> Any:
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    fields: dict[str, Any] = {"partnership": row.partnership, "evidence": row.entry}
    return verdict_on(kind.model_construct(**fields), by=request.actor, at=request.at, setting=setting)


def _offered(
    row: Evidence, forms: Mapping[str, _TurnForm], request: PartnershipRequest, sent: str
) -> Iterator[dict[str, Any]]:
    for name, form in forms.items():
        if _verdict(_TURNS[name], row, request):
            label, hint = BUTTONS[name]
            yield {"name": name, "form": form, "label": label, "hint": hint, "open": name == sent}


def rests(
    row: KnowledgeUsed | None, said: Mapping[str, Any], request: PartnershipRequest, decision: int
) -> dict[str, Any]:
    """Return on what a decision rests: what was said of it, and what its proposal said."""
    orgs = organisations(request.partnership.pk)
    items = queries.items_at(request.partnership.pk, row.evidence) if row and row.evidence else {}
    used = set(row.kinds.split(",")) if row and row.kinds else set()
    proposed = {each["kind"] for each in said.get("knowledge") or ()}
    return {
        "decision": decision,
        "title": said["title"],
        "used": row,
        "items": [row_of(items[entry], orgs) for entry in sorted(items)],
        "kinds": [
            {"label": label, "used": code in used | proposed, "in_proposal": code in proposed - used}
            for code, label in KINDS.items()
        ],
    }
