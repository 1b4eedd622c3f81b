"""A file that says a rule, RULE.json, and a table of weights, read into a game. Its JSON Schema is `schema`."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, WithJsonSchema, model_validator

from commonweal.methods.power.game import BadGame, Game, Majority, Player, Quorum

MOST_PLAYERS = 2000
COLUMNS = ("name", "weight", "population", "sector", "organisation", "veto")


class BadRule(ValueError):
    """The file says no rule; the sentence says where and why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a file says: a name, a game, and the share of seats that usually stay away, if it says so."""

    name: str
    game: Game
    absence: Fraction | None


def exact(value: object) -> Fraction:
    """Return a number that was written as ``3``, ``0.62``, ``"0.62"`` or ``"2/3"``, without any rounding."""
    if isinstance(value, Fraction):
        return value
    text = str(value).strip() if isinstance(value, int | str | Decimal) and not isinstance(value, bool) else ""
    if not _WRITTEN.fullmatch(text):
        said = repr(text) if text else "this"
        raise ValueError(f'{said:.40} is not a number such as 3, 0.62 or "2/3", of up to 15 digits')
    return Fraction(text)


_PATTERN: Final = r"[0-9]{1,15}(\.[0-9]{1,15}|/[1-9][0-9]{0,14})?"
_WRITTEN: Final = re.compile(_PATTERN)
_NUMBER = {"anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"^{_PATTERN}$"}]}
Exact = Annotated[Any, BeforeValidator(exact), WithJsonSchema(_NUMBER)]
Text = Annotated[str, Field(max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PlayerData(_Part):
    """A seat, or `count` seats that are alike."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    count: Annotated[int, Field(ge=1, le=MOST_PLAYERS)] = 1
    weight: Exact = 1
    population: Exact = 0
    sector: Text = ""
    organisation: Text = ""
    veto: bool = False

    def players(self) -> list[Player]:
        """Return its seats, numbered where there are several."""
        rest = (self.weight, self.population, self.sector, self.organisation, self.veto)
        names = [self.name] if self.count == 1 else [f"{self.name} {number + 1}" for number in range(self.count)]
        return [Player(name, *rest) for name in names]


class MajorityData(_Part):
    """A majority that must be reached: a `share` of them all, or an amount that they `need`."""

    over: Literal["seats", "weight", "population", "organisations", "each_sector"] = "seats"
    share: Exact = Fraction(1, 2)
    need: Exact | None = None
    more: bool | None = None
    of: Literal["entitled", "present", "voting"] = "voting"
    sectors: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> MajorityData:
        if self.need is not None and "share" in self.model_fields_set:
            raise ValueError("a majority has a share or a need, not both")
        return self

    def majority(self) -> Majority:
        """Return it with what is left out: half means more than half, everything else has to be reached."""
        more = self.more if self.more is not None else self.need is None and self.share == Fraction(1, 2)
        return Majority(self.over, self.share, more, self.need, self.of, self.sectors)


class QuorumData(_Part):
    """Who must be there."""

    share: Exact = Fraction(1, 2)
    more: bool = False
    sectors: Annotated[int, Field(ge=0)] = 0
    presence: Mapping[str, Annotated[int, Field(ge=0)]] = {}


class RuleData(_Part):
    """A rule of decision on yes and no, for `commonweal power`."""

    name: Text = ""
    players: Annotated[tuple[PlayerData, ...], Field(min_length=1)]
    majorities: Annotated[tuple[MajorityData, ...], Field(min_length=1)]
    sector_vetoes: tuple[Text, ...] = ()
    minority: Annotated[int, Field(ge=1)] | None = None
    quorum: QuorumData | None = None
    absence: Exact | None = None


def schema() -> dict[str, object]:
    """Return the JSON Schema of RULE.json."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | RuleData.model_json_schema()


def read_rule(text: str) -> Rule:
    """Return the rule that a RULE.json says.

    :raises BadRule: naming the line, or the place inside
    """
    try:
        said = json.loads(text, parse_float=Decimal)
    except json.JSONDecodeError as error:
        raise BadRule(f"Line {error.lineno}, column {error.colno} is not JSON: {error.msg}.") from None
    except (RecursionError, ValueError):
        raise BadRule("This file is nested too deeply, or has too long a number, to be a rule.") from None
    try:
        data = RuleData.model_validate(said)
    except ValidationError as error:
        raise BadRule(_sentence(error)) from None
    quorum = Quorum(**dict(data.quorum)) if data.quorum else None
    players = tuple(player for one in data.players for player in one.players())
    majorities = tuple(one.majority() for one in data.majorities)
    if data.absence is not None and not 0 <= data.absence <= 1:
        raise BadRule(f"absence: {data.absence} is not a share from 0 to 1.")
    return Rule(data.name, game_of(players, majorities, data.sector_vetoes, data.minority, quorum), data.absence)


def game_of(
    players: tuple[Player, ...],
    majorities: tuple[Majority, ...],
    sector_vetoes: tuple[str, ...] = (),
    minority: int | None = None,
    quorum: Quorum | None = None,
) -> Game:
    """Return the game of these parts.

    :raises BadRule: where they do not fit together
    """
    if len(players) > MOST_PLAYERS:
        raise BadRule(f"A rule has up to {MOST_PLAYERS} players; this one has {len(players)}.")
    try:
        return Game(players, majorities, sector_vetoes, minority, quorum)
    except BadGame as error:
        raise BadRule(str(error)) from None


def read_weights(text: str) -> tuple[Player, ...]:
    """Return the players of a table: a column `name`, and any of weight, population, sector, organisation and veto.

    :raises BadRule: naming the line and the column
    """
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter)
    header = [cell.strip().lower() for cell in next(rows, [])]
    if "name" not in header:
        raise BadRule("Line 1: a table of weights needs a column called name.")
    for number, column in enumerate(header):
        if column not in COLUMNS or column in header[:number]:
            raise BadRule(f"Line 1: there can be one column each of {', '.join(COLUMNS)}; {column!r} is not one more.")
    players = []
    for row in rows:
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            raise BadRule(f"Line {rows.line_num}: {len(row)} cells where the first line has {len(header)}.")
        players.append(_player(rows.line_num, dict(zip(header, map(str.strip, row), strict=True))))
    if not players:
        raise BadRule("The table has no line with a player.")
    return tuple(players)


def _player(line: int, cells: Mapping[str, str]) -> Player:
    if not cells["name"]:
        raise BadRule(f"Line {line}, column name is empty.")
    numbers = {}
    for column, unsaid in (("weight", 1), ("population", 0)):
        try:
            numbers[column] = exact(cells[column]) if cells.get(column) else Fraction(unsaid)
        except ValueError as error:
            raise BadRule(f"Line {line}, column {column}: {error}.") from None
    veto = cells.get("veto", "").lower()
    if veto not in ("", "yes", "true", "1", "x", "no", "false", "0"):
        raise BadRule(f"Line {line}, column veto: {veto!r} is neither yes nor no.")
    sector, organisation = cells.get("sector", ""), cells.get("organisation", "")
    return Player(
        cells["name"], **numbers, sector=sector, organisation=organisation, veto=veto in ("yes", "true", "1", "x")
    )


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ""
    for step in first["loc"]:
        place += f", number {step + 1}" if isinstance(step, int) else f"{', ' if place else ''}{step}"
    says = first["msg"].removeprefix("Value error, ").rstrip(".")
    return f"{place or 'The file'}: {says}."
