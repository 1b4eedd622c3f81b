"""What somebody who is told of an entry may do about it at once, each way behind one link."""

from __future__ import annotations

import json
from dataclasses import dataclass

from commonweal.acts.capability import Answer
from commonweal.acts.installed import UnknownKind, act_type, capability_of
from commonweal.acts.perform import verdict_on
from commonweal.kit.ids import id_from_seed
from commonweal.notices.links import Offer, link_to_act
from commonweal.notices.saying import Standing, one_line
from commonweal.people.models import Account
from commonweal.record.entry import Entry

NEVER_FROM_A_MAIL = frozenset({"access", "trust", "erasure"})
"""Matters of which nothing is done by whoever holds a mail: who may come in, whose key counts, what is forgotten."""
NEVER_THESE = frozenset({"people.erased"})
"""The same, of acts whose matter is a wider one."""


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to do: the words of its button, and the address."""

    label: str
    url: str


def ways(standing: Standing, entry: Entry, *, account: Account) -> tuple[Way, ...]:
    """Return what this person may do about an entry as she stands now: nothing that the charter does not give her."""
    try:
        hook = capability_of(entry.kind).answers.get(entry.kind)
    except UnknownKind:
        return ()
    if hook is None or standing.actor.person is None or not standing.reads:
        return ()
    offered = [a for a in hook(entry, standing.actor) if may_be_offered(a.kind) and _allowed(a, standing)]
    return tuple(
        Way(one_line(a.label, most=60), link_to_act(_offer(a, entry, standing, account=account.pk))) for a in offered
    )


def may_be_offered(kind: str) -> bool:
    """Tell whether acts of a kind may be done from a mail: not what must be signed, nor matters of keys and access."""
    try:
        act = act_type(kind)
    except UnknownKind:
        return False
    return not (
        act.must_be_signed
        or act.matter in NEVER_FROM_A_MAIL
        or kind in NEVER_THESE
        or kind.partition(".")[0] in NEVER_FROM_A_MAIL
    )


def _allowed(answer: Answer, standing: Standing) -> bool:
    return verdict_on(act_type(answer.kind), by=standing.actor, at=standing.at, setting=standing.setting).allowed


def _offer(answer: Answer, entry: Entry, standing: Standing, *, account: str) -> Offer:
    """Return the offer; its number follows from what it is, so that two mails of the same entry do it once."""
    fixed = json.dumps(dict(answer.fixed), sort_keys=True, default=str)
    return Offer(
        account=account,
        partnership=entry.partnership,
        org=standing.actor.org,
        kind=answer.kind,
        about=entry.position,
        label=one_line(answer.label, most=60),
        fixed=json.loads(fixed),
        asks=answer.asks,
        cites=answer.cites,
        idem=id_from_seed("by mail", account, entry.partnership, str(entry.position), answer.kind, fixed),
    )
