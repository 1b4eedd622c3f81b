"""The pages on which methods are explained, from docs/methods: what pages of results point to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, get_language_info
from django.views.decorators.http import require_safe

from commonweal.web.audience import for_everyone

FOLDER: Final = settings.ROOT / "docs" / "methods"
_MARKED = re.compile(r"`([^`]+)`|\*\*(.+?)\*\*|(?<![\w*])\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)")
_FORMULA = re.compile(r"[0-9A-Za-z(√−+][0-9A-Za-z()\[\].,√²½¼¾⅓⅔%/×·+−=<>≤≥≠ ‎-]*[0-9A-Za-z)²½¼¾⅓⅔%]")
_WORKS = re.compile("[=×/+−√<>≤≥≠]")
_ITEM = re.compile(r"(\d+\.|-) +")
_RULED = re.compile(r"\|[\s:|-]+\|")


@require_safe
@for_everyone
def method(request: HttpRequest, method: str) -> HttpResponse:
    """Show how something is computed, with its example: in the reader's language where the page is there in it."""
    if not (FOLDER / f"{method}.md").is_file():
        raise Http404
    language = get_language() or settings.LANGUAGE_CODE
    file = FOLDER / language / f"{method}.md"
    if not file.is_file():
        language, file = settings.LANGUAGE_CODE, FOLDER / f"{method}.md"
    title, _newline, rest = file.read_text(encoding="utf-8").partition("\n")
    body = format_html_join("", "{}", ((block,) for block in _blocks(rest)))
    told = {"name": title.lstrip("# "), "body": body, "written_in": get_language_info(language)}
    return render(request, "method.html", told)


def _blocks(text: str) -> Iterator[SafeString]:
    """Yield the blocks of a page: whatever stands between empty lines, and fenced blocks whole."""
    for n, part in enumerate(re.split(r"^```.*$", text, flags=re.MULTILINE)):
        if n % 2:
            yield format_html('<pre dir="ltr" tabindex="0">{}</pre>', part.strip("\n"))
            continue
        for filled, lines in groupby(part.splitlines(), key=lambda line: bool(line.strip())):
            if filled:
                yield _block(list(lines))


def _block(lines: list[str]) -> SafeString:
    head = re.match(r"#+ ", lines[0])
    if head:
        return format_html("<h{0}>{1}</h{0}>", min(len(head[0]) - 1, 4), _said(lines[0][len(head[0]) :]))
    if lines[0].startswith("|"):
        return _table([line for line in lines if not _RULED.fullmatch(line.strip())])
    if _ITEM.match(lines[0]):
        return _list(lines)
    return format_html("<p>{}</p>", _said(" ".join(lines)))


def _list(lines: list[str]) -> SafeString:
    items: list[str] = []
    for line in lines:
        found = _ITEM.match(line)
        if found:
            items.append(line[found.end() :])
        else:
            items[-1] += " " + line.strip()
    kind = "ol" if lines[0][0].isdigit() else "ul"
    return format_html("<{0}>{1}</{0}>", kind, format_html_join("", "<li>{}</li>", ((_said(each),) for each in items)))


def _table(lines: list[str]) -> SafeString:
    head, *rows = ([cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines)
    return format_html(
        '<div class="scroll" tabindex="0" role="group" aria-label="{}"><table><thead><tr>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>",
        ", ".join(head),
        format_html_join("", '<th scope="col">{}</th>', ((_said(cell),) for cell in head)),
        format_html_join(
            "",
            "<tr>{}</tr>",
            ((format_html_join("", "<td>{}</td>", ((_said(cell),) for cell in row)),) for row in rows),
        ),
    )


def _said(text: str) -> SafeString:
    """Return a line with its marks: code, strong, stressed, and links to other methods and to other hosts."""
    pieces, done = [], 0
    for found in _MARKED.finditer(text):
        pieces += [_plain(text[done : found.start()]), _marked(found)]
        done = found.end()
    return mark_safe("".join([*pieces, _plain(text[done:])]))  # noqa: S308 - every piece is escaped


def _plain(text: str) -> SafeString:
    """Return words; among words from right to left a formula keeps its direction."""
    return mark_safe(_FORMULA.sub(_formula, escape(text))) if get_language_bidi() else escape(text)  # noqa: S308 - escaped


def _formula(found: re.Match[str]) -> str:
    run = found[0]
    before, after = "", ""
    if run.count("(") > run.count(")") and run.startswith("("):
        before, run = "(", run[1:]
    elif run.count(")") > run.count("(") and run.endswith(")"):
        run, after = run[:-1], ")"
    return f'{before}<bdi dir="ltr">{run}</bdi>{after}' if _WORKS.search(run) else found[0]


def _marked(found: re.Match[str]) -> SafeString:
    code, strong, stressed, label, to = found.groups()
    if code:
        return format_html('<code dir="ltr">{}</code>', code)
    if strong or stressed:
        return format_html("<{0}>{1}</{0}>", "b" if strong else "em", _said(strong or stressed))
    other = re.fullmatch(r"([a-z-]+)\.md(#.*)?", to)
    if other:
        return format_html('<a href="{}">{}</a>', reverse("method", args=[other[1]]), _said(label))
    if to.startswith("https://"):
        return format_html('<a href="{}" rel="noreferrer">{}</a>', to, _said(label))
    return _said(label)
