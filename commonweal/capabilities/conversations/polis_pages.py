"""The pages by which a conversation comes from Polis: the files, what is in them, and how far it has come."""

from __future__ import annotations

from io import TextIOWrapper

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commonweal.acts.perform import Objected, Refused
from commonweal.capabilities.conversations import acts, polis_import
from commonweal.capabilities.conversations.pages import may
from commonweal.capabilities.conversations.polis_import import MOST_BYTES, Read
from commonweal.capabilities.conversations.queries import imports
from commonweal.capabilities.conversations.queries.imports import PolisImport
from commonweal.web.actforms import in_words
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles

SECONDS = 2.0
"""For how long one press of the button takes in; then the page shows how far it has come."""
FIRST = 5
LANG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


class PolisForm(forms.Form):
    """The files of a conversation, and what it is called here."""

    title = forms.CharField(label=gettext_lazy("What is the conversation called?"), max_length=200)
    question = forms.CharField(
        label=gettext_lazy("What was asked?"), max_length=500, widget=forms.Textarea({"rows": 2})
    )
    lang = forms.RegexField(
        LANG,
        label=gettext_lazy("In which language?"),
        max_length=16,
        error_messages={"invalid": gettext_lazy("This is no code of a language. Write one such as es, fr or ar.")},
        help_text=gettext_lazy("As a code of two letters or more, such as es, fr, ar or zh-Hant."),
    )
    comments = forms.FileField(label=gettext_lazy("The statements: comments.csv"))
    votes = forms.FileField(label=gettext_lazy("The votes: votes.csv or participants-votes.csv"))
    closes = forms.BooleanField(
        label=gettext_lazy("Close it once all is in: nobody votes on it any more"), required=False, initial=True
    )

    def read(self) -> Read | None:
        """Return what the files hold; or nothing, with each fault at its file."""
        if not self.is_valid():
            return None
        files: dict[str, UploadedFile[bytes]] = {name: self.cleaned_data[name] for name in ("comments", "votes")}
        for name, file in files.items():
            if (file.size or 0) > MOST_BYTES:
                self.add_error(name, _("This file is larger than 60 MB. Take it in from the command line."))
        if self.errors:
            return None
        comments, votes = (TextIOWrapper(file, encoding="utf-8-sig", newline="") for file in files.values())
        found = polis_import.read(comments, votes)
        for name, says in (found.faults or {}).items():
            self.add_error(name, says)
        return None if found.faults else found


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def polis(request: PartnershipRequest) -> HttpResponse:
    """Ask for the files of a conversation, and read them."""
    verdict = may(request, acts.OpenConversation)
    form = PolisForm(request.POST or None, request.FILES or None, initial={"lang": get_language() or "en"})
    if request.method == "POST" and verdict.allowed and (found := form.read()) is not None:
        said = {name: form.cleaned_data[name] for name in ("title", "question", "lang", "closes")}
        row = polis_import.begin(found, by=request.actor, at=request.at, **said)
        return redirect("conversations:polis_import", request.partnership.slug, row.id)
    begun = imports.imports_of(request.partnership.pk, request.actor.person or "")
    return render(request, "conversations/polis.html", {"form": form, "verdict": verdict, "begun": begun})


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*MEMBERS)
def polis_one(request: PartnershipRequest, id: str) -> HttpResponse:
    """Show what would come in, take it in, and show how far that has come."""
    row = imports.import_of(request.partnership.pk, id)
    if row is None or row.by != request.actor.person:
        raise Http404
    if request.method == "POST" and row.done_at is None:
        if request.POST.get("do") == "forget" and row.conversation is None:
            imports.throw_away(row)
            messages.success(request, _("The files are forgotten. Nothing was taken in."))
            return redirect("conversations:polis", request.partnership.slug)
        return _carry_on(request, row)
    context = {
        "row": row,
        "first": [comment[1] for comment in row.comments[:FIRST]],
        "out": sum(comment[2] == -1 for comment in row.comments),
        "done": row.statements_done + row.votes_done,
        "of": row.statements_of + row.votes_of,
        "going": "going" in request.GET,
    }
    return render(request, "conversations/polis_import.html", context)


def _carry_on(request: PartnershipRequest, row: PolisImport) -> HttpResponse:
    address = reverse("conversations:polis_import", args=[request.partnership.slug, row.id])
    try:
        done = polis_import.carry_on(row, by=request.actor, at=request.at, seconds=SECONDS)
    except (Refused, Objected) as why:
        messages.warning(request, in_words(why))
        return redirect(address)
    if not done:
        return redirect(f"{address}?going")
    messages.success(request, _("All of it is in."))
    return redirect(address)
