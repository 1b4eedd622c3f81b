"""The page that shows mails where no mail server is set."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal.notices.models import Letter
from commonweal.web.audience import for_everyone


@require_safe
@for_everyone
def letterbox(request: HttpRequest) -> HttpResponse:
    """Show the latest mails; this page exists only where no mail server is set, and never in production."""
    if not settings.LETTERBOX:
        raise Http404
    return render(request, "notices/letterbox.html", {"letters": Letter.objects.all()[:50]})
