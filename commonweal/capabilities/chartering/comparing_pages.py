"""What differs: between two versions of a draft, and between a draft and the charter in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.acts.charters import setting_with
from commonweal.capabilities.chartering import queries
from commonweal.capabilities.chartering.pages import the_draft, the_reading
from commonweal.capabilities.chartering.queries import Draft, Version
from commonweal.capabilities.chartering.showing import by_number
from commonweal.charter.clauses import Charter
from commonweal.charter.redline import ClauseChange, redline
from commonweal.web.audience import PartnershipRequest
from commonweal.web.readers import readers

IN_FORCE = "in_force"
DRAFT = "draft-"
ON_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts that are held against each other.

    :param code: as the address names it; `own` whether it is a version of the draft itself
    """

    code: str
    label: str
    charter: Charter
    own: bool


@require_safe
@readers
def compare(request: PartnershipRequest, draft: int) -> HttpResponse:
    """Show what differs between any two versions, the charter in force and other drafts among them."""
    row = the_draft(request, draft)
    versions, others = queries.versions_of(row), queries.drafts(row.partnership)
    sides = _sides(row, versions, others)
    before = _side(request, row, request.GET.get("from", ""), otherwise=_earlier(row, versions))
    after = _side(request, row, request.GET.get("to", ""), otherwise="now")
    changes = _changes(before, after)
    reading = the_reading(request, row, after.charter)
    page = Paginator(changes, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "draft": row,
        "title": reading.tongue.of(row.titles)[0],
        "sides": sides,
        "before": before,
        "after": after,
        "count": len(changes),
        "page": page,
        "changes": [reading.change(change, before.charter) for change in page.object_list],
    }
    return render(request, "chartering/compare.html", context)


def differences(before: Charter, after: Charter, *, own: bool) -> list[ClauseChange]:
    """Return what differs between two texts; two of one draft are compared number by number."""
    return by_number(before, after) if own else list(redline(before, after).changes)


def _changes(before: Side, after: Side) -> list[ClauseChange]:
    return differences(before.charter, after.charter, own=before.own and after.own)


def _earlier(row: Draft, versions: list[Version]) -> str:
    """Return what a text is compared with where nobody says: the charter in force, or how it was first."""
    if row.source == IN_FORCE:
        return IN_FORCE
    return str(versions[1].entry) if len(versions) > 1 else "now"


def _sides(row: Draft, versions: list[Version], others: list[Draft]) -> list[tuple[str, str]]:
    """Return what can be compared, as the page offers it."""
    found = [("now", _("The draft as it stands")), (IN_FORCE, _("The charter in force"))]
    found += [
        (str(version.entry), _("As it stood at entry %(entry)s") % {"entry": version.entry}) for version in versions
    ]
    return [
        *found,
        *((f"{DRAFT}{each.draft}", _("The draft “%(title)s”") % {"title": each.title}) for each in others[:20]
          if each.draft != row.draft),
    ]  # fmt: skip


def _side(request: PartnershipRequest, row: Draft, code: str, *, otherwise: str) -> Side:
    code = code or otherwise
    if code == IN_FORCE:
        setting = setting_with(row.partnership, digest=request.partnership.charter)
        return Side(code, _("The charter in force"), setting.charter, own=False)
    number = code.removeprefix(DRAFT)
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        return Side("now", _("The draft as it stands"), queries.text_of(row).charter(), own=True)
    if code.startswith(DRAFT):
        other = the_draft(request, int(number))
        says: Any = _("The draft “%(title)s”") % {"title": other.title}
        return Side(code, says, queries.text_of(other).charter(), own=False)
    charter = queries.text_of(row, at=int(number)).charter()
    return Side(code, _("As it stood at entry %(entry)s") % {"entry": number}, charter, own=True)
