"""Questions asked of surveys of working relations."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from commonweal.capabilities.pulse.models import Remedy, Survey

__all__ = ["Remedy", "Survey"]
# The rows that are handed out, so that pages and sheets can name their types.


class NotThere(LookupError):
    """No survey with this box in this partnership."""


def surveys(partnership: str) -> list[Survey]:
    """Return every survey, newest first."""
    return list(Survey.objects.filter(partnership=partnership).order_by("-entry"))


def survey_with(partnership: str, box: str) -> Survey:
    """Return the survey of this box.

    :raises NotThere: where there is none
    """
    found = Survey.objects.filter(partnership=partnership, box=box).first()
    if found is None:
        raise NotThere(box)
    return found


def remedies(partnership: str) -> list[Remedy]:
    """Return what is done for those who stand alone, newest first, with the words."""
    return list(Remedy.objects.filter(partnership=partnership).select_related("words").order_by("-entry"))


def is_open(survey: Survey, *, at: datetime) -> bool:
    """Tell whether a survey takes answers at this instant."""
    return survey.closed_at is None and at.date() <= survey.until_on


def share(result: dict[str, str], name: str) -> Fraction:
    """Return a share of a result as an exact fraction; nothing of nothing is nothing."""
    part, whole = map(int, result[name].split("/"))
    return Fraction(part, whole) if whole else Fraction(0)
