"""The agreement as people read it: clauses with their rules in sentences, who signed and how, what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from commonweal.acts.capability import Says, Setting
from commonweal.acts.charter_words import said
from commonweal.acts.perform import verdict_on_reading
from commonweal.capabilities.agreement.phrases import ASSURANCES, MILESTONES, OUTCOMES
from commonweal.capabilities.agreement.queries import Milestone, Overview, Signature, Standing
from commonweal.charter.clauses import Charter, in_language
from commonweal.charter.document import ClauseRead, document
from commonweal.partnerships.models import Member, Sector
from commonweal.people.identity import names_of
from commonweal.people.models import Text
from commonweal.web.audience import PartnershipRequest


@dataclass(frozen=True, slots=True)
class ClauseShown:
    """A clause in the reader's language, or in the one in which it was written.

    :param sentences: what its rules say
    """

    number: str
    anchor: str
    level: int
    title: str
    text: str
    lang: str
    summary: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """How an organisation stands with a text.

    :param person: who signed with a key or recorded the paper; `name` the one that was typed or stands on paper; both
        nothing for readers who may not see names
    """

    organisation: str
    sector: str
    name: str
    state: str
    how: Says = ""
    signature: Signature | None = None
    person: str = ""
    typed: Text | None = None
    reason: Text | None = None
    entry: int | None = None
    on: date | None = None
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """Something that became of the agreement."""

    row: Milestone
    what: Says
    name: str
    successor: str
    outcome: Says


def clauses(charter: Charter, *, names: Mapping[str, str], lang: str | None = None) -> list[ClauseShown]:
    """Return the clauses that were agreed, in the reader's language."""
    wanted = (lang or get_language() or "en").partition("-")[0]
    return [_clause(each, charter, names, wanted) for each in document(charter).own]


def _clause(each: ClauseRead, charter: Charter, names: Mapping[str, str], lang: str) -> ClauseShown:
    return ClauseShown(
        number=each.number,
        anchor=each.anchor,
        level=each.level,
        title=in_language(each.title, lang),
        text=in_language(each.text, lang),
        lang=lang if each.text.get(lang) else next((code for code in ("en", *each.text) if each.text.get(code)), lang),
        summary=in_language(each.summary, lang) if each.summary else "",
        sentences=tuple(sentence for rule in each.rules for sentence in said(rule.rule, charter, lang, names=names)),
    )


def signers(found: Standing, around: Overview, *, persons: Mapping[str, str] | None) -> list[Signer]:
    """Return every party with how it stands, and who acceded.

    :param persons: names by pseudonym; nothing for readers who may not see names
    """
    rows = [
        _signer(party.organisation, _sector(party.member), party.name, party.signature, persons)
        if party.signature
        else Signer(
            organisation=party.organisation,
            sector=_sector(party.member),
            name=party.name,
            state="left" if party.left else "declined" if party.refuses else "waits",
            reason=party.declined.reason if party.declined else None,
            entry=party.declined.entry if party.declined else None,
            on=party.declined.at.date() if party.declined else None,
        )
        for party in found.parties
    ]
    asked = {party.organisation for party in found.parties}
    later = [row for row in found.acceded if row.organisation not in asked]
    names = around.names
    return rows + [_signer(row.organisation, "", names.get(row.organisation, ""), row, persons) for row in later]


def _signer(organisation: str, sector: str, name: str, row: Signature, persons: Mapping[str, str] | None) -> Signer:
    return Signer(
        organisation=organisation,
        sector=sector,
        name=name,
        state="signed",
        how=ASSURANCES.get(row.assurance, row.assurance),
        signature=row,
        person=(persons or {}).get(row.person, "") if row.assurance != "paper" else "",
        typed=row.name if persons is not None else None,
        entry=row.entry,
        on=row.signed_on,
        authority=row.authority,
    )


def _sector(member: Member | None) -> str:
    return member.sector if member else ""


def persons_in(request: PartnershipRequest, found: Iterable[Standing], *, setting: Setting) -> dict[str, str] | None:
    """Return the names of those who signed, for whoever may see names; nothing for everybody else."""
    if not verdict_on_reading("names", by=request.actor, setting=setting).allowed:
        return None
    rows = [party.signature for each in found for party in each.parties] + [
        row for each in found for row in each.acceded
    ]
    return names_of({row.person for row in rows if row is not None and row.person}, partnership=request.partnership.pk)


def happened(rows: Sequence[Milestone], *, names: Mapping[str, str]) -> list[Happened]:
    """Return what became of the agreement, as people read it."""
    return [
        Happened(
            row=row,
            what=MILESTONES.get(row.what, row.what),
            name=names.get(row.organisation, ""),
            successor=names.get(row.successor, ""),
            outcome=OUTCOMES.get(row.outcome, ""),
        )
        for row in rows
    ]


def sector_label(sector: str) -> str:
    """Return what a sector is called."""
    return str(Sector(sector).label) if sector in Sector.values else ""
