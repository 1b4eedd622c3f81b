"""Everything that the page of one entry tells, gathered in a fixed number of questions."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from commonweal.acts.capability import Says, Setting
from commonweal.acts.charters import UnknownCharter, setting_with
from commonweal.acts.installed import UnknownKind, act_type, contributing
from commonweal.acts.readable import verdict_on_words
from commonweal.capabilities.register import queries
from commonweal.capabilities.register.proofs import ProofShown, proof_of
from commonweal.charter.judge import Verdict, judge
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.partnerships.models import Partnership
from commonweal.people.words import is_as_recorded, texts
from commonweal.record import reading
from commonweal.record.entry import Entry, texts_in
from commonweal.record.signatures import PublicKey, SignatureRefused, check_signature
from commonweal.web.audience import MEMBERS
from commonweal.web.seal import Seal, seal_of
from commonweal.web.told import Told, organisations, told

ROLES = frozenset({*MEMBERS, "founder", "invited", ANYONE})
BACK: Mapping[str, Says] = {
    "answers": pgettext_lazy("this entry", "answers"),
    "based_on": pgettext_lazy("this entry", "rests on"),
    "implements": pgettext_lazy("this entry", "carries out"),
    "supersedes": pgettext_lazy("this entry", "replaces"),
    "measures": pgettext_lazy("this entry", "measures"),
    "challenges": pgettext_lazy("this entry", "questions"),
    "funds": pgettext_lazy("this entry", "pays for"),
    "learns_from": pgettext_lazy("this entry", "learns from"),
    "closes": pgettext_lazy("this entry", "closes"),
    "waives": pgettext_lazy("this entry", "agrees to the waiver in"),
}
FORWARD: Mapping[str, Says] = {
    "answers": pgettext_lazy("this entry", "is answered by"),
    "based_on": pgettext_lazy("this entry", "is what this rests on"),
    "implements": pgettext_lazy("this entry", "is carried out by"),
    "supersedes": pgettext_lazy("this entry", "is replaced by"),
    "measures": pgettext_lazy("this entry", "is measured by"),
    "challenges": pgettext_lazy("this entry", "is questioned by"),
    "funds": pgettext_lazy("this entry", "is paid for by"),
    "learns_from": pgettext_lazy("this entry", "is learned from by"),
    "closes": pgettext_lazy("this entry", "is closed by"),
    "waives": pgettext_lazy("this entry", "is a waiver agreed to by"),
}
LABELS: Mapping[str, Says] = {
    "reason": gettext_lazy("Reason"),
    "note": gettext_lazy("Note"),
    "text": gettext_lazy("Words"),
    "duties": gettext_lazy("Duties that remain"),
    "evidence": gettext_lazy("Evidence"),
    "question": gettext_lazy("Question"),
    "answer": gettext_lazy("Answer"),
    "statement": gettext_lazy("Statement"),
}


@dataclass(frozen=True, slots=True)
class WordsShown:
    """A piece of free text of the entry: as it was written, or erased, or not kept on this host.

    :param altered: whether what is kept is not what was recorded, so that it must not be shown as hers
    """

    label: Says
    text: str
    lang: str
    digest: str
    erased_at: datetime | None
    altered: bool


@dataclass(frozen=True, slots=True)
class CitationShown:
    """One citation: how the entries stand to each other, and the other entry."""

    says: Says
    other: Told


@dataclass(frozen=True, slots=True)
class SignatureShown:
    """Whether the entry is signed, and whether the signature counts."""

    counts: bool
    says: str
    key: PublicKey | None


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry with everything around it.

    :param unread: why this reader is not shown the words, where she is not
    :param contributed: whether it is of a kind by which people contribute something, so that it is owed an answer
    """

    told: Told
    words: tuple[WordsShown, ...]
    unread: Verdict | None
    back: tuple[CitationShown, ...]
    forward: tuple[CitationShown, ...]
    setting: Setting | None
    verdict: Verdict | None
    signature: SignatureShown | None
    seal: Seal | None
    proof: ProofShown
    canonical: str
    readable: str
    contributed: bool


def shown(partnership: Partnership, position: int, *, to: Actor) -> EntryShown:
    """Return the entry at a position as its page tells it.

    :raises NotThereError: if the record is not that long
    """
    entry, others, back, forward = queries.around(partnership.pk, position)
    orgs = organisations(partnership.pk)
    rows = told([entry, *others], to=to, convener=partnership.convener, orgs=orgs)
    by_position = {row.position: row for row in rows}
    setting = _setting(entry)
    may_see = verdict_on_words(entry, by=to, setting=setting_with(partnership.pk, digest=partnership.charter))
    seal = seal_of(partnership.pk)
    return EntryShown(
        told=rows[0],
        words=tuple(_words(entry)) if may_see.allowed else (),
        unread=None if may_see.allowed else may_see,
        back=tuple(CitationShown(BACK.get(c.rel, c.rel), by_position[c.cited]) for c in back),
        forward=tuple(CitationShown(FORWARD.get(c.rel, c.rel), by_position[c.citing]) for c in forward),
        setting=setting,
        verdict=_verdict(entry, setting),
        signature=_signature(entry, {id: org.name for id, org in orgs.items()}),
        seal=seal,
        proof=proof_of(entry, seal=seal if seal and seal.size > position else None),
        canonical=entry.raw.decode(),
        readable=json.dumps(json.loads(entry.raw), ensure_ascii=False, indent=2),
        contributed=entry.kind in contributing(),
    )


def _setting(entry: Entry) -> Setting | None:
    try:
        return setting_with(entry.partnership, digest=entry.charter) if entry.charter else None
    except UnknownCharter:
        return None


def _verdict(entry: Entry, setting: Setting | None) -> Verdict | None:
    """Return the clause that gives acts of this kind to somebody, under the charter then in force."""
    if setting is None:
        return None
    try:
        matter = act_type(entry.kind).matter
    except UnknownKind:
        return None
    return judge(setting.charter, kind=entry.kind, matter=matter, roles=ROLES)


def _words(entry: Entry) -> Iterator[WordsShown]:
    references = list(_labelled(entry.body))
    kept = texts(reference.text for _label, reference in references) if references else {}
    for label, reference in references:
        row = kept.get(reference.text)
        yield WordsShown(
            label=LABELS.get(label, label.replace("_", " ").capitalize()),
            text=row.text if row else "",
            lang=row.lang if row else "",
            digest=reference.digest,
            erased_at=row.erased_at if row else None,
            altered=row is not None and not is_as_recorded(row, digest=reference.digest),
        )


def _labelled(value: Any, label: str = "text") -> Iterator[tuple[str, Any]]:
    """Yield every reference to a text with the name of the field in which it stands."""
    if isinstance(value, dict) and value.keys() != {"text", "digest"}:
        for name, item in value.items():
            yield from _labelled(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _labelled(item, label)
    else:
        yield from ((label, found) for found in texts_in(value))


def _signature(entry: Entry, names: Mapping[str, str]) -> SignatureShown | None:
    if entry.sig is None:
        return None
    key = reading.named_key(entry.partnership, entry.sig["key"])
    try:
        check_signature(entry, key)
    except SignatureRefused as refused:
        return SignatureShown(counts=False, says=str(refused), key=key)
    if key is not None and key.holder == "organisation":
        says = _("Signed with a key of %(organisation)s.") % {"organisation": names.get(key.of, key.of)}
    else:
        says = _("Signed with the key of the person who acted.")
    return SignatureShown(counts=True, says=says, key=key)
