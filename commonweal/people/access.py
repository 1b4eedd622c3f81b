"""What people need in order to take part: personal, for themselves and for whoever arranges it."""

from __future__ import annotations

from commonweal.people.models import AccessNeeds, Pseudonym


def needs_of(pseudonym: str) -> str:
    """Return what somebody said that she needs; nothing where she needs nothing or was never asked."""
    return AccessNeeds.objects.filter(pk=pseudonym).values_list("text", flat=True).first() or ""


def say(pseudonym: str, text: str, *, lang: str) -> None:
    """Keep what somebody needs; an empty text forgets what she said before."""
    if not text.strip():
        AccessNeeds.objects.filter(pk=pseudonym).delete()
        return
    if Pseudonym.objects.filter(pk=pseudonym, account__isnull=False).exists():  # nothing is kept of who was erased
        AccessNeeds.objects.update_or_create(pk=pseudonym, defaults={"text": text.strip(), "lang": lang})
