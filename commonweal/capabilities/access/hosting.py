"""What whoever runs the host may do with an account: on the record of every partnership concerned, before anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.utils.translation import get_language

from commonweal.acts.act import Act, Words
from commonweal.acts.perform import Objected, Refused, perform
from commonweal.capabilities.access.acts import LookAtPerson, ResumeAccount, StopAccount
from commonweal.kit.ids import is_id
from commonweal.kit.securitylog import note
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.partnerships.models import Partnership
from commonweal.people import identity, sessions
from commonweal.people.models import Account, HostLook, PaperCode, Session
from commonweal.web.actforms import in_words


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where something was recorded, and where a charter did not let it be: the name, and the sentence that says why."""

    partnerships: list[Partnership] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is shown of one account: nothing that it did or wrote anywhere."""

    account: Account
    addresses: list[EmailAddress]
    partnerships: list[Partnership]
    sessions: int
    ways: list[str]


def account_named(who: str) -> Account | None:
    """Return the account with exactly this mail address or number."""
    who = who.strip()
    if is_id(who):
        return Account.objects.filter(pk=who).first()
    found = EmailAddress.objects.filter(email=who.lower()).order_by("-verified").values_list("user", flat=True).first()
    return Account.objects.filter(pk=found).first() or Account.objects.filter(email=who.lower()).first()


def look(account: Account, *, by: Account, reason: str, at: datetime) -> tuple[Recorded, Seen | None]:
    """Record in every partnership of this person that her account is looked at, and then show it; else nothing."""
    recorded = _everywhere(LookAtPerson, account, by=by, reason=reason, at=at, what="account")
    _log("looked", account, by=by, reason=reason, at=at, recorded=recorded)
    return recorded, None if recorded.refused else _seen(account, recorded.partnerships, at=at)


def stop(account: Account, *, by: Account, reason: str, at: datetime) -> Recorded:
    """Stop an account: nobody is signed in to it any more, nor can be. What a record refuses, the host's log has."""
    recorded = _everywhere(StopAccount, account, by=by, reason=reason, at=at)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    sessions.end(account)
    _log("stopped", account, by=by, reason=reason, at=at, recorded=recorded)
    return recorded


def resume(account: Account, *, by: Account, reason: str, at: datetime) -> Recorded:
    """Let an account go on."""
    recorded = _everywhere(ResumeAccount, account, by=by, reason=reason, at=at)
    Account.objects.filter(pk=account.pk).update(is_active=True)
    _log("resumed", account, by=by, reason=reason, at=at, recorded=recorded)
    return recorded


def _everywhere(kind: type[Act], account: Account, *, by: Account, reason: str, at: datetime, **more: str) -> Recorded:
    """Perform an act about this person in every partnership in which she has a sign."""
    recorded = Recorded()
    here = identity.pseudonyms_of(account)
    for partnership in Partnership.objects.filter(pk__in=here).order_by("key"):
        asking = identity.pseudonym_of(by, partnership=partnership.pk)
        host = Actor(partnership.pk, person=asking, roles=frozenset({ANYONE, "administrator"}))
        words = Words(text=reason, lang=get_language() or "en")
        try:
            said = {"partnership": partnership.pk, "person": here[partnership.pk], "reason": words, **more}
            perform(kind.model_validate(said), by=host, at=at)
        except (Refused, Objected) as refused:
            recorded.refused[partnership.name] = in_words(refused)
        else:
            recorded.partnerships.append(partnership)
    return recorded


def _log(what: str, account: Account, *, by: Account, reason: str, at: datetime, recorded: Recorded) -> None:
    note(f"administrator_{what}", account=by.pk, of=account.pk)
    HostLook.objects.create(
        by=by, account=account.pk, what=what, reason=reason, recorded=len(recorded.partnerships), at=at
    )


def _seen(account: Account, partnerships: list[Partnership], *, at: datetime) -> Seen:
    ways = list(Authenticator.objects.filter(user=account).values_list("type", flat=True))
    if account.has_usable_password():
        ways.append("password")
    if PaperCode.objects.filter(account=account).exists():
        ways.append("paper")
    addresses = list(EmailAddress.objects.filter(user=account).order_by("-primary", "email"))
    count = Session.objects.filter(account=account, expire_date__gt=at).count()
    return Seen(account, addresses, partnerships, count, sorted(set(ways)))
