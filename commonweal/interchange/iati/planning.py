"""A proposal → the acts that found a partnership, admit its organisations and name its goals. Nothing is done yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, TypeVar

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import ValidationError

from commonweal.acts.act import Act
from commonweal.capabilities.fit.acts import NameGoal
from commonweal.capabilities.fit.sdg import is_sdg_code
from commonweal.capabilities.founding.acts import FoundPartnership
from commonweal.capabilities.membership.acts import AdmitOrganisation
from commonweal.interchange.iati.faults import Fault, IatiRefused, short
from commonweal.interchange.iati.fitting import currency, identifiers, language, names_of_members, number, place_line
from commonweal.interchange.iati.proposal import GlobalGoal, Goal, Measure, Organisation, Phrase, Proposal
from commonweal.kit.ids import id_from_seed

SomeAct = TypeVar("SomeAct", bound=Act)

STANDARD: Final = "IATI 2.03"
# Where the file does not say what kind of organisation it is; a caution asks to look.
UNTOLD_SECTOR: Final = "civil_society"
NAME_LENGTH, PURPOSE_LENGTH, LINE_LENGTH = 120, 400, 200
MOST_RESULTS, MOST_TERRITORIES, MOST_SDG = 10, 200, 40
# How many take part → the size that a founder would have chosen
SIZES: Final = ((5, "small"), (15, "medium"), (50, "large"))
ROLES: Final = {
    "reporting": "convener",
    "funding": "funder",
    "accountable": "accountable",
    "extending": "extending",
    "implementing": "implementing",
}


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a partnership is to be founded: its id and address, the host's key for it, and the file it comes from."""

    partnership: str
    slug: str
    log_key: str
    parent: str | None
    sha256: str

    def id(self, *parts: object) -> str:
        """Return an id that the same parts always give here."""
        return id_from_seed(self.partnership, *map(str, parts))


def acts_for(proposal: Proposal, ground: Ground) -> tuple[Act, ...]:
    """Return what is to be done, in order, completely validated.

    :raises IatiRefused: at the line of the activity, where it cannot be a partnership
    """
    try:
        return tuple(_acts(proposal, ground))
    except ValidationError as invalid:
        first = invalid.errors()[0]
        why = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
        raise IatiRefused([Fault.of("unfit", proposal.line, why=why)]) from invalid


def name_of(proposal: Proposal) -> Phrase:
    """Return the name: the title, or a plain statement that there is none."""
    if not proposal.names:
        text = _("No title given in the file (identifier %(identifier)s)")
        return Phrase(text % {"identifier": proposal.identifier or "–"}, get_language() or "en")
    title = proposal.names[0]
    if len(title.text) < 3:
        return Phrase(f"{title.text} ({proposal.identifier or 'IATI'})", title.lang)
    return title


def purpose_of(proposal: Proposal) -> Phrase:
    """Return what it is for: the description, or a plain statement that there is none."""
    if not proposal.purposes:
        text = _("No description given in the file (identifier %(identifier)s)")
        return Phrase(text % {"identifier": proposal.identifier or "–"}, get_language() or "en")
    purpose = proposal.purposes[0]
    if len(purpose.text) < 10:
        return Phrase(_("The file says only: “%(text)s”") % {"text": purpose.text}, purpose.lang)
    return purpose


def _acts(proposal: Proposal, ground: Ground) -> Iterator[Act]:
    yield _founding(proposal, ground)
    for organisation, name in zip(proposal.organisations, names_of_members(proposal.organisations), strict=True):
        yield _admission(organisation, name, ground)
    for place, goal in enumerate(proposal.goals):
        yield _goal(proposal, goal, ground, place)
    if not proposal.goals and (proposal.objectives or proposal.global_goals):
        yield _only_goal(proposal, ground)


def _founding(proposal: Proposal, ground: Ground) -> FoundPartnership:
    name = name_of(proposal)
    starts, ends = proposal.starts_on, proposal.ends_on
    return _act(
        FoundPartnership,
        ground,
        "found",
        name=short(name.text, NAME_LENGTH),
        lang=language(name.lang),
        place=short(place_line(proposal), NAME_LENGTH),
        purpose=short(purpose_of(proposal).text, PURPOSE_LENGTH),
        who_decides="lead",
        size=next((size for most, size in SIZES if len(proposal.organisations) <= most), "many"),
        slug=ground.slug,
        log_key=ground.log_key,
        level=proposal.level,
        languages=tuple(dict.fromkeys(map(language, proposal.languages)))[:30] or (language(name.lang),),
        currency=currency(proposal.currency),
        territories=tuple(_territories(proposal))[:MOST_TERRITORIES],
        parent=ground.parent,
        starts_on=starts,
        ends_on=None if starts and ends and ends < starts else ends,
        source={"standard": STANDARD, "identifier": short(proposal.identifier, 300), "sha256": ground.sha256},
    )


def _territories(proposal: Proposal) -> Iterator[dict[str, Any]]:
    for place in proposal.places:
        country = place.code if place.kind == "country" and len(place.code) == 2 and place.code.isalpha() else None
        name = short(place.name or place.code, LINE_LENGTH)
        yield {"name": name, "country": country, "code": short(place.code, 60) or None}


def _admission(organisation: Organisation, name: str, ground: Ground) -> AdmitOrganisation:
    return _act(
        AdmitOrganisation,
        ground,
        "admit",
        name,
        organisation=ground.id("organisation", name),
        name=name,
        sector=organisation.sector or UNTOLD_SECTOR,
        level=organisation.level or None,
        country=organisation.country or None,
        identifiers=identifiers(organisation.identifier),
        roles=tuple(ROLES[role] for role in organisation.roles),
    )


def _goal(proposal: Proposal, goal: Goal, ground: Ground, place: int) -> NameGoal:
    starts, ends = goal.start or proposal.starts_on, goal.end or proposal.ends_on
    return _act(
        NameGoal,
        ground,
        "goal",
        place,
        title=short(goal.title.text, LINE_LENGTH),
        lang=language(goal.title.lang),
        from_on=starts,
        until_on=None if starts and ends and ends < starts else ends,
        results=tuple(filter(None, map(_result, goal.measures)))[:MOST_RESULTS],
        sdg=_codes((*goal.global_goals, *proposal.global_goals)),
        **_for_whom_and_where(proposal),
    )


def _only_goal(proposal: Proposal, ground: Ground) -> NameGoal:
    """Name one goal from the stated objectives, or the purpose, where there are no results but there is an aim."""
    aim = proposal.objectives[0] if proposal.objectives else purpose_of(proposal)
    starts, ends = proposal.starts_on, proposal.ends_on
    return _act(
        NameGoal,
        ground,
        "goal",
        title=short(aim.text, LINE_LENGTH),
        lang=language(aim.lang),
        from_on=starts,
        until_on=None if starts and ends and ends < starts else ends,
        sdg=_codes(proposal.global_goals),
        **_for_whom_and_where(proposal),
    )


def _for_whom_and_where(proposal: Proposal) -> dict[str, str | None]:
    whom = next((short(phrase.text, LINE_LENGTH) for phrase in proposal.beneficiaries), None)
    return {"beneficiaries": whom, "area": short(place_line(proposal), LINE_LENGTH) if proposal.places else None}


def _result(measure: Measure) -> dict[str, str | None] | None:
    """Return the sketch of a measurable result; none where the target is no number."""
    target, baseline = number(measure.target), number(measure.baseline)
    if target is None:
        return None
    return {
        "measured": short(measure.indicator.text, LINE_LENGTH),
        "unit": _(measure.unit) if measure.unit else _("number"),
        "baseline": baseline,
        "target": target,
    }


def _codes(marks: tuple[GlobalGoal, ...]) -> tuple[str, ...]:
    """Return the codes of goals and targets; an indicator counts for its target."""
    codes = (".".join((mark.target or str(mark.goal)).split(".")[:2]) for mark in marks)
    return tuple(code for code in dict.fromkeys(codes) if is_sdg_code(code))[:MOST_SDG]


def _act(kind: type[SomeAct], ground: Ground, *key: object, **fields: Any) -> SomeAct:
    return kind(partnership=ground.partnership, idem=ground.id("act", *key), **fields)


def budget_line(budgets: tuple[tuple[str, Decimal], ...]) -> str:
    """Return the budget for people, one sum for each currency."""
    return ", ".join(f"{amount:,} {code}".strip() for code, amount in budgets)
