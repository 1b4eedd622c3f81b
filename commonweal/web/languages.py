"""Choose a language: kept in one cookie, and in the account of whoever is signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from commonweal.people.models import Account
from commonweal.web.audience import for_everyone
from commonweal.web.way_back import way_back

A_YEAR = 365 * 24 * 3600


# Without a token, so that a visitor's browser is given no cookie: a stranger could do no more than change the language.
@csrf_exempt
@require_POST
@for_everyone
def choose(request: HttpRequest) -> HttpResponse:
    """Set the language and go back to where the reader was, on this host only."""
    language = request.POST.get("language", "")
    answer = redirect(way_back(request, otherwise="/"))
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        speak(answer, language)
        if isinstance(request.user, Account):
            Account.objects.filter(pk=request.user.pk).update(language=language)
    return answer


def speak(answer: HttpResponse, language: str) -> None:
    """Let the browser that gets this answer be spoken to in `language` for a year."""
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
