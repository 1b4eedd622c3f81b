"""The words of a document, with tracked changes as accepted: paragraphs, and the bookmarks that stand in them.

Who wrote a change is not read: that is a person's own, and the draft needs to know what, not who.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from commonweal.capabilities.chartering.word.archive import MAIN, FileRefused

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE: Final = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}pPr", f"{_W}rPr"})
_BOXES: Final = frozenset({"txbxContent", "Fallback", "pict", "drawing", "object"})
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
MOST_PARAGRAPHS: Final = 20_000


@dataclass
class Paragraph:
    """One paragraph: its text, its style, and by the offset in its text the bookmarks that begin there."""

    text: str = ""
    style: str = ""
    marks: list[tuple[int, str]] = field(default_factory=list)
    in_table: bool = False
    tracked: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a document.

    :param boxes: how many text boxes and objects were passed over; `notes` how many footnotes; `comments` how many
    """

    paragraphs: tuple[Paragraph, ...]
    boxes: int
    notes: int
    comments: int
    tracked: int


@dataclass
class _Reader:
    done: list[Paragraph] = field(default_factory=list)
    now: Paragraph = field(default_factory=Paragraph)
    boxes: int = 0
    notes: int = 0
    tracked: int = 0
    waiting: list[str] = field(default_factory=list)

    def body(self, element: Any, *, in_table: bool = False) -> None:
        """Read what stands in the body, in a table cell or in a content control."""
        for child in element:
            name = _local(child.tag)
            if child.tag == f"{_W}p":
                self.paragraph(child, in_table=in_table)
            elif name == "bookmarkStart":
                self.waiting.append(child.get(f"{_W}name", ""))
            elif child.tag in _GONE or name == "sdtPr":
                continue
            else:
                self.body(child, in_table=in_table or name == "tc")

    def paragraph(self, element: Any, *, in_table: bool) -> None:
        """Read one paragraph; one whose mark was deleted goes on in the next."""
        if not self.now.text:
            self.now.style = self.now.style or _style(element)
        self.now.in_table = self.now.in_table or in_table
        self.now.marks += [(len(self.now.text), name) for name in self.waiting]
        self.waiting = []
        self.inside(element)
        if _mark_is_gone(element):
            self.tracked += 1
            self.now.tracked = True
            return
        self.done.append(self.now)
        if len(self.done) > MOST_PARAGRAPHS:
            raise FileRefused(_("This document has more than 20,000 paragraphs. It is no charter."))
        self.now = Paragraph()

    def inside(self, element: Any) -> None:
        """Read runs, however deep they stand."""
        for child in element:
            name = _local(child.tag)
            if name in ("ins", "del", "moveTo", "moveFrom") and child.tag.startswith(_W):
                self.tracked += 1
                self.now.tracked = True
            if name in _BOXES:
                self.boxes += name != "Fallback"
            elif child.tag in _GONE:
                continue
            elif child.tag == f"{_W}t":
                self.now.text += child.text or ""
            elif name in _SIGNS:
                self.now.text += _SIGNS[name]
            elif name == "bookmarkStart":
                self.now.marks.append((len(self.now.text), child.get(f"{_W}name", "")))
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes += 1
            else:
                self.inside(child)


def read(parts: dict[str, bytes]) -> Read:
    """Return the words of a document.

    :raises FileRefused: where it is no XML, or nested beyond reason
    """
    try:
        root = ElementTree.fromstring(parts[MAIN])  # noqa: S314 - entities and DTDs were refused before (archive)
        reader = _Reader()
        reader.body(root)
        comments = _comments(parts.get("word/comments.xml"))
    except (ElementTree.ParseError, RecursionError) as error:
        raise FileRefused(_("This document is broken. Save it again as .docx.")) from error
    if reader.now.text or reader.now.marks:
        reader.done.append(reader.now)
    return Read(tuple(reader.done), reader.boxes, reader.notes, comments, reader.tracked)


def _comments(data: bytes | None) -> int:
    if not data:
        return 0
    root = ElementTree.fromstring(data)  # noqa: S314 - as above
    return sum(child.tag == f"{_W}comment" for child in root)


def _style(element: Any) -> str:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    return "" if style is None else style.get(f"{_W}val", "")


def _mark_is_gone(element: Any) -> bool:
    """Whether the end of a paragraph was deleted or moved away, so that it runs into the next one."""
    marks = element.find(f"{_W}pPr/{_W}rPr")
    return marks is not None and any(marks.find(f"{_W}{name}") is not None for name in ("del", "moveFrom"))


def _local(tag: Any) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def pieces(paragraph: Paragraph) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield a paragraph cut at its bookmarks: the names that begin a piece, and its text."""
    offsets = sorted({0, *(at for at, _name in paragraph.marks)})
    for n, start in enumerate(offsets):
        end = offsets[n + 1] if n + 1 < len(offsets) else len(paragraph.text)
        yield tuple(name for at, name in paragraph.marks if at == start), paragraph.text[start:end]
