"""The page on which a person finds everything about her account."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonweal.people.models import PaperCode
from commonweal.web.audience import SignedInRequest, for_accounts


@require_safe
@never_cache
@for_accounts
def hub(request: SignedInRequest) -> HttpResponse:
    """Show what belongs to the account of whoever asks, and where each thing is changed."""
    paper = PaperCode.objects.filter(account=request.user).first()
    return render(request, "account/hub.html", {"paper": paper})
