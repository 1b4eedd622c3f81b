"""The words for kinds of knowledge and for how strong evidence is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says

KINDS: Mapping[str, Says] = {
    "technical": _("Technical"),
    "community": _("Of a community"),
    "experiential": _("Of experience"),
}

KIND_HINTS: Mapping[str, Says] = {
    "technical": _("Technical: what was measured, counted or studied"),
    "community": _("Of a community: what people of a place or a group know together"),
    "experiential": _("Of experience: what somebody lived through or learned by doing"),
}

MISSING: Mapping[str, Says] = {
    "technical": _("Nobody has brought technical knowledge yet."),
    "community": _("Nobody has brought knowledge of a community yet."),
    "experiential": _("Nobody has brought knowledge of experience yet."),
}

STRENGTHS: Mapping[str, Says] = {
    "limited": _("Limited"),
    "moderate": _("Moderate"),
    "strong": _("Strong"),
}


def kinds_in_words(kinds: str | Iterable[str]) -> list[Says]:
    """Return what kinds are called, given as they are stored or one by one."""
    codes = kinds.split(",") if isinstance(kinds, str) else kinds
    return [KINDS[code] for code in codes if code in KINDS]
