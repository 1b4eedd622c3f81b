"""Questions asked of texts that were presented, and of their signatures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from commonweal.acts.charters import setting_with
from commonweal.capabilities.agreement.models import Declined, Signature
from commonweal.capabilities.agreement.queries.life import now_called, successors
from commonweal.capabilities.agreement.queries.standing import Party, Standing
from commonweal.charter.clauses import Charter
from commonweal.charter.interim import PUBLISHED, interim_charter
from commonweal.charter.judge import SILENT
from commonweal.charter.rules import Signing
from commonweal.charter.ruling import first_of
from commonweal.partnerships.models import CharterInForce, CharterText, Member, Representation
from commonweal.partnerships.queries import members_ever

SIGNS = ("representative", "convener")
"""The places whose holders sign for an organisation."""


class NotThere(LookupError):
    """No text of this entry was presented in this partnership."""


# ── Texts ─────────────────────────────────────────────────────────────────────────────────────────


def texts(partnership: str) -> list[CharterText]:
    """Return every text that was presented, the newest first. One question."""
    return list(CharterText.objects.filter(partnership=partnership).order_by("-entry"))


def text_at(partnership: str, entry: int) -> CharterText:
    """Return the text that an entry presented.

    :raises NotThere: where it presented none
    """
    row = CharterText.objects.filter(partnership=partnership, entry=entry).first()
    if row is None:
        raise NotThere(entry)
    return row


def open_text(partnership: str) -> CharterText | None:
    """Return the newest text that waits for signatures, without the text itself; or nothing. One question."""
    rows = CharterText.objects.filter(partnership=partnership, purpose="sign", ruling_entry=None, withdrawn_entry=None)
    return rows.defer("document").order_by("-entry").first()


def charters(partnership: str) -> list[CharterInForce]:
    """Return every charter that ruled here, the one in force first. One question."""
    rows = CharterInForce.objects.filter(partnership=partnership).defer("document")
    return list(rows.order_by("-since", "key"))


def text_in_force(partnership: str) -> CharterText | None:
    """Return the text that was presented and rules now; nothing while an interim charter does. Two questions."""
    now = CharterInForce.objects.filter(partnership=partnership).order_by("-since", "key").first()
    return _ruling_since(partnership, now.since) if now else None


def _ruling_since(partnership: str, since: int) -> CharterText | None:
    return CharterText.objects.filter(partnership=partnership, ruling_entry=since).first()


def charter_at(partnership: str, position: int, among: Sequence[CharterInForce] | None = None) -> Charter:
    """Return the charter that ruled when this entry was written."""
    rows = charters(partnership) if among is None else among
    digest = next(row.digest for row in rows if row.since < position)
    return setting_with(partnership, digest=digest).charter


# ── Signing ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Overview:
    """The texts that were presented and how far each has come, with all that was asked to know it.

    :param standings: the newest first
    :param charters: every charter that ruled, the one in force first, without the documents
    :param names: organisations that take or took part, by id
    :param after: who took whose place
    """

    standings: list[Standing]
    charters: list[CharterInForce]
    names: dict[str, str]
    after: dict[str, str]


def overview(partnership: str, rows: Iterable[CharterText] | None = None) -> Overview:
    """Return how far the signing of each text has come. Six questions however many there are, five of one."""
    found = texts(partnership) if rows is None else list(rows)
    every = [text.entry for text in found]
    signed = Signature.objects.filter(partnership=partnership, text__in=every).select_related("name")
    declined = Declined.objects.filter(partnership=partnership, text__in=every).select_related("reason")
    known = _Known(
        charters=charters(partnership),
        members=list(members_ever(partnership)),
        successors=successors(partnership),
        signatures=list(signed.order_by("entry")) if every else [],
        declined=list(declined.order_by("entry")) if every else [],
    )
    return Overview(
        standings=[known.standing(text) for text in found],
        charters=list(known.charters),
        names={row.organisation: row.name for row in known.members},
        after=dict(known.successors),
    )


def standings(partnership: str, rows: Iterable[CharterText] | None = None) -> list[Standing]:
    """Return how far the signing of each text has come, the newest first. Six questions however many there are."""
    found = texts(partnership) if rows is None else list(rows)
    return overview(partnership, found).standings if found else []


def standing(partnership: str, text: CharterText) -> Standing:
    """Return how far the signing of one text has come."""
    return standings(partnership, [text])[0]


@dataclass(frozen=True, slots=True)
class _Known:
    """All that the standing of every text is made of, asked once."""

    charters: Sequence[CharterInForce]
    members: Sequence[Member]
    successors: Mapping[str, str]
    signatures: Sequence[Signature]
    declined: Sequence[Declined]

    def standing(self, text: CharterText) -> Standing:
        clause, rule = signing_rule(charter_at(text.partnership, text.entry, self.charters))
        signed = {self._now(row.organisation): row for row in self.signatures if row.text == text.entry}
        refused = {self._now(row.organisation): row for row in self.declined if row.text == text.entry}
        here = {row.organisation: row for row in self.members}
        asked = text.parties or [row.organisation for row in self.members if _took_part(row, text.entry)]
        parties = [
            Party(
                organisation=each,
                member=here.get(each),
                signature=signed.get(each),
                declined=refused.get(each),
                left=each not in here or here[each].left_at is not None,
            )
            for each in dict.fromkeys(self._now(organisation) for organisation in asked)
        ]
        return Standing(
            text=text,
            rule=rule,
            clause=clause,
            parties=tuple(parties),
            acceded=tuple(row for row in self.signatures if row.text == text.entry and row.acceded),
            in_order=rule.in_order or text.in_order,
            overtaken=any(
                row.since > text.entry and row.since != text.ruling_entry and row.digest not in interim_digests()
                for row in self.charters
            ),
        )

    def _now(self, organisation: str) -> str:
        return now_called(organisation, self.successors)


@cache
def interim_digests() -> frozenset[str]:
    """Return the digests of the interim charters: going on under a newer one overtakes no text."""
    return frozenset(interim_charter(edition).digest() for edition in PUBLISHED)


def _took_part(row: Member, position: int) -> bool:
    return row.entry < position and (row.left_entry is None or row.left_entry > position)


def signing_rule(charter: Charter) -> tuple[str, Signing]:
    """Return the clause on signing and what it says; where nothing is said, every member signs in any way."""
    found = first_of(charter, Signing)
    return (found[0].number, found[1]) if found else (SILENT, Signing())


def mandates(person: str, organisation: str, *, partnership: str) -> list[Representation]:
    """Return the places by which somebody signs for an organisation, also those whose term has run out, newest last."""
    rows = Representation.objects.filter(
        partnership=partnership, person=person, organisation=organisation, role__in=SIGNS, ended_at__isnull=True
    )
    return list(rows.order_by("entry"))
