"""Questions asked of checks, findings and replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from commonweal.capabilities.diligence.models import Check, Finding, Reply
from commonweal.capabilities.diligence.questions import Question, asked_at
from commonweal.methods.checking import time_to_reply_ends
from commonweal.partnerships.models import Member
from commonweal.partnerships.queries import members, representations

__all__ = ["Check", "Finding", "Reply"]
# The rows that are handed out, so that pages and sheets can name their types; the functions below are found by name.

SPEAK_FOR_IT = ("representative", "substitute")
"""The places whose holders reply for an organisation."""

State = Literal["valid", "conditions", "not_passed", "expired", "none"]


class NotThere(LookupError):
    """No check of this id in this partnership."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a check with what was found on it and what the organisation replied.

    :param finding: the one that holds; `earlier` those whose place it took, newest first
    """

    question: Question
    finding: Finding | None
    earlier: tuple[Finding, ...]
    replies: tuple[Reply, ...]

    @property
    def raises(self) -> bool:
        """Whether something was found to which the organisation must be able to reply."""
        return self.finding is not None and self.finding.finding in ("concern", "serious")


@dataclass(frozen=True, slots=True)
class Whole:
    """A check with everything that belongs to it."""

    check: Check
    items: tuple[Asked, ...]
    replies: tuple[Reply, ...]

    @property
    def running(self) -> bool:
        """Whether it was neither concluded nor withdrawn."""
        return runs(self.check)

    @property
    def done(self) -> int:
        """How many questions have a finding."""
        return sum(item.finding is not None for item in self.items)

    @property
    def open_items(self) -> list[Asked]:
        """The questions without a finding."""
        return [item for item in self.items if item.finding is None]

    def unheard(self, at: datetime) -> list[Asked]:
        """Return the concerns to which the organisation did not reply, while it still has time to."""
        return [item for item in self.unanswered if item.finding and at < time_to_reply_ends(item.finding.at)]

    @property
    def unanswered(self) -> list[Asked]:
        """The concerns to which the organisation has not replied, neither to them nor to the whole since."""
        return [item for item in self.items if item.raises and not self._replied(item)]

    @property
    def serious(self) -> list[Asked]:
        """The questions on which something serious was found."""
        return [item for item in self.items if item.finding and item.finding.finding == "serious"]

    @property
    def evidence_until(self) -> list[date]:
        """The last days of the evidence on which it rests."""
        found = [each for item in self.items if item.finding for each in item.finding.evidence]
        return [date.fromisoformat(each["until_on"]) for each in found if each["until_on"]]

    def _replied(self, item: Asked) -> bool:
        since = item.finding.entry if item.finding else 0
        return any(reply.entry > since for reply in (*item.replies, *self.replies))


@dataclass(frozen=True, slots=True)
class Standing:
    """A member and how it stands with its check.

    :param last: the check that was concluded last and not withdrawn
    :param running: the one that is under way
    """

    member: Member
    last: Check | None
    running: Check | None
    state: State
    checks: tuple[Check, ...] = field(default=())

    @property
    def holds(self) -> bool:
        """Whether it was checked, passed, and the check has not expired."""
        return self.state in ("valid", "conditions")


def runs(check: Check) -> bool:
    """Tell whether a check was neither concluded nor withdrawn."""
    return check.concluded_at is None and check.withdrawn_at is None


def checks(partnership: str) -> list[Check]:
    """Return every check, in the order in which they were opened."""
    return list(Check.objects.filter(partnership=partnership).order_by("entry"))


def standings(partnership: str, *, on: date) -> list[Standing]:
    """Return every member with how it stands on this day, in the order in which they joined. Two questions."""
    return standings_of(list(members(partnership)), checks(partnership), on=on)


def standings_of(orgs: Sequence[Member], rows: Sequence[Check], *, on: date) -> list[Standing]:
    """Return how these members stand by these checks."""
    by_org: dict[str, list[Check]] = {}
    for row in rows:
        by_org.setdefault(row.organisation, []).append(row)
    return [_stands(member, by_org.get(member.organisation, []), on=on) for member in orgs]


def _stands(member: Member, rows: Sequence[Check], *, on: date) -> Standing:
    counted = [row for row in rows if row.withdrawn_at is None]
    concluded = [row for row in counted if row.concluded_entry is not None]
    last = max(concluded, key=lambda row: row.concluded_entry or 0, default=None)
    running = next((row for row in reversed(counted) if row.concluded_at is None), None)
    return Standing(member, last, running, state_of(last, on=on), tuple(rows))


def state_of(check: Check | None, *, on: date) -> State:
    """Return what a concluded check says on this day."""
    if check is None or check.valid_until is None:
        return "none"
    if check.outcome == "not_passed":
        return "not_passed"
    if check.valid_until < on:
        return "expired"
    return "conditions" if check.outcome == "passed_with_conditions" else "valid"


def check_with(partnership: str, check: str) -> Check:
    """Return one check with its words.

    :raises NotThere: where there is none
    """
    rows = Check.objects.filter(partnership=partnership, check_id=check)
    found = rows.select_related("conditions", "reason", "withdrawn_because").first()
    if found is None:
        raise NotThere(check)
    return found


def whole(check: Check) -> Whole:
    """Return a check with its findings and replies. Two questions."""
    return _put_together(check, findings_of(check.partnership, check.check_id), replies_of(check))


def running_checks(partnership: str) -> list[Whole]:
    """Return every check that is under way, with its findings and replies. Three questions, however many there are."""
    rows = Check.objects.filter(partnership=partnership, concluded_at__isnull=True, withdrawn_at__isnull=True)
    found = list(rows.order_by("entry"))
    ids = [row.check_id for row in found]
    findings = Finding.objects.filter(partnership=partnership, check_id__in=ids).order_by("-entry")
    replies = Reply.objects.filter(partnership=partnership, check_id__in=ids).order_by("entry")
    said, heard = list(findings) if ids else [], list(replies) if ids else []
    return [
        _put_together(
            row,
            [each for each in said if each.check_id == row.check_id],
            [each for each in heard if each.check_id == row.check_id],
        )
        for row in found
    ]


def findings_of(partnership: str, check: str) -> list[Finding]:
    """Return every finding of a check, newest first, with its words."""
    rows = Finding.objects.filter(partnership=partnership, check_id=check)
    return list(rows.select_related("note").order_by("-entry"))


def replies_of(check: Check) -> list[Reply]:
    """Return every reply to a check, in the order in which they came, with their words."""
    rows = Reply.objects.filter(partnership=check.partnership, check_id=check.check_id)
    return list(rows.select_related("words").order_by("entry"))


def acts_for(person: str | None, organisation: str, *, partnership: str) -> bool:
    """Tell whether somebody holds any place for an organisation."""
    return person is not None and representations(partnership).filter(person=person, organisation=organisation).exists()


def speaks_for(person: str | None, organisation: str, *, partnership: str) -> bool:
    """Tell whether somebody replies for an organisation: its representative, or who stands in."""
    return person in spokespeople(organisation, partnership=partnership)


def spokespeople(organisation: str, *, partnership: str) -> list[str]:
    """Return the pseudonyms of those who reply for an organisation."""
    rows = representations(partnership).filter(organisation=organisation, role__in=SPEAK_FOR_IT)
    return list(rows.values_list("person", flat=True))


def spoken_for(person: str | None, *, partnership: str) -> set[str]:
    """Return the organisations for which somebody holds a place, in any role."""
    if person is None:
        return set()
    rows = representations(partnership).filter(person=person).exclude(organisation="")
    return set(rows.values_list("organisation", flat=True))


def replied_for(person: str | None, *, partnership: str) -> set[str]:
    """Return the organisations for which somebody replies."""
    if person is None:
        return set()
    rows = representations(partnership).filter(person=person, role__in=SPEAK_FOR_IT)
    return set(rows.values_list("organisation", flat=True))


def names_of_checked(partnership: str) -> dict[str, str]:
    """Return the names of all organisations that are or were members, the newest name of each."""
    rows = Member.objects.filter(partnership=partnership).order_by("entry")
    return dict(rows.values_list("organisation", "name"))


def counted(partnership: str, ids: Sequence[str]) -> tuple[list[Finding], list[Reply]]:
    """Return the findings that hold and the replies of several checks. Two questions."""
    findings = Finding.objects.filter(partnership=partnership, check_id__in=ids, ended_entry__isnull=True)
    return list(findings), list(Reply.objects.filter(partnership=partnership, check_id__in=ids))


def _put_together(check: Check, findings: Sequence[Finding], replies: Sequence[Reply]) -> Whole:
    items = []
    for question in asked_at(check.depth):
        said = [each for each in findings if each.item == question.code]
        now = next((each for each in said if each.ended_entry is None), None)
        heard = tuple(each for each in replies if each.item == question.code)
        items.append(Asked(question, now, tuple(each for each in said if each is not now), heard))
    return Whole(check, tuple(items), tuple(each for each in replies if not each.item))
