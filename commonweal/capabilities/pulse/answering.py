"""Answers to a survey: ties with their organisations, ratings with nobody's; once for each person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.pulse import acts
from commonweal.capabilities.pulse.queries import NotThere, is_open, survey_with
from commonweal.kit.canonical import canonical_decode
from commonweal.methods.relations import CLOSEST, RATINGS, Relations, relations
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Member
from commonweal.partnerships.queries import members
from commonweal.record import boxes


class NotTaken(ValueError):
    """An answer was not taken; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answers about one other organisation.

    :param close: from 0 to `CLOSEST`
    :param ratings: `RATINGS` to 1 to 5; nothing where she does not know it well enough
    """

    organisation: str
    close: int
    ratings: Mapping[str, int] | None = None


def partners(partnership: str) -> list[Member]:
    """Return the organisations that take part now."""
    return list(members(partnership))


def answered_already(partnership: str, box: str, person: str) -> bool:
    """Tell whether somebody has answered: that, and nothing else, can be looked up."""
    try:
        boxes.line_of(partnership, box, boxes.known_receipt(box, "tick", person))
    except boxes.BoxError:
        return False
    return True


def answered(partnership: str, asked: Sequence[str], person: str) -> set[str]:
    """Return in which of these boxes somebody has answered. One question, and none where nothing is asked."""
    receipts = {boxes.known_receipt(box, "tick", person): box for box in asked}
    return {receipts[receipt] for receipt in boxes.those_there(partnership, receipts)} if receipts else set()


def answer(partnership: str, box: str, said: list[Said], *, by: Actor, at: datetime) -> None:
    """Put one person's answers into the box, all of them or none.

    :raises NotTaken: where she acts for no organisation, has answered, or the survey is closed
    """
    if by.person is None or by.org is None:
        raise NotTaken(_("This is asked of those who act for an organisation."))
    with transaction.atomic():
        try:
            survey = survey_with(partnership, box)
        except NotThere:
            raise NotTaken(_("There is no such survey.")) from None
        if not is_open(survey, at=at):
            raise NotTaken(_("This survey is closed. Its answers are counted."))
        _require_right(said, {member.organisation for member in partners(partnership)} - {by.org})
        if not boxes.put_once(partnership, box, {"what": "tick", "org": by.org}, "tick", by.person):
            raise NotTaken(_("You have answered already. Nobody can tell which answers are yours, so they stay."))
        for one in said:
            boxes.put(partnership, box, {"what": "tie", "from": by.org, "to": one.organisation, "close": one.close})
            if one.ratings is not None:
                boxes.put(partnership, box, {"what": "rating", **one.ratings})


def close(act: acts.CloseSurvey, *, by: Actor, at: datetime) -> acts.CloseSurvey:
    """Fill in what the box holds and what follows from it."""
    lines = boxes.lines(act.partnership, act.box)
    orgs = [member.organisation for member in partners(act.partnership)]
    result = found(orgs, [canonical_decode(line) for line in lines])
    return act.model_copy(
        update={"count": len(lines), "root": boxes.root_of_lines(lines).hex(), "result": result},
    )


def found(organisations: list[str], lines: list[dict[str, Any]]) -> acts.Result:
    """Return the result that follows from the lines of a box."""
    ticks = [line["org"] for line in lines if line["what"] == "tick"]
    ties = [(line["from"], line["to"], line["close"]) for line in lines if line["what"] == "tie"]
    ratings = [{name: line[name] for name in RATINGS} for line in lines if line["what"] == "rating"]
    return _as_said(relations(organisations, ticks, ties, ratings, respondents=len(ticks)), len(ticks))


def _as_said(computed: Relations, respondents: int) -> acts.Result:
    return acts.Result(
        all=computed.all,
        answered=computed.answered,
        respondents=respondents,
        density=_text(computed.density),
        least=_text(computed.least),
        most=_text(computed.most),
        reciprocity=None if computed.reciprocity is None else _text(computed.reciprocity),
        isolated=computed.isolated,
        trust=None if computed.trust is None else f"{computed.trust:.2f}",
        value=None if computed.value is None else f"{computed.value:.2f}",
    )


def _text(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"


def _require_right(said: list[Said], others: set[str]) -> None:
    if {one.organisation for one in said} != others or len(said) != len(others):
        raise NotTaken(_("The partners have changed since you loaded the page. Load it again and answer."))
    for one in said:
        whole = one.ratings is None or set(one.ratings) == set(RATINGS)
        if not 0 <= one.close <= CLOSEST or not whole or not all(1 <= n <= 5 for n in (one.ratings or {}).values()):
            raise NotTaken(_("Choose one of the answers offered."))
