"""What every endpoint has in common: who asks, what her program may do, how often, and how she is told no."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Final, Literal, TypeVar, cast

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from pydantic import ValidationError

from commonweal.acts.capability import Says
from commonweal.acts.charters import setting_with
from commonweal.acts.installed import UnknownKind
from commonweal.acts.perform import Objected, Refused, note_refusal, verdict_on_reading
from commonweal.api import limits, tokens
from commonweal.api.limits import TooOften
from commonweal.api.models import Token
from commonweal.api.refusals import NOT_HELD, SAYS, problem
from commonweal.api.strict import Malformed
from commonweal.kit.securitylog import note
from commonweal.record.entry import EntryError
from commonweal.web.actforms import sentence
from commonweal.web.audience import PartnershipRequest, for_roles, now

log = logging.getLogger(__name__)
View = TypeVar("View", bound=Callable[..., HttpResponse])

Who = Literal["anyone", "member", "account"]

SAFE: Final = ("GET", "HEAD")


class NotKnown(PermissionError):
    """No credentials where they are needed, or some that do not count: the two are told alike."""


class OutOfScope(PermissionError):
    """The token lets its program do less than this."""

    def __init__(self, says: str, *, token: str) -> None:
        super().__init__(says)
        self.token = token


@dataclass(frozen=True, slots=True)
class Operation:
    """One endpoint as its document describes it; the code that answers stands beside it.

    :param gives: the name of the schema of what comes back
    :param takes: the name of the schema of what is sent
    :param who: whether credentials are needed: never, of somebody who takes part, or of a session
    :param asks: names of parameters behind the question mark
    :param refuses: statuses besides those that every endpoint may give
    """

    id: str
    says: Says
    group: Says
    gives: str
    takes: str | None = None
    status: int = 200
    who: Who = "anyone"
    asks: tuple[str, ...] = ()
    refuses: tuple[int, ...] = ()
    about: str = ""


def operation(described: Operation) -> Callable[[View], View]:
    """Say of a view what its document says of it."""

    def declare(view: View) -> View:
        view.operation = described  # type: ignore[attr-defined]  # the mark from which the document is made
        return view

    return declare


def offered(**views: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Return the one view of an address, with what it offers by method; everything it refuses is told as a problem."""
    # A session proves by its token that a request comes from our own page; a bearer token cannot be sent by accident.
    guarded = {method: view if method in SAFE else csrf_protect(view) for method, view in views.items()}
    allowed = ", ".join(sorted({*views, *(("HEAD",) if "GET" in views else ())}))

    @csrf_exempt
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        method = "GET" if request.method == "HEAD" else request.method or ""
        if method not in views:
            told = problem(405, f"Use {allowed}.")
            told.headers["Allow"] = allowed
            return told
        try:
            with _asking(request, kwargs.get("slug")) as by_session:
                given = (guarded if by_session else views)[method](request, *args, **kwargs)
        except Exception as why:
            return _told(why)
        if getattr(request, "token", None):
            given.headers["Cache-Control"] = "private, no-store"
        return given

    answer.audience = ("anyone",)  # type: ignore[attr-defined]  # each view declares its own again
    answer.operations = {m: v.operation for m, v in views.items()}  # type: ignore[attr-defined]
    return answer


def in_partnership(view: View) -> View:
    """Declare an endpoint of one partnership: what a token may do here is asked before anything else.

    :raises NotKnown: where the charter no longer lets the holder of the token send programs
    """

    @wraps(view)
    def asked(request: PartnershipRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        token = token_of(request)
        if token is not None:
            setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
            if not verdict_on_reading("programs", by=request.actor, setting=setting):
                raise NotKnown
            if request.method in SAFE:
                require_scope(request, matter=None)
        return view(request, *args, **kwargs)

    return cast(View, for_roles("anyone")(asked))


def token_of(request: HttpRequest) -> Token | None:
    """Return the token with which a request came, if it came with one."""
    return getattr(request, "token", None)


def require_scope(request: HttpRequest, *, matter: str | None) -> None:
    """Ask whether the token, where there is one, lets its program read (no matter named) or act in `matter`.

    :raises OutOfScope: where it does not
    """
    token = token_of(request)
    if token is not None and not tokens.allows(token, matter=matter):
        what = "read" if matter is None else f"do acts of the matter “{matter}”"
        says = f"This token does not let its program {what}. Make one that does, on the page of programs."
        raise OutOfScope(says, token=token.pk)


@contextmanager
def _asking(request: HttpRequest, slug: str | None) -> Iterator[bool]:
    """Let whoever holds the token be the one who asks; else whoever has the session. Tell whether there is one.

    A token and a session are never mixed: with a token, the session is as if it were not there.

    :raises NotKnown: for a token that does not count, here or at all
    """
    at, credentials = now(), request.headers.get("Authorization")
    token = _token(credentials, slug=slug, at=at) if credentials is not None else None
    limits.count(f"token {token.pk}" if token else f"address {limits.address_of(request)}", at=at)
    if credentials is None:
        yield settings.SESSION_COOKIE_NAME in request.COOKIES
        return
    if token is None:
        raise NotKnown
    session, request.session = request.session, SessionBase()
    request.user = token.account
    request.token = token  # type: ignore[attr-defined]  # read by `token_of`
    try:
        yield False
    finally:
        request.session = session
    tokens.used(token, at=at)


def _token(credentials: str, *, slug: str | None, at: datetime) -> Token | None:
    """Return the token that these credentials name, where it counts and belongs to the partnership at this address."""
    scheme, _space, secret = credentials.partition(" ")
    found = tokens.token_with(secret.strip(), at=at) if scheme.lower() == "bearer" else None
    return found[0] if found and slug in (None, found[1]) else None


def _told(why: Exception) -> HttpResponse:
    """Return what kept an endpoint from answering, in the words that say what to do.

    :raises Exception: `why` itself, where the fault is ours
    """
    for kind, tell in _TELLINGS.items():
        if isinstance(why, kind):
            return tell(why)
    raise why


def _not_known(why: Any) -> HttpResponse:
    note("sign_in_failed", by="token")
    told = problem(401, "Send a token of this partnership that counts now: Authorization: Bearer cw_…")
    told.headers["WWW-Authenticate"] = "Bearer"
    return told


def _too_often(why: Any) -> HttpResponse:
    note("limit", what="api")
    told = problem(429, str(why))
    told.headers["Retry-After"] = str(why.wait)
    return told


def _refused(why: Any) -> HttpResponse:
    note_refusal(why, kind="reading", by=None)
    return problem(403, why.verdict.reason, clause=why.verdict.clause)


def _out_of_scope(why: Any) -> HttpResponse:
    note("refused", kind="scope", token=why.token)
    return problem(403, str(why))


def _not_held(why: Any) -> HttpResponse:
    log.error("A kept entry does not hold: %s", why)
    return problem(500, NOT_HELD)


def _invalid(why: Any) -> HttpResponse:
    faults = [{"at": "/".join(map(str, e["loc"])), "says": sentence(e)} for e in why.errors(include_url=False)]
    return problem(422, "The act is not valid.", faults=faults)


_TELLINGS: Final[Mapping[type[Exception], Callable[[Any], HttpResponse]]] = {
    NotKnown: _not_known,
    TooOften: _too_often,
    OutOfScope: _out_of_scope,
    Refused: _refused,
    Objected: lambda why: problem(409, str(why.objection.says), at=why.objection.field),
    ValidationError: _invalid,
    Malformed: lambda why: problem(why.status, str(why)),
    UnknownKind: lambda why: problem(404, str(why)),
    Http404: lambda why: problem(404, SAYS[404]),
    EntryError: _not_held,
}
"""ValidationError, Malformed and EntryError are all ValueErrors of their own; the first that fits tells."""
