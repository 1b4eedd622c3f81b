"""For whom a page is: every address declares it, and one place decides. A page without it fails the build."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Final, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from commonweal.partnerships.actors import ANYONE, Actor, actor_for, visitor
from commonweal.partnerships.models import Partnership
from commonweal.partnerships.queries import UnknownPartnership, partnership_at
from commonweal.people.models import Account
from commonweal.web import noting

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

MEMBERS: Final = ("convener", "representative", "substitute", "participant", "observer")
"""Everybody who holds a place in the partnership."""

ACTING_FOR: Final = "acting_for"
"""Session key: partnership id to the organisation that the person chose to act for."""


class SignedInRequest(HttpRequest):
    """A request of somebody with an account, at one instant."""

    user: Account
    at: datetime


class PartnershipRequest(HttpRequest):
    """A request inside one partnership: who asks, in which roles, and when."""

    partnership: Partnership
    actor: Actor
    at: datetime


def now() -> datetime:
    """Return the instant of a request, to the second: the record keeps no finer time."""
    return datetime.now(UTC).replace(microsecond=0)


def for_everyone(view: View) -> View:
    """Declare a page that belongs to no partnership and needs no account."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.at = now()  # type: ignore[attr-defined]  # the request classes above name what is added here
        return view(request, *args, **kwargs)

    return _declared(shown, (ANYONE,), like=view)


def for_accounts(view: View) -> View:
    """Declare a page that belongs to no partnership and needs an account."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        request.at = now()  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return _declared(shown, ("account",), like=view)


def for_administrators(view: View) -> View:
    """Declare a page for whoever runs this host. To everybody else it looks like one that does not exist."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_administrator:
            noting.kept_away(request)
            raise Http404
        request.at = now()  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return _declared(shown, ("administrator",), like=view)


def for_roles(*roles: str) -> Callable[[View], View]:
    """Declare a page of one partnership for those who hold one of `roles` in it, or for `anyone`.

    To everybody else a page that exists and one that does not look the same; a visitor is asked to sign in.
    The view gets `request.partnership`, `request.actor` and `request.at` in place of the slug.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            partnership = _partnership(slug)
            actor = _actor(request, partnership)
            if not actor.has(*roles):
                if not request.user.is_authenticated:
                    return redirect_to_login(request.get_full_path())
                noting.kept_away(request, partnership=partnership.pk)
                raise Http404
            asked = cast(PartnershipRequest, request)
            asked.partnership, asked.actor, asked.at = partnership, actor, now()
            return view(asked, *args, **kwargs)

        return _declared(shown, roles, like=view)

    return declare


def audience_of(view: Callable[..., Any]) -> tuple[str, ...] | None:
    """Return the declared audience of a view, or nothing where it declares none."""
    return getattr(view, "audience", None)


def _declared(shown: Callable[..., Any], roles: tuple[str, ...], *, like: View) -> View:
    shown.audience = roles  # type: ignore[attr-defined]  # the mark that the build looks for
    return cast(View, shown)


def _partnership(slug: str) -> Partnership:
    try:
        return partnership_at(slug)
    except UnknownPartnership as unknown:
        raise Http404 from unknown


def _actor(request: HttpRequest, partnership: Partnership) -> Actor:
    if not request.user.is_authenticated:
        return visitor(partnership.pk)
    account = request.user
    org = request.session.get(ACTING_FOR, {}).get(partnership.pk)
    return actor_for(account, partnership=partnership.pk, at=now(), org=org)
