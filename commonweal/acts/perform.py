"""The one door: whatever anybody does in a partnership is judged, recorded and projected here, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act, TextRef, Words, put_at, words_in
from commonweal.acts.capability import Objection, Setting
from commonweal.acts.charters import setting_with
from commonweal.acts.installed import act_of, body_today, capability_of, installed
from commonweal.acts.telling import tell
from commonweal.acts.together import once
from commonweal.charter.interim import interim_charter
from commonweal.charter.judge import SILENT, Verdict, judge, may_read
from commonweal.kit.ids import id_from_seed
from commonweal.kit.securitylog import note
from commonweal.partnerships.actors import Actor, as_of_now
from commonweal.partnerships.queries import digest_in_force
from commonweal.people import words
from commonweal.record import reading, writing
from commonweal.record.entry import CanonicalError, Entry, EntryError, Seen, texts_in
from commonweal.record.readmodel import projecting
from commonweal.record.signatures import SignatureRefused

Door = TypeVar("Door", bound=Callable[..., Entry])


class Refused(PermissionError):
    """The charter does not give this act to this actor. The verdict names the clause and the reason."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(f"{verdict.reason} (charter {verdict.clause})")
        self.verdict = verdict
        self.noted = False


class Objected(ValueError):
    """The act does not fit what is so now. The objection says what to do, and at which field."""

    def __init__(self, objection: Objection) -> None:
        super().__init__(str(objection.says))
        self.objection = objection


def setting_of(partnership: str) -> Setting:
    """Return the charter in force; before the founding, the interim charter under which one may found."""
    digest = once(digest_in_force, partnership)
    if digest is None:
        return Setting(charter=interim_charter(), digest=None)
    return setting_with(partnership, digest=digest)


def verdict_on(act: Act | type[Act], *, by: Actor, at: datetime, setting: Setting | None = None) -> Verdict:
    """Judge an act, or a kind of act, without doing it: what a page asks before it shows a button.

    :param setting: the charter, where the caller asks many verdicts at once
    """
    setting = setting or setting_of(by.partnership or "")
    verdict = judge(
        setting.charter, kind=act.kind_name(), matter=act.matter, roles=by.roles, lang=get_language() or "en"
    )
    if not verdict.allowed or not isinstance(act, Act):
        return verdict
    for capability in installed():
        for guard in capability.guards:
            said = guard(act, by=by, at=at)
            if said is not None and not said.allowed:
                return said
    return verdict


def verdict_on_reading(what: str, *, by: Actor, setting: Setting) -> Verdict:
    """Judge whether somebody may read or take away `what`, which is no act: the record, the names."""
    return may_read(setting.charter, what, roles=by.roles, lang=get_language() or "en")


def noting_refusals(door: Door) -> Door:
    """Note in the security log what the door refuses: which act, by which clause, and whose pseudonym asked."""

    @wraps(door)
    def guarded(act: Act, *, by: Actor, at: datetime, **signed: Any) -> Entry:
        try:
            return door(act, by=by, at=at, **signed)
        except Refused as refused:
            note_refusal(refused, kind=act.kind_name(), by=by)
            raise

    return cast(Door, guarded)


def note_refusal(refused: Refused, *, kind: str, by: Actor | None) -> None:
    """Note a refusal, once, however many doors it passes on its way out."""
    if not refused.noted:
        asked = {"person": by.person, "partnership": by.partnership} if by else {}
        note("refused", kind=kind, clause=refused.verdict.clause, **asked)
    refused.noted = True


@noting_refusals
def perform(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    sign: Callable[[bytes], dict[str, str]] | None = None,
    sig: dict[str, str] | None = None,
    seen: Seen | None = None,
    salts: Mapping[str, bytes] | None = None,
) -> Entry:
    """Judge, record and project `act`: all of it, or none of it.

    A repetition of an act that was already recorded (the same `idem`) changes nothing and returns the entry.

    :param sign: makes the signature over the bytes to be signed; `sig` is one that was made before
    :param seen: the checkpoint that the signer's side had verified; every signed act carries one
    :param salts: by path, the salts of the words in an act that was signed before; others are made here
    :raises Refused: naming the charter clause that forbids it
    :raises Objected: where the act does not fit what is so now, or its `idem` stands on another act
    """
    if by.partnership != act.partnership:
        raise Refused(Verdict(allowed=False, clause=SILENT, reason=str(_("You act in another partnership."))))
    with transaction.atomic(durable=True), writing.locked(act.partnership):
        if (before := reading.entry_with_idem(act.partnership, act.idem)) is not None:
            return _same_again(before, act, by=by)
        by = _still(by, at=at)
        setting = setting_of(act.partnership)
        verdict = verdict_on(act, by=by, at=at, setting=setting)
        if not verdict.allowed:
            raise Refused(verdict)
        act = _fitting(act, by=by, at=at, signed=sig is not None)
        if act.must_be_signed and sign is None and sig is None:
            raise Objected(Objection(_("This binds you, so it has to be signed with your key.")))
        try:
            entry = writing.append(
                partnership=act.partnership,
                kind=act.kind_name(),
                kv=act.kind_version(),
                at=at,
                by=by.person,
                org=by.org,
                charter=setting.digest,
                body=_with_words_put_away(act, salts or {}),
                cites=[c.model_dump() for c in act.cites],
                idem=act.idem,
                seen=seen,
                sig=sig,
                sign=sign,
            )
        except (SignatureRefused, EntryError, CanonicalError) as refused:
            raise Objected(Objection(str(refused))) from refused
        project(entry)
        transaction.on_commit(lambda: tell(entry))
    return entry


def project(entry: Entry) -> None:
    """Write the read model of one recorded entry: the act's own projection, then those that observe every act.

    The projection is shown the act as the record keeps it, never as it was handed in: so a replay cannot differ.
    """
    act = act_of(entry)
    capability = capability_of(entry.kind)
    with projecting():
        capability.acts[type(act)](act, entry)
        for each in installed():
            for observe in each.observes:
                observe(entry)


def _still(by: Actor, *, at: datetime) -> Actor:
    """Return the actor as she is now that nobody else can change it: a place may have ended since she asked."""
    now = as_of_now(by, at=at)
    if now is None:
        reason = str(_("You no longer act for this organisation. Choose for whom you act, then try again."))
        raise Refused(Verdict(allowed=False, clause=SILENT, reason=reason))
    return now


def _same_again(before: Entry, act: Act, *, by: Actor) -> Entry:
    """Return the entry that was recorded with the act's number, if it says what the act says."""
    cites = tuple((cite.entry, cite.rel) for cite in act.cites)
    same = (before.kind, before.by, before.cites) == (act.kind_name(), by.person, cites)
    if not same or _as_handed_in(act, body_today(before)) != _as_handed_in(act, body_of(act, _digest_as_stored)):
        raise Objected(Objection(_("This number was already used for another act. Load the page again.")))
    return before


def _as_handed_in(act: Act, body: dict[str, Any]) -> dict[str, Any]:
    """Return a body without what the house fills in."""
    completion = capability_of(act.kind_name()).completes.get(type(act))
    return {name: said for name, said in body.items() if completion is None or name not in completion.fields}


def _digest_as_stored(_path: str, text: str, said: Words) -> str:
    """Return the digest of words under the salt they were once stored with; of erased ones all that is left."""
    kept = words.texts([text]).get(text)
    if kept is None:
        return ""
    if kept.salt is None:
        return kept.digest
    return words.digest_of(said.text, lang=said.lang, salt=bytes(kept.salt))


def require_fit(act: Act, *, by: Actor, at: datetime) -> None:
    """Ask whether an act fits what is so now, without doing it: what whoever asks for a verdict beforehand needs.

    :raises Objected: saying what to do, at the field where it belongs
    """
    completes = type(act) in capability_of(act.kind_name()).completes
    with transaction.atomic():
        _fitting(act, by=by, at=at)
        if completes:
            transaction.set_rollback(True)  # it was only asked for


def _fitting(act: Act, *, by: Actor, at: datetime, signed: bool = False) -> Act:
    """Return the act as it will be recorded, with all that the house fills in."""
    _require_plain(act)
    act, given = _completed(act, by=by, at=at), act
    if signed and act != given:
        raise Objected(Objection(_("What you signed is no longer what follows from the record. Load the page again.")))
    _ask_conditions(act, by=by, at=at)
    return act


def _completed(act: Act, *, by: Actor, at: datetime) -> Act:
    completion = capability_of(act.kind_name()).completes.get(type(act))
    return act if completion is None else cast(Act, completion.fill(act, by=by, at=at))


def _require_plain(act: Act) -> None:
    """Refuse references handed in from outside, and characters that no database keeps.

    A reference to words that are not stored here, or that stand elsewhere with another digest, would make the whole
    record unverifiable: only `perform` makes them.
    """
    body = act.as_body()
    try:
        reference = next(texts_in(body), None) is not None
    except EntryError:  # the two names of a reference with something else behind them
        reference = True
    if reference:
        raise Objected(Objection(_("Give the words themselves, not a reference to them.")))
    if not _storable(body):
        raise Objected(Objection(_("Some characters in this text cannot be kept. Please type it again.")))


def _storable(value: Any) -> bool:
    """Whether every string in a body is free of NUL (PostgreSQL) and of halves of characters (UTF-8)."""
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
    if isinstance(value, dict):
        return all(_storable(item) for item in value.values())
    return all(_storable(item) for item in value) if isinstance(value, list) else True


def _ask_conditions(act: Act, *, by: Actor, at: datetime) -> None:
    for condition in capability_of(act.kind_name()).conditions.get(type(act), ()):
        objection = condition(act, by=by, at=at)
        if objection is not None:
            raise Objected(objection)


def body_of(act: Act, digest: Callable[[str, str, Words], str]) -> dict[str, Any]:
    """Return the body of an act with a reference in place of each free text: what is recorded, and what is signed.

    :param digest: from the path, the text's id and the words to their salted digest
    """
    body = act.as_body()
    for path, said in words_in(act):
        text = id_from_seed(act.partnership, act.idem, path)
        put_at(body, path, TextRef(text=text, digest=digest(path, text, said)).model_dump())
    return body


def _with_words_put_away(act: Act, salts: Mapping[str, bytes]) -> dict[str, Any]:
    """Store every free text beside the record, and return the body with references in their place."""

    def keep(path: str, text: str, said: Words) -> str:
        return words.store(said.text, lang=said.lang, id=text, partnership=act.partnership, salt=salts.get(path))

    return body_of(act, keep)
