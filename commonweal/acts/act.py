"""What an act is: one typed, frozen thing that somebody does in a partnership. No framework, no database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from commonweal.kit.ids import ID_PATTERN, new_id

Id = Annotated[str, StringConstraints(pattern=f"^{ID_PATTERN}$")]
Lang = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=16)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""One line that an institution says of itself (a title, a name): it may stand in the record for ever."""
Amount = Annotated[str, StringConstraints(pattern=r"^\d{1,15}(\.\d{1,4})?$")]
"""A decimal as text, never a binary float."""
Position = Annotated[int, Field(ge=0, lt=2**53)]
"""Where an earlier entry stands in the same record."""
EntryCount = Annotated[int, Field(ge=1, lt=2**53)]
"""How many entries a record that was founded has."""
Hex = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256, such as a digest or the root of a tree."""
Reach = Literal["local", "regional", "national", "multi_country"]
"""How wide a partnership or an organisation works."""
ModelCode = Literal["co_design_lab", "living_lab", "public_private", "citizen_panel", "consortium"]
"""The five models of co-creation."""

Relation = Literal[
    "answers",
    "based_on",
    "implements",
    "supersedes",
    "measures",
    "challenges",
    "funds",
    "learns_from",
    "closes",
    "waives",
]


class Data(BaseModel):
    """A frozen part of an act. Unknown fields are refused: what is signed is what is understood."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Data):
    """Free text as a person wrote it, with its language. It is stored apart and can be erased."""

    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]
    lang: Lang = "en"


class TextRef(Data):
    """What the record keeps of `Words`: an id and a salted digest."""

    text: Id
    digest: Hex


FreeText = Words | TextRef
"""The type of a field in which a person writes in her own words."""


class Cite(Data):
    """A reference to an earlier entry of the same record, with what this act does to it."""

    entry: Position
    rel: Relation = "based_on"


def _sorted_cites(value: Any) -> Any:
    """Sort and deduplicate, so that one set of citations has one form."""
    if isinstance(value, list | tuple | set):
        cites = {c if isinstance(c, Cite) else Cite.model_validate(c) for c in value}
        return tuple(sorted(cites, key=lambda c: (c.entry, c.rel)))
    return value


ENVELOPE = frozenset({"partnership", "cites", "idem"})
"""The fields of every act that stand in the entry beside the body, not in it."""


class Act(Data):
    """Something that somebody does in a partnership and that everybody can see was done.

    A subclass says what may be done and validates it completely, as far as that is possible without looking at
    anything else. Its fields, without the three below, are the body that the record keeps.

    :cvar kind: ``room.verb.vN``; never used for anything else; a changed body is the next N
    :cvar matter: the matter to which the act belongs, by which a charter gives it to somebody
    :cvar must_be_signed: whether the act binds a partner, so that it counts only with her key's signature
    """

    kind: ClassVar[str]
    matter: ClassVar[str]
    must_be_signed: ClassVar[bool] = False

    partnership: Id
    cites: Annotated[tuple[Cite, ...], BeforeValidator(_sorted_cites)] = ()
    idem: Id = Field(default_factory=new_id)

    @classmethod
    def kind_name(cls) -> str:
        """Return the kind without its version: ``fit.score``."""
        return cls.kind.rpartition(".v")[0]

    @classmethod
    def kind_version(cls) -> int:
        """Return the version of the kind: the N of ``vN``."""
        return int(cls.kind.rpartition(".v")[2])

    @classmethod
    def described(cls) -> str:
        """Return the first line of the act's own description, for people who read the list of acts."""
        return (cls.__doc__ or "").strip().partition("\n")[0]

    def as_body(self) -> dict[str, Any]:
        """Return what the record keeps, as plain data: decimals and dates as text, nothing left out."""
        return self.model_dump(mode="json", exclude=set(ENVELOPE))


def words_in(value: Any, path: str = "") -> list[tuple[str, Words]]:
    """Return every piece of free text inside an act with the path at which it stands, in a fixed order."""
    if isinstance(value, Words):
        return [(path, value)]
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return [found for name in sorted(fields) for found in words_in(getattr(value, name), f"{path}/{name}")]
    if isinstance(value, Mapping):
        return [found for name in sorted(value) for found in words_in(value[name], f"{path}/{name}")]
    if isinstance(value, list | tuple):
        return [found for n, item in enumerate(value) for found in words_in(item, f"{path}/{n}")]
    return []


def put_at(body: dict[str, Any], path: str, value: Any) -> None:
    """Replace what stands at `path` of a body; the counterpart of `words_in`."""
    *way, last = path.strip("/").split("/")
    place: Any = body
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if isinstance(place, list):
        place[int(last)] = value
    else:
        place[last] = value
