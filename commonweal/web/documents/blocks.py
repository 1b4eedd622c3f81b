"""What a document is made of. Plain data: how it looks is `paper.typ`'s to say."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import segno

_GROUP = 8


def in_groups(digest: str) -> str:
    """Return a digest in groups of eight, which can be read aloud and compared by eye."""
    return " ".join(digest[start : start + _GROUP] for start in range(0, len(digest), _GROUP))


def _in_lines(groups: str) -> str:
    """Return groups in lines of four, so that no line ends within one."""
    parts = groups.split(" ")
    return "\n".join(" ".join(parts[start : start + 4]) for start in range(0, len(parts), 4))


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document.

    :param lang: its language, where it is another than the document's
    """

    kind: ClassVar[str] = ""
    lang: str = field(default="", kw_only=True)

    def data(self) -> dict[str, Any]:
        """Return the piece as plain data."""
        said = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**said, "kind": self.kind, "lang": _lang(self.lang)}


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading, of level 1 (a part of the document) to 3.

    :param number: what stands before it, such as the number of a clause
    """

    kind: ClassVar[str] = "heading"
    level: int
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Text(Block):
    """A paragraph, or several: an empty line parts them.

    :param small: for what need not be read by everybody
    """

    kind: ClassVar[str] = "text"
    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Aside(Block):
    """Something beside the text, such as the same in plain words.

    :param label: what it is
    """

    kind: ClassVar[str] = "aside"
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Items(Block):
    """A list."""

    kind: ClassVar[str] = "items"
    items: Sequence[str]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Pairs(Block):
    """Names and what they stand for: who, when, where."""

    kind: ClassVar[str] = "pairs"
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table with the names of its columns, and what it shows in one sentence for whoever cannot see it."""

    kind: ClassVar[str] = "table"
    says: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Mark(Block):
    """A digest as a code to scan and in groups of eight.

    :param says: what the digest is of
    """

    kind: ClassVar[str] = "mark"
    digest: str
    says: str

    def data(self) -> dict[str, Any]:
        """Return the digest in groups, with the drawing of its code."""
        drawn = io.BytesIO()
        segno.make_qr(self.digest, error="m").save(drawn, kind="svg", border=2)
        return {
            "kind": self.kind,
            "lang": _lang(self.lang),
            "says": self.says,
            "groups": _in_lines(in_groups(self.digest)),
            "drawing": drawn.getvalue().decode(),
        }


@dataclass(frozen=True, slots=True)
class Lines(Block):
    """Lines on which something is written by hand, each with what it is for."""

    kind: ClassVar[str] = "lines"
    labels: Sequence[str]


@dataclass(frozen=True, slots=True)
class NewPage(Block):
    """What follows begins on a new page."""

    kind: ClassVar[str] = "page"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    :param lang: its language, as in web pages
    :param above: what it belongs to, above the title; `below` what stands at the foot of each page beside its number
    """

    title: str
    lang: str
    blocks: Sequence[Block]
    above: str = ""
    below: str = ""

    def data(self) -> dict[str, Any]:
        """Return the document as plain data, its headings one level below each other at most."""
        level, blocks = 0, []
        for block in self.blocks:
            said = block.data()
            if isinstance(block, Heading):
                level = said["level"] = max(1, min(block.level, level + 1, 3))
            blocks.append(said)
        about = {"title": self.title or "–", "above": self.above, "below": self.below}
        return {**about, "lang": _lang(self.lang) or "en", "blocks": blocks}


def _lang(lang: str) -> str:
    """Return the language without its region, as the typesetter wants it; nothing where it is none."""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", lang)
    return found.group().lower() if found else ""
