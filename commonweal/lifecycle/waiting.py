"""What this person can do next, from the same verdicts that guard the acts; and why she cannot do the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.acts.act import Act
from commonweal.acts.capability import Link, Says, Setting
from commonweal.acts.installed import act_types, installed
from commonweal.acts.perform import verdict_on
from commonweal.charter.judge import SILENT, Verdict, judge
from commonweal.lifecycle.acts import AgreeToWaiver
from commonweal.lifecycle.state import CriterionStanding, StepStanding
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.web.audience import MEMBERS

SHOWN = 4
"""How many things wait on home; the rest stands on the step's page."""

Way = tuple[Link | None, Verdict | None]
"""A page on which a criterion can be moved, and the verdict on what is done there."""

ROLES: tuple[tuple[str, Says], ...] = (
    ("convener", gettext_lazy("the convener")),
    ("representative", gettext_lazy("representatives")),
    ("substitute", gettext_lazy("substitutes")),
    ("participant", gettext_lazy("participants")),
    ("observer", gettext_lazy("observers")),
    (ANYONE, gettext_lazy("anyone")),
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for this person: what, where it stands and what the button says.

    :param key: the same for as long as it is the same thing
    """

    key: str
    what: str
    why: str
    url: str
    button: str


@dataclass(frozen=True, slots=True)
class Offered:
    """A page that a capability offers on a step, and the verdict on what is done there."""

    link: Link
    url: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class WhoMay:
    """Who may move a criterion, and the clause that says so."""

    roles: tuple[Says, ...]
    clause: str


def waiting_for(
    actor: Actor,
    stood: Sequence[StepStanding],
    *,
    setting: Setting,
    slug: str,
    sector: str | None,
    at: datetime,
) -> tuple[list[Waiting], int]:
    """Return what waits for this person, most pressing first and no more than `SHOWN`, and how much more there is.

    :param sector: of the organisation for which she acts
    """
    if not actor.has(*MEMBERS):
        return [], 0
    rows = list(_waivers(actor, stood, setting=setting, slug=slug, sector=sector, at=at))
    rows += _open_criteria(actor, stood, setting=setting, slug=slug, at=at)
    return rows[:SHOWN], max(0, len(rows) - SHOWN)


def refusal(actor: Actor, stood: Sequence[StepStanding], *, setting: Setting, at: datetime) -> Verdict | None:
    """Return why this person can do nothing about the step the partnership is at, naming the clause; or nothing."""
    ways = [_way(each, actor, setting=setting, at=at)[1] for each in _open(here(stood))]
    verdicts = [verdict for verdict in ways if verdict is not None]
    return None if not verdicts or any(verdicts) else verdicts[0]


def here(stood: Sequence[StepStanding]) -> StepStanding:
    """Return the step at which the partnership is: the first that is not done. Steps may overlap all the same."""
    return next((each for each in stood if not each.done), stood[-1])


def offered_on(step: int, actor: Actor, *, setting: Setting, slug: str, at: datetime) -> list[Offered]:
    """Return the pages that capabilities offer on a step, each with the verdict on what is done there."""
    found = []
    for capability in installed():
        for link in capability.links:
            if step not in (capability.step, *link.also):
                continue
            verdicts = [verdict_on(kind, by=actor, at=at, setting=setting) for kind in _kinds(link.acts)]
            verdict = next(filter(None, verdicts), verdicts[0] if verdicts else Verdict(allowed=True, clause=SILENT))
            found.append(Offered(link, reverse(link.url, args=[slug]), verdict))
    return found


def who_may(standing: CriterionStanding, *, setting: Setting) -> WhoMay | None:
    """Return the roles that the charter lets help to meet a criterion, with the first clause that does."""
    clauses: dict[str, str] = {}
    helping = [name for link in _links(standing) for name in link.acts] or sorted(standing.moved_by)
    for kind in _kinds(helping):
        for role, _label in ROLES:
            said = judge(setting.charter, kind=kind.kind_name(), matter=kind.matter, roles=frozenset({role}))
            if said.allowed:
                clauses.setdefault(role, said.clause)
    if not clauses:
        return None
    labels = tuple(label for role, label in ROLES if role in clauses)
    first = next(clauses[role] for role, _label in ROLES if role in clauses)
    return WhoMay(labels, first)


def _waivers(
    actor: Actor, stood: Iterable[StepStanding], *, setting: Setting, slug: str, sector: str | None, at: datetime
) -> Iterator[Waiting]:
    """Yield the waivers to which this person's sector has not yet agreed."""
    verdict = verdict_on(AgreeToWaiver, by=actor, at=at, setting=setting)
    if sector is None or not verdict.allowed or not actor.has("representative", "substitute"):
        return
    for each in (criterion for step in stood for criterion in step.criteria):
        row = each.state
        if row and row.waiver_open(at.date()) and not row.waiver_counts and sector not in row.waiver_sectors:
            yield Waiting(
                key=f"waiver.{row.waiver}",
                what=_("Agree that this is waived, or leave it: %(criterion)s") % {"criterion": each.title},
                why=_("Asked for until %(day)s. It counts once another sector agrees (clause %(clause)s)")
                % {"day": _day(row.waiver_expires_on), "clause": verdict.clause},
                url=reverse("criterion", args=[slug, each.id]),
                button=_("Look at it"),
            )


def _open_criteria(
    actor: Actor, stood: Sequence[StepStanding], *, setting: Setting, slug: str, at: datetime
) -> Iterator[Waiting]:
    """Yield the open criteria that this person may move, those of the present step first."""
    present = here(stood)
    for step in (present, *(each for each in stood if each is not present)):
        for each in _open(step):
            link, verdict = _way(each, actor, setting=setting, at=at)
            if link is None or not verdict:
                continue
            status = _("not met") if each.mark == "not_met" else _("nobody can tell yet")
            yield Waiting(
                key=f"criterion.{each.id}",
                what=str(each.title),
                why=_("%(place)s, %(id)s: %(status)s. You may act here (clause %(clause)s)")
                % {"place": step.step.label, "id": each.id, "status": status, "clause": verdict.clause},
                url=reverse(link.url, args=[slug]),
                button=str(link.label),
            )


def _way(
    each: CriterionStanding, actor: Actor, *, setting: Setting, at: datetime
) -> tuple[Link | None, Verdict | None]:
    """Return the page on which this person can move a criterion, with the verdict; else a page and why she cannot."""
    refused: Way = (None, None)
    for link in _links(each):
        for kind in _kinds(link.acts):
            verdict = verdict_on(kind, by=actor, at=at, setting=setting)
            if verdict.allowed:
                return link, verdict
            refused = refused if refused[0] else (link, verdict)
    return refused


def _links(each: CriterionStanding) -> Iterator[Link]:
    """Yield the pages on which a criterion can be met, as capabilities name them."""
    return (link for capability in installed() for link in capability.links if each.id in link.criteria)


def _open(step: StepStanding) -> Iterator[CriterionStanding]:
    """Yield the criteria for which something can be done now.

    Where something is recorded and still nobody can tell, what is missing are records of another kind.
    """
    return (each for each in step.criteria if each.mark == "not_met" or (each.mark == "unknown" and not each.used))


def _kinds(names: Iterable[str]) -> list[type[Act]]:
    return [act_types()[name] for name in names if name in act_types()]


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
