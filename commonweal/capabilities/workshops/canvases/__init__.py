"""The canvases that come along: which zones each has, how it is led, and what is needed, as data in four languages.

One file is one canvas. A file on which a record stands is never changed in its codes: a new canvas gets a new name.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a canvas: what is asked there, and where it lies in the grid; `wide` is how many columns it fills."""

    code: str
    titles: Mapping[str, str]
    prompts: Mapping[str, str]
    column: int = 1
    row: int = 1
    wide: int = 1

    @property
    def title(self) -> str:
        """The zone's name in the language of the page, or the one in which it was written."""
        return here(self.titles)

    @property
    def prompt(self) -> str:
        """What is asked there."""
        return here(self.prompts)


@dataclass(frozen=True, slots=True)
class Timed:
    """One part of a guide: how long it takes and what to do."""

    minutes: int
    texts: Mapping[str, str]
    begins: int

    @property
    def says(self) -> str:
        """What to do."""
        return here(self.texts)


@dataclass(frozen=True, slots=True)
class Canvas:
    """A canvas of the library, or one of a partnership's own."""

    code: str
    titles: Mapping[str, str]
    zones: tuple[Zone, ...]
    abouts: Mapping[str, str]
    materials_in: Mapping[str, str]
    guide: tuple[Timed, ...] = ()
    minutes: int = 0
    steps: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The canvas's name."""
        return here(self.titles)

    @property
    def about(self) -> str:
        """What it is for, in one sentence."""
        return here(self.abouts)

    @property
    def materials(self) -> str:
        """What has to be there."""
        return here(self.materials_in)

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return max((zone.column + zone.wide - 1 for zone in self.zones), default=1)

    def zone(self, code: str) -> Zone | None:
        """Return the zone of this code, or nothing."""
        return next((zone for zone in self.zones if zone.code == code), None)


def here(texts: Mapping[str, str]) -> str:
    """Return a text in the language of the page, else in English, else in whatever it was written."""
    wanted = (get_language() or "en").partition("-")[0]
    return texts.get(wanted) or texts.get("en") or next(iter(texts.values()), "")


@cache
def library() -> dict[str, Canvas]:
    """Return every canvas that comes along, by its code, in the order in which they are offered."""
    found = []
    for file in files(__package__).iterdir():
        if file.name.endswith(".toml"):
            said = tomllib.loads(file.read_text(encoding="utf-8"))
            found.append((said["order"], _canvas(file.name.removesuffix(".toml"), said)))
    return {canvas.code: canvas for _order, canvas in sorted(found, key=lambda each: each[0])}


def made_here(title: str, lang: str, zones: list[dict[str, Any]]) -> Canvas:
    """Return a canvas that a partnership made for itself: three zones side by side, row after row."""
    laid = tuple(
        Zone(z["code"], {lang: z["title"]}, {lang: z["prompt"]}, column=n % 3 + 1, row=n // 3 + 1)
        for n, z in enumerate(zones)
    )
    return Canvas("", {lang: title}, laid, {}, {})


def _canvas(code: str, said: Mapping[str, Any]) -> Canvas:
    guide, begins = [], 0
    for part in said["guide"]:
        guide.append(Timed(part["minutes"], part["says"], begins))
        begins += part["minutes"]
    zones = tuple(
        Zone(z["code"], z["title"], z["prompt"], z["column"], z["row"], z.get("wide", 1)) for z in said["zones"]
    )
    return Canvas(
        code,
        said["title"],
        zones,
        said["about"],
        said["materials"],
        tuple(guide),
        said["minutes"],
        tuple(said["steps"]),
    )
