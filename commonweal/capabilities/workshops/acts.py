"""What can be done in a workshop: planned, begun, ended; canvases laid out, and cards put, changed and grouped."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar, Self

from django.utils.translation import gettext_lazy as _
from pydantic import AwareDatetime, Field, StringConstraints, ValidationInfo, field_validator, model_validator

from commonweal.acts.act import Act, Data, FreeText, Hex, Id, Lang, Line, Position
from commonweal.acts.citing import Citing

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""What a canvas, a guide or a zone is called in files and addresses."""
Place = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Link = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^(https://\S+)?$", max_length=500)]

MOST_ZONES = 16
MOST_CARDS = 500


class PlanWorkshop(Act):
    """A workshop is announced: when, where, for what, and what it offers to those who need it."""

    kind: ClassVar[str] = "workshops.plan.v1"
    matter: ClassVar[str] = "workshops"

    title: Line
    purpose: FreeText
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    where: Place = ""
    online: Link = ""
    language: Lang = "en"
    guide: Code | None = None
    accessibility: FreeText | None = None

    @field_validator("ends_at")
    @classmethod
    def _ends_after_it_begins(cls, ends_at: datetime, info: ValidationInfo) -> datetime:
        if (begins := info.data.get("starts_at")) and ends_at <= begins:
            raise ValueError(_("Let the workshop end after it begins."))
        return ends_at


class BeginWorkshop(Citing):
    """A workshop begins."""

    kind: ClassVar[str] = "workshops.begin.v1"
    matter: ClassVar[str] = "workshops"
    relations: ClassVar[dict[str, str]] = {"workshop": "implements"}

    workshop: Position


class EndWorkshop(Citing):
    """A workshop ends, with what came of it."""

    kind: ClassVar[str] = "workshops.end.v1"
    matter: ClassVar[str] = "workshops"
    relations: ClassVar[dict[str, str]] = {"workshop": "closes"}

    workshop: Position
    summary: FreeText


class OpenCanvas(Citing):
    """A canvas is laid out in a workshop."""

    kind: ClassVar[str] = "workshops.open_canvas.v1"
    matter: ClassVar[str] = "workshops"
    relations: ClassVar[dict[str, str]] = {"workshop": "based_on", "own": "based_on"}

    workshop: Position
    template: Code | None = None
    own: Position | None = None
    title: Line

    @model_validator(mode="after")
    def _made_after_one_template(self) -> Self:
        if (self.template is None) == (self.own is None):
            raise ValueError(_("Choose one canvas: one of the library, or one of your own."))
        return self


class PutCard(Citing):
    """A card is put on a canvas."""

    kind: ClassVar[str] = "workshops.put_card.v1"
    matter: ClassVar[str] = "workshops"
    relations: ClassVar[dict[str, str]] = {"canvas": "answers"}

    canvas: Position
    zone: Code
    text: FreeText


class ChangeCard(Citing):
    """The words of a card are changed, starting from the version that whoever changes them has read."""

    kind: ClassVar[str] = "workshops.change_card.v1"
    matter: ClassVar[str] = "workshops"
    relations: ClassVar[dict[str, str]] = {"on": "supersedes"}

    card: Position
    on: Position
    text: FreeText


class MoveCard(Citing):
    """A card is moved to another zone of its canvas."""

    kind: ClassVar[str] = "workshops.move_card.v1"
    matter: ClassVar[str] = "workshops"
    relations: ClassVar[dict[str, str]] = {"card": "based_on"}

    card: Position
    zone: Code


class TakeBackCard(Citing):
    """A card is taken back by whoever put it, or by the facilitator; it stays to be read."""

    kind: ClassVar[str] = "workshops.take_back_card.v1"
    matter: ClassVar[str] = "workshops"
    relations: ClassVar[dict[str, str]] = {"card": "closes"}

    card: Position


class ClusterCards(Citing):
    """Cards that say something alike are put under one name."""

    kind: ClassVar[str] = "workshops.cluster.v1"
    matter: ClassVar[str] = "workshops"
    relations: ClassVar[dict[str, str]] = {"canvas": "implements"}

    canvas: Position
    name: FreeText
    cards: Annotated[tuple[Position, ...], Field(min_length=1, max_length=MOST_CARDS)]

    def named(self) -> dict[int, str]:
        """Return the cards, each as something on which the cluster is based."""
        return dict.fromkeys(self.cards, "based_on")


class TakeCard(Citing):
    """A card that a guest put with the code of the workshop is taken in."""

    kind: ClassVar[str] = "workshops.take_card.v1"
    matter: ClassVar[str] = "workshops"
    relations: ClassVar[dict[str, str]] = {"canvas": "answers"}

    canvas: Position
    zone: Code
    receipt: Id
    text: FreeText


class ImportCards(Citing):
    """Cards that were written on paper are brought in from a list; each then follows as a card of its own."""

    kind: ClassVar[str] = "workshops.import_cards.v1"
    matter: ClassVar[str] = "workshops"
    relations: ClassVar[dict[str, str]] = {"canvas": "based_on"}

    canvas: Position
    digest: Hex
    cards: Annotated[int, Field(ge=1, le=MOST_CARDS)]


class ZoneMade(Data):
    """One zone of a canvas of one's own."""

    code: Code
    title: Line
    prompt: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""


class MakeTemplate(Act):
    """A canvas of the partnership's own is made, from which any workshop may start."""

    kind: ClassVar[str] = "workshops.make_template.v1"
    matter: ClassVar[str] = "workshops"

    title: Line
    language: Lang = "en"
    zones: Annotated[tuple[ZoneMade, ...], Field(min_length=1, max_length=MOST_ZONES)]
    after: Code | None = None

    @model_validator(mode="after")
    def _each_zone_once(self) -> Self:
        codes = [zone.code for zone in self.zones]
        if len(set(codes)) < len(codes):
            raise ValueError(_("Give every zone a code of its own."))
        return self
