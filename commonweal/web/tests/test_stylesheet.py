"""The style sheet in the tree is what its sources make, and small."""

from __future__ import annotations

import gzip

from commonweal.web.stylesheet import SHEET, SOURCES, joined

ALLOWED = 14 * 1024  # bytes, compressed: the budget of a first visit


def test_the_sheet_in_the_tree_is_what_its_sources_make():
    assert SHEET.read_text(encoding="utf-8") == joined(), "Run python -m commonweal.web.stylesheet"


def test_the_sheet_stays_within_its_budget():
    assert len(gzip.compress(joined().encode(), mtime=0)) <= ALLOWED


def test_every_source_says_what_it_is_for_and_stands_in_a_layer():
    for source in SOURCES.glob("*.css"):
        text = source.read_text(encoding="utf-8")
        assert text.startswith("/*"), source.name
        assert "@layer" in text, source.name


def test_no_brace_is_lost_between_sources_and_sheet():
    assert joined().count("{") == joined().count("}")
