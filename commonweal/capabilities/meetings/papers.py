"""The minutes on paper: the same as on the page, as a tagged PDF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commonweal.capabilities.meetings.shown import MeetingRow
from commonweal.web.documents import Block, Document, Heading, Items, Pairs, Table, Text


def minutes(each: MeetingRow, told: Mapping[str, Any], *, partnership: str) -> Document:
    """Return the minutes of a meeting as a document, from what its page shows."""
    blocks: list[Block] = [Pairs(_facts(each)), *_presence(told), Heading(1, _("What was said and decided"))]
    for point, text in told["points"]:
        blocks.append(Heading(2, point.point["title"]))
        about = " · ".join(str(part) for part in (point.purpose, point.matter, point.outcome) if part)
        blocks.append(Text(about, small=True))
        blocks += _words(text)
    if told["general"]:
        blocks += [Heading(2, _("The meeting as a whole")), *_words(told["general"])]
    if told["actions"]:
        header = (_("What"), _("Who"), _("Until"))
        rows = [
            (
                row.what,
                who or _("Somebody who takes part"),
                date_format(row.due_on, "DATE_FORMAT") if row.due_on else "–",
            )
            for row, who in told["actions"]
        ]
        blocks += [Heading(1, _("What was agreed")), Table(_("What was agreed to be done, by whom"), header, rows)]
    blocks += [Heading(1, _("Approval")), Text(_approval(each, told))]
    below = _("Entry %(n)s of the record") % {"n": each.row.minutes_entry}
    return Document(
        title=_("Minutes: %(meeting)s") % {"meeting": each.name},
        lang=get_language() or "en",
        blocks=tuple(blocks),
        above=partnership,
        below=below,
    )


def _facts(each: MeetingRow) -> list[tuple[str, str]]:
    row = each.row
    began, over = localtime(row.opened_at or row.starts_at), localtime(row.closed_at or row.ends_at)
    hours = f"{time_format(began, 'TIME_FORMAT')} – {time_format(over, 'TIME_FORMAT')} {began:%Z}"
    facts = [(_("Body"), each.body), (_("Day"), date_format(began, "DATE_FORMAT")), (_("Time"), hours)]
    where = ", ".join(filter(None, (row.where, row.address)))
    return [*facts, (_("How"), str(each.how)), *([(_("Where"), where)] if where else [])]


def _presence(told: Mapping[str, Any]) -> list[Block]:
    rows = [(line.label, line.holder or "–", str(line.how)) for line in told["presence"]]
    says = _("Each seat of the body, who was there for it, and how")
    blocks: list[Block] = [
        Heading(1, _("Who was there")),
        Table(says, (_("Seat"), _("Who"), _("How")), rows),
        Text(told["quorum_says"]),
        Items([f"{each.matters}: {' '.join(each.says)}" for each in told["quorum"]]),
    ]
    if not told["quorum"]:
        blocks.pop()
    if told["guests"]:
        blocks.append(Text(_("Guests: %(names)s") % {"names": ", ".join(told["guests"])}))
    return blocks


def _words(text: Any) -> list[Block]:
    if text is None:
        return []
    if text.words is None or not text.words.text:
        return [Text(_("These words were erased."))]
    return [Text(text.words.text, lang=text.words.lang)]


def _approval(each: MeetingRow, told: Mapping[str, Any]) -> str:
    if each.phase == "approved":
        named = {"day": date_format(localtime(each.row.approved_at), "DATE_FORMAT"), "n": told["approved"]}
        return _("Approved on %(day)s by those who were there, for %(n)s seats.") % named
    return _("A draft: those who were there have not approved it yet.")
