"""What can be done about organisations: they come, alone or by the list, are corrected, leave, and owe what remains.

What can be done about the people who act for them stands in `place_acts`.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints, model_validator

from commonweal.acts.act import Act, Country, Data, FreeText, Hex, Id, Lang, Line, Position, Reach

SectorName = Literal["government", "company", "civil_society", "university", "community"]
TierName = Literal["municipal", "metropolitan", "provincial", "national", "supranational", "indigenous"]
PartnerRole = Literal["convener", "funder", "accountable", "extending", "implementing", "adviser"]
Website = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=200, pattern=r"^https?://[^\s/@<>\"]+(/[^\s<>\"]*)?$")
]

MOST_IN_A_LIST = 60
"""How many organisations one act admits, so that its entry stays within its size; a longer list comes in parts."""


class Identifier(Data):
    """A number under which a public register knows an organisation, with the register's own code (org-id.guide)."""

    scheme: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    value: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]


class Territory(Data):
    """A place for which an organisation works or governs, with its country and its code in a public list."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    country: Country | None = None
    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)] | None = None


class Organisation(Data):
    """What is said of an organisation, in whichever act it is said.

    :param tier: the level of government to which it belongs; `level` says how wide it reaches
    :param mandate: what gives it authority here, in one line
    :param lang: the language of `brings` and `mandate`
    """

    organisation: Id
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=160)]
    legal_name: Line | None = None
    sector: SectorName
    tier: TierName | None = None
    level: Reach | None = None
    country: Country | None = None
    territories: Annotated[tuple[Territory, ...], Field(max_length=20)] = ()
    mandate: Line | None = None
    website: Website | None = None
    identifiers: Annotated[tuple[Identifier, ...], Field(max_length=20)] = ()
    roles: Annotated[tuple[PartnerRole, ...], Field(max_length=6)] = ()
    brings: Line | None = None
    lang: Lang | None = None

    @model_validator(mode="after")
    def _a_tier_is_of_government(self) -> Self:
        if self.tier is not None and self.sector != "government":
            raise ValueError(_("Only a government has a level of government. Change the sector, or leave it out."))
        return self


class AdmitOrganisation(Organisation, Act):
    """An organisation joins the partnership."""

    kind: ClassVar[str] = "membership.admit.v2"
    matter: ClassVar[str] = "people"


class CorrectOrganisation(Organisation, Act):
    """What is said of a member organisation is corrected."""

    kind: ClassVar[str] = "membership.correct.v2"
    matter: ClassVar[str] = "people"


class Source(Data):
    """The document from which a list of organisations came."""

    name: Line
    sha256: Hex
    rows: Annotated[int, Field(ge=0, le=1_000_000)]


class ImportOrganisations(Act):
    """Organisations join the partnership, as a document lists them."""

    kind: ClassVar[str] = "membership.import_list.v1"
    matter: ClassVar[str] = "people"

    batch: Id
    organisations: Annotated[tuple[Organisation, ...], Field(min_length=1, max_length=MOST_IN_A_LIST)]
    source: Source

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        twice = _first_repeated(each.name.casefold() for each in self.organisations)
        if twice is not None:
            name = next(each.name for each in self.organisations if each.name.casefold() == twice)
            raise ValueError(_("%(name)s stands in the list more than once.") % {"name": name})
        if _first_repeated(each.organisation for each in self.organisations) is not None:
            raise ValueError(_("Two organisations of the list have the same id."))
        return self


class TakeBackImport(Act):
    """All organisations that came with a document are taken back."""

    kind: ClassVar[str] = "membership.undo_import.v1"
    matter: ClassVar[str] = "people"

    batch: Id


class Duty(Data):
    """Something that an organisation still owes when it leaves, and until when."""

    what: FreeText
    until_on: date | None = None


class LetOrganisationGo(Act):
    """An organisation leaves; the duties that remain are named."""

    kind: ClassVar[str] = "membership.leave.v2"
    matter: ClassVar[str] = "people"

    organisation: Id
    reason: FreeText | None = None
    duties: Annotated[tuple[Duty, ...], Field(max_length=20)] = ()


class DischargeDuty(Act):
    """A duty that remained when an organisation left is reported as done."""

    kind: ClassVar[str] = "membership.discharge.v1"
    matter: ClassVar[str] = "people"

    leave: Position
    duty: Annotated[int, Field(ge=0, lt=20)]


def _first_repeated(values: Any) -> Any:
    return next((value for value, times in Counter(values).items() if times > 1), None)
