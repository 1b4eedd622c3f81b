"""The signed charter on paper, and the form on which it is signed by hand: from the same data as the pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commonweal.capabilities.agreement.queries import Party
from commonweal.capabilities.agreement.showing import ClauseShown, Signer, clauses
from commonweal.charter.clauses import Charter, in_language
from commonweal.partnerships.models import CharterText
from commonweal.web.documents import (
    Aside,
    Block,
    Document,
    Heading,
    Items,
    Lines,
    Mark,
    NewPage,
    Pairs,
    Table,
    Text,
)

_SHOWN = 16
"""How many characters of the digest stand at the foot of each page."""


def charter_paper(
    text: CharterText, rows: Sequence[Signer], *, partnership: str, names: Mapping[str, str], people: bool
) -> Document:
    """Return the whole charter: clauses, rules in sentences, the page of signatures, and the digest.

    :param names: organisations by id; `people` whether the names of persons may stand on it
    """
    charter, lang = Charter.model_validate(text.document), _lang()
    blocks = [
        *_clauses(clauses(charter, names=names, lang=lang), lang),
        NewPage(),
        Heading(1, _("Signatures")),
        *_signatures(rows, people=people),
        Heading(1, _("The text that was signed")),
        *_mark(text),
    ]
    title = in_language(charter.title, lang)
    return Document(title, lang, blocks, above=partnership, below=_foot(title, text))


def form_paper(
    text: CharterText, party: Party | None, *, partnership: str, names: Mapping[str, str], whole: bool = True
) -> Document:
    """Return what an organisation signs by hand: the text, its digest as a code to scan, and lines to write on.

    :param party: for whom it is; nothing for a form with a line for the organisation's name
    """
    charter, lang = Charter.model_validate(text.document), _lang()
    title = in_language(charter.title, lang)
    name = party.name if party else ""
    says = _(
        "By signing here the organisation binds itself to the text whose digest stands below. Compare the digest with "
        "the one on the first page of the text, or scan the code."
    )
    first = [Pairs([(_("Organisation"), name)])] if name else [Lines([_("Organisation")])]
    blocks: list[Block] = [
        Heading(1, _("Signature on paper")),
        *first,
        Text(says),
        *_mark(text),
        Lines(
            [
                _("Name of whoever signs, in capital letters"),
                _("By which authority: the decision, the statute or the letter, and its day"),
                _("Place and day"),
                _("Signature"),
            ]
        ),
        Text(
            _("Give the signed sheet to the convener, who records its scan; the sheet itself stays with you."),
            small=True,
        ),
    ]
    if whole:
        blocks += [NewPage(), *_clauses(clauses(charter, names=names, lang=lang), lang)]
    return Document(title, lang, blocks, above=partnership, below=_foot(title, text))


def _clauses(found: Sequence[ClauseShown], lang: str) -> Iterator[Block]:
    yield Heading(1, _("The text"))
    for each in found:
        other = "" if each.lang == lang else each.lang
        yield Heading(min(each.level, 2), each.title, number=each.number, lang=other)
        if each.text:
            yield Text(each.text, lang=other)
        if each.sentences:
            yield Items(each.sentences)
        if each.summary:
            yield Aside(_("In plain words"), each.summary)


def _signatures(rows: Sequence[Signer], *, people: bool) -> Iterator[Block]:
    signed = [row for row in rows if row.state == "signed"]
    if not signed:
        yield Text(_("Nobody has signed yet."))
        return
    header = [_("Organisation"), _("How"), _("Day"), _("By which authority"), _("Entry")]
    if people:
        header.insert(1, _("Signed by"))
    table = []
    for row in signed:
        cells = [row.name, str(row.how), _day(row), row.authority, str(row.entry)]
        if people:
            cells.insert(1, row.typed.text if row.typed and row.typed.text else row.person or "–")
        table.append(cells)
    widths = (6, 6, 4, 4, 6, 3) if people else (6, 4, 4, 7, 3)
    yield Table(
        _("Who signed, how surely, when and by which authority; the entry of the record proves it."),
        header,
        table,
        widths=widths,
    )
    waiting = [row.name for row in rows if row.state == "waits"]
    if waiting:
        yield Text(_("Not signed yet: %(names)s.") % {"names": ", ".join(waiting)}, small=True)


def _mark(text: CharterText) -> Iterator[Block]:
    yield Mark(
        text.digest,
        _("SHA-256 of the canonical text that every signature names, as a code to scan and in groups of eight:"),
    )


def _foot(title: str, text: CharterText) -> str:
    return _("%(title)s · digest %(digest)s…") % {"title": title, "digest": text.digest[:_SHOWN]}


def _day(row: Signer) -> str:
    return date_format(row.on, "DATE_FORMAT") if row.on else ""


def _lang() -> str:
    return (get_language() or "en").partition("-")[0]
