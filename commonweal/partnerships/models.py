"""The read model of where parties meet, written by projections alone.

Those of `founding`, `membership` and `trust` keep it, each its tables; that of `erasure` ends the places of whoever is
forgotten.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal.partnerships.structure import (
    CharterText,
    CoreGoal,
    Decided,
    DeclarationState,
    HeldOffice,
    HeldSeat,
    MissedRecusal,
    Recusal,
    SeatPresence,
    Suspension,
)
from commonweal.partnerships.trusted import Anchor, ChildCheckpoint, NamedWitnesses
from commonweal.partnerships.understanding import AdoptedTerm, EvidenceItem
from commonweal.people.models import Text
from commonweal.record.readmodel import ReadModel

__all__ = [
    "AccessAnswer",
    "AdoptedTerm",
    "Anchor",
    "CharterInForce",
    "CharterText",
    "ChildCheckpoint",
    "CoreGoal",
    "Decided",
    "DeclarationState",
    "EvidenceItem",
    "HeldOffice",
    "HeldSeat",
    "ImportedList",
    "Level",
    "Member",
    "MissedRecusal",
    "NamedWitnesses",
    "OpenInvitation",
    "Partnership",
    "Recusal",
    "RemainingDuty",
    "Representation",
    "SeatPresence",
    "Sector",
    "Suspension",
    "Tier",
    "words_field",
]


class Sector(models.TextChoices):
    """The five sectors, each with its own colour and shape in every picture."""

    GOVERNMENT = "government", _("Government")
    COMPANY = "company", _("Companies")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    UNIVERSITY = "university", _("Universities")
    COMMUNITY = "community", _("Communities")


class Level(models.TextChoices):
    """How wide a partnership, or a tier of government, reaches."""

    LOCAL = "local", _("Local")
    REGIONAL = "regional", _("Regional")
    NATIONAL = "national", _("National")
    MULTI_COUNTRY = "multi_country", _("Several countries")


class Tier(models.TextChoices):
    """The level of government to which a public body belongs."""

    MUNICIPAL = "municipal", _("Municipality or district")
    METROPOLITAN = "metropolitan", _("Metropolitan area or association of municipalities")
    PROVINCIAL = "provincial", _("Province, region or state of a federation")
    NATIONAL = "national", _("National government")
    SUPRANATIONAL = "supranational", _("Body above nations")
    INDIGENOUS = "indigenous", _("Government of an indigenous people")


def words_field() -> models.ForeignKey[Text | None, Text | None]:
    """A reference to words in `people`: no constraint, because words may be erased and rows must not follow."""
    return models.ForeignKey(Text, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")


class Partnership(ReadModel):
    """A cross-sector partnership; its key is its id, and `log_key` the key of the host that signs its checkpoints.

    `moved_to` is the host at which its record goes on, where nothing more is recorded on this one.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    lang = models.CharField(max_length=16)
    place = models.CharField(max_length=120)
    purpose = models.CharField(max_length=400)
    who_decides = models.CharField(max_length=20)
    size = models.CharField(max_length=20)
    level = models.CharField(max_length=20, choices=Level)
    languages = models.JSONField(default=list)
    currency = models.CharField(max_length=3)
    territories = models.JSONField(default=list)
    models_chosen = models.JSONField(default=list)
    parent = models.CharField(max_length=26, blank=True, db_index=True)
    founded_at = models.DateTimeField()
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    charter = models.CharField(max_length=64)
    convener = models.CharField(max_length=26, blank=True)
    log_key = models.CharField(max_length=300, default="")
    moved_to = models.CharField(max_length=300, default="", blank=True)
    source = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name


class CharterInForce(ReadModel):
    """A charter and the entry from which it rules."""

    digest = models.CharField(max_length=64)
    document = models.JSONField()
    since = models.PositiveBigIntegerField()
    since_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "since"], name="charter_since")]

    def __str__(self) -> str:
        return self.digest


class Member(ReadModel):
    """An organisation in a partnership, from the day it joined to the day it left.

    `lang` is the language of `brings` and `mandate`; `said_entry` the entry that last said what stands here; `batch`
    the list with which it came, and `taken_back` that the list was. Several members of one list have one `entry`.
    """

    organisation = models.CharField(max_length=26)
    name = models.CharField(max_length=160)
    legal_name = models.CharField(max_length=200, default="", blank=True)
    sector = models.CharField(max_length=20, choices=Sector)
    tier = models.CharField(max_length=20, choices=Tier, default="", blank=True)
    level = models.CharField(max_length=20, choices=Level, blank=True)
    country = models.CharField(max_length=2, blank=True)
    territories = models.JSONField(default=list)
    mandate = models.CharField(max_length=200, default="", blank=True)
    website = models.CharField(max_length=200, default="", blank=True)
    identifiers = models.JSONField(default=list)
    roles = models.JSONField(default=list)
    brings = models.CharField(max_length=200, blank=True)
    lang = models.CharField(max_length=16, default="", blank=True)
    entry = models.PositiveBigIntegerField()
    said_entry = models.PositiveBigIntegerField(default=0)
    batch = models.CharField(max_length=26, default="", blank=True)
    taken_back = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    left_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "organisation"], name="member_organisation")]

    def __str__(self) -> str:
        return self.name


class ImportedList(ReadModel):
    """A document of organisations that came in with one entry; a long one comes with several of the same `batch`."""

    batch = models.CharField(max_length=26)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    organisations = models.PositiveIntegerField()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "batch"], name="imported_list_batch")]

    def __str__(self) -> str:
        return self.name


class RemainingDuty(ReadModel):
    """Something that an organisation still owes after it left, by the entry of its leaving and a number."""

    organisation = models.CharField(max_length=26)
    left_entry = models.PositiveBigIntegerField()
    number = models.PositiveSmallIntegerField()
    what = words_field()
    until_on = models.DateField(null=True)
    discharged_at = models.DateTimeField(null=True)
    discharged_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "organisation"], name="duty_organisation")]

    def __str__(self) -> str:
        return f"{self.left_entry}.{self.number}"


class Representation(ReadModel):
    """A person who acts in a partnership, for an organisation or for herself, for a term.

    `how` is where her mandate comes from and `reference` the document that says so; `mandate_entry` the entry that said
    it. Of `substitute` (a pseudonym) and `no_substitute` at most one is given; where neither is, nobody has said.
    """

    person = models.CharField(max_length=26, db_index=True)
    organisation = models.CharField(max_length=26, blank=True)
    role = models.CharField(max_length=20)
    entry = models.PositiveBigIntegerField()
    since_at = models.DateTimeField()
    until_on = models.DateField(null=True)
    how = models.CharField(max_length=20, default="", blank=True)
    reference = models.CharField(max_length=200, default="", blank=True)
    mandate_entry = models.PositiveBigIntegerField(null=True)
    substitute = models.CharField(max_length=26, default="", blank=True)
    no_substitute = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)
    ended_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "person"], name="representation_person"),
            models.Index(fields=["partnership", "organisation"], name="representation_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.person}"


class AccessAnswer(ReadModel):
    """That a person has said what she needs in order to take part; what she said is personal and is not here."""

    person = models.CharField(max_length=26)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.person


class OpenInvitation(ReadModel):
    """A promise of a place, to whoever holds its link until it expires.

    `until_on` is the last day of the place; `succeeds` the place that ends when this one is taken; `places` how many
    people may take it, where that is limited; `by` the pseudonym of whoever invites.
    """

    role = models.CharField(max_length=20)
    organisation = models.CharField(max_length=26, blank=True)
    by = models.CharField(max_length=26, default="", blank=True)
    until_on = models.DateField(null=True)
    succeeds = models.PositiveBigIntegerField(null=True)
    places = models.PositiveIntegerField(null=True)
    entry = models.PositiveBigIntegerField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    accepted = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.role
