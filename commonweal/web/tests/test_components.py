"""Pieces of pages are given what they are listed with, by name, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PIECES = Path(__file__).resolve().parents[1] / "templates" / "ui"
INCLUDE = re.compile(r"""{%\s*include\s+["'](ui/[^"']+)["']\s*(?:with\s+(.*?))?(\s+only)?\s*%}""")
LISTED = re.compile(r"^\| `(ui/[^`]+)` \| ([^|]*) \|", re.MULTILINE)
OF_THE_PAGE = {"ui/messages.html", "ui/languages.html"}
"""Parts of the frame: they look at the request themselves."""


def given() -> dict[str, set[str]]:
    """Return each piece with the names that docs/COMPONENTS.md lists for it."""
    text = (ROOT / "docs" / "COMPONENTS.md").read_text(encoding="utf-8")
    return {piece: set(re.findall(r"`(\w+)`", names)) for piece, names in LISTED.findall(text)}


def test_every_piece_is_listed_and_every_listed_piece_is_there():
    there = {f"ui/{file.name}" for file in PIECES.glob("*.html")} - OF_THE_PAGE

    assert set(given()) == there


def test_every_include_gives_only_what_is_listed():
    wrong, listed = [], given()
    for template in sorted((ROOT / "commonweal").rglob("templates/**/*.html")):
        for piece, names, only in INCLUDE.findall(template.read_text(encoding="utf-8")):
            said = set(re.findall(r"(\w+)=", re.sub(r"\"[^\"]*\"|'[^']*'", "''", names)))
            if piece not in OF_THE_PAGE and (not only or said - listed.get(piece, set())):
                wrong.append(f"{template.relative_to(ROOT)}: {piece} {names}{only}")

    assert not wrong, "\n".join(wrong)
