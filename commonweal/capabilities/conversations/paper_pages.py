"""A conversation on paper: sheets to tick, each with a code of its own, and the page on which they are entered."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from commonweal.acts.perform import Refused
from commonweal.capabilities.conversations import acts, board, queries, voices, voting
from commonweal.capabilities.conversations.forms import CodeForm
from commonweal.capabilities.conversations.pages import may, the_conversation
from commonweal.capabilities.conversations.queries import Conversation, Said
from commonweal.capabilities.conversations.voting import NotTaken
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_roles
from commonweal.web.documents import Block, Document, Heading, NewPage, PdfResponse, Table, Text

MOST_SHEETS = 50
ANSWERS = ("agree", "disagree", "pass")


@require_safe
@never_cache  # every sheet has a code of its own
@for_roles(*MEMBERS)
def sheets(request: PartnershipRequest, conversation: int) -> HttpResponse:
    """Hand out sheets to tick as a PDF: as many as asked for, each with a code that nobody had before."""
    found = the_conversation(request, conversation)
    if not queries.takes_votes(found, at=request.at):
        raise Http404
    wanted = request.GET.get("sheets", "1")
    number = min(int(wanted), MOST_SHEETS) if wanted.isdecimal() and int(wanted) else 1
    paper = _paper(found, _asked(found), number, partnership=request.partnership.name)
    return PdfResponse(paper, at=request.at, name=f"conversation-{request.partnership.slug}-{conversation}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@for_roles(*MEMBERS)
def paper(request: PartnershipRequest, conversation: int) -> HttpResponse:
    """Print sheets, and enter what was ticked on one after the other. A sheet entered twice counts once.

    :raises Refused: where somebody enters sheets who does not keep the conversation
    """
    found = the_conversation(request, conversation)
    verdict, told = may(request, acts.Seed), ""
    asked = _asked(found)
    form = CodeForm(request.POST or None)
    rows = [(one, request.POST.get(f"s{one.row.entry}", "")) for one in asked]
    if request.method == "POST":
        if not verdict.allowed:
            raise Refused(verdict)
        said = {one.row.entry: voting.VOTES[answer] for one, answer in rows if answer in voting.VOTES}
        if not said:
            told = _("Nothing is ticked yet. Enter at least one answer of the sheet.")
        code = voices.typed(form.cleaned_data["code"]) if form.is_valid() else None
        if form.is_valid() and code is None:
            form.add_error("code", _("A code has sixteen letters and digits. Look at the sheet again."))
        if code is not None and said:
            try:
                voting.vote(found, voices.voice_of_code(found, code), said, at=request.at)
            except NotTaken as not_taken:
                told = str(not_taken)
            else:
                messages.success(request, _("The sheet is in the box. Enter the next one."))
                return redirect("conversations:paper", request.partnership.slug, conversation)
    context = {
        "conversation": found,
        "open": queries.takes_votes(found, at=request.at),
        "rows": rows,
        "form": form,
        "told": told,
        "verdict": verdict,
        "most": MOST_SHEETS,
    }
    return render(request, "conversations/paper.html", context, status=409 if told or form.errors else 200)


def _asked(found: Conversation) -> list[Said]:
    """Return the statements that are asked, with the language of the page first."""
    lang = get_language() or "en"
    asked = board.board_of(found.partnership, found.entry).said.values()
    return [Said(one.row, one.in_order(lang)) for one in asked]


def _paper(found: Conversation, asked: list[Said], number: int, *, partnership: str) -> Document:
    """Return so many sheets as one document."""
    heads = (_("Number"), _("Statement"), _("Agree"), _("Disagree"), _("Pass"))
    box = "\N{BALLOT BOX}"
    lines = [(str(one.row.number), one.wordings[0].text, box, box, box) for one in asked]
    blocks: list[Block] = []
    for sheet in range(number):
        blocks += [NewPage()] if sheet else []
        if found.question is not None and found.question.text:
            blocks.append(Text(found.question.text, lang=found.question.lang))
        says = _("The code of this sheet: %(code)s")
        blocks.append(Heading(1, says % {"code": voices.fresh(found).written}))
        how = _(
            "Tick one box on each line, or none. Write no name. Keep the code: with it you find your answers again."
        )
        blocks += [Text(how), Table(_("Statements, with room for your tick"), heads, lines, (1, 8, 2, 2, 2))]
        if found.until_on is not None:
            until = _("It counts if it is entered until %(day)s.")
            blocks.append(Text(until % {"day": date_format(found.until_on)}, small=True))
    return Document(title=found.title, lang=get_language() or "en", blocks=blocks, above=partnership)
