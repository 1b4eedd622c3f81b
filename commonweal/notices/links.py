"""Links that work from a mail, without signing in: each is signed, for one person and one thing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

LASTS = timedelta(days=7)
"""How long one can act from a mail. A link by which one gets less mail works for ever."""
_ACT, _LESS = "commonweal.notices.by-mail", "commonweal.notices.less"


class LinkExpiredError(ValueError):
    """The link was once right, and its time is over."""


class NoLinkError(ValueError):
    """Nobody here made this link."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a link in a mail lets one person do once.

    :ivar org: the organisation in whose name it was offered; nothing where for herself
    :ivar about: the position of the entry of which she was told
    :ivar fixed: the fields that are settled; `asks` those in which she writes in her own words
    :ivar idem: the number of the act, so that doing it again changes nothing
    """

    account: str
    partnership: str
    org: str | None
    kind: str
    about: int
    label: str
    fixed: dict[str, Any]
    asks: tuple[str, ...]
    cites: tuple[int, ...]
    idem: str


@dataclass(frozen=True, slots=True)
class Less:
    """Of what a link in a mail lets one person get less: of these topics, or, where it names none, of the digest."""

    account: str
    topics: tuple[str, ...] = ()


def absolute(path: str) -> str:
    """Return a path as an address of this host as the settings name it, whatever any request said."""
    return settings.ADDRESS + path


def link_to_act(offer: Offer) -> str:
    """Return the address under which an offer is taken up."""
    said = [getattr(offer, name) for name in Offer.__slots__]
    return absolute(reverse("notices:by_mail", args=[signing.dumps(said, salt=_ACT, compress=True)]))


def offer_in(token: str) -> Offer:
    """Return what a link offers.

    :raises LinkExpiredError: where it is too old
    :raises NoLinkError: where it is none of ours
    """
    try:
        said = signing.loads(token, salt=_ACT, max_age=LASTS)
    except signing.SignatureExpired as old:
        raise LinkExpiredError from old
    except signing.BadSignature as bad:
        raise NoLinkError from bad
    offer = Offer(*said)
    return Offer(**{n: getattr(offer, n) for n in Offer.__slots__} | {"asks": (*offer.asks,), "cites": (*offer.cites,)})


def link_to_less(less: Less) -> str:
    """Return the address under which one gets less mail, with one tap."""
    return absolute(reverse("notices:less", args=[signing.dumps([less.account, *less.topics], salt=_LESS)]))


def less_in(token: str) -> Less:
    """Return of what a link gives less.

    :raises NoLinkError: where it is none of ours
    """
    try:
        account, *topics = signing.loads(token, salt=_LESS)
    except signing.BadSignature as bad:
        raise NoLinkError from bad
    return Less(account, tuple(topics))
