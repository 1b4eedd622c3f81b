"""How a text becomes the partnership's own: a decision that cites the version that was presented was carried."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.acts.perform import setting_of
from commonweal.partnerships.models import Decided

PURPOSE = "purpose"
"""The matter on which partners decide what they are for."""


def decision_adopts(partnership: str, *, version: int, decision: int) -> Objection | None:
    """Return why a decision does not adopt the version presented in an entry; nothing where it does."""
    said = decided(partnership, decision)
    if said is None:
        return Objection(_("No decision was closed there. Choose one that was."), field="decision")
    if said.outcome != "carried":
        return Objection(_("That decision was not carried."), field="decision")
    if version not in said.about:
        return Objection(
            _("That decision was not about this version. Choose the one whose proposal cites it."), field="decision"
        )
    found = setting_of(partnership).charter.matter(PURPOSE)
    if found is not None and said.matter != PURPOSE:
        return Objection(
            _("That decision was on another matter than the one that clause %(clause)s names.")
            % {"clause": found[0].number},
            field="decision",
        )
    return None


def decided(partnership: str, decision: int) -> Decided | None:
    """Return the result of a decision that stands; nothing where none was closed, or an appeal took it back."""
    rows = Decided.objects.filter(partnership=partnership, decision=decision, reopened_at__isnull=True)
    return rows.order_by("-entry").first()


def carried_about(partnership: str, version: int) -> list[Decided]:
    """Return the decisions that were carried, stand, and cite the version presented in an entry, the last first."""
    rows = Decided.objects.filter(partnership=partnership, outcome="carried", reopened_at__isnull=True)
    return [row for row in rows.order_by("-entry") if version in row.about]


def standing_among(partnership: str, decisions: Iterable[int]) -> frozenset[int]:
    """Return which of these decisions stand: carried, and taken back by no appeal. One query."""
    rows = Decided.objects.filter(
        partnership=partnership, decision__in=list(decisions), outcome="carried", reopened_at__isnull=True
    )
    return frozenset(rows.values_list("decision", flat=True))
