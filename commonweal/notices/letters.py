"""The page that shows mails where no mail server is set.

On a demonstration that others can reach, everybody reads it. So it shows there what was written to invented addresses
(RFC 2606 keeps them free of people) and to the reader's own; a letter to a real address holds the code by which one
signs in with it, and is nobody else's business.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal.notices.models import Letter
from commonweal.people.models import Account
from commonweal.web.audience import for_everyone

SHOWN = 50
INVENTED = ("@example.org", "@example.com", "@example.net", ".example", ".test", ".invalid", "@localhost")
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
HTML_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; sandbox"
"""For the HTML part alone: as in a careful mail program, styles and nothing else; no script, nothing from outside."""


@require_safe
@for_everyone
def letterbox(request: HttpRequest) -> HttpResponse:
    """Show the latest mails; this page exists only where no mail server is set, and never in production."""
    letters, to = _readable(request), request.GET.get("to", "").strip()[:254]
    if to:
        letters = letters.filter(to__icontains=to)
    context = {"letters": letters[:SHOWN], "to": to, "all": _sees_all()}
    return render(request, "notices/letterbox.html", context)


@require_safe
@for_everyone
def as_html(request: HttpRequest) -> HttpResponse:
    """Show the HTML part of one mail by itself, where it can do nothing."""
    number = request.GET.get("letter", "")
    asked = int(number) if number.isascii() and number.isdigit() and len(number) < 16 else 0
    letter = _readable(request).filter(pk=asked).exclude(html="").first()
    if letter is None:
        raise Http404
    answer = HttpResponse(letter.html)
    answer["Content-Security-Policy"] = HTML_POLICY
    answer["Cache-Control"] = "private, no-store"
    return answer


def _readable(request: HttpRequest) -> QuerySet[Letter]:
    if not settings.LETTERBOX:
        raise Http404
    if _sees_all():
        return Letter.objects.all()
    invented = Q()
    for end in INVENTED:
        invented |= Q(to__iendswith=end)
    if isinstance(request.user, Account) and request.user.email:
        invented |= Q(to__iexact=request.user.email)
    return Letter.objects.filter(invented)


def _sees_all() -> bool:
    """Whether this is somebody's own machine: nobody else can reach it, or its owner said so."""
    return bool(settings.DEBUG) or urlsplit(settings.ADDRESS).hostname in THIS_MACHINE
