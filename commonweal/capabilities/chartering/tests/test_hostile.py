"""Files that come from outside are looked through before they are read, and refused in words."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from commonweal.capabilities.chartering.tests.test_word import as_word, charter, sent
from commonweal.capabilities.chartering.word.archive import MAIN, FileRefused
from commonweal.capabilities.chartering.word.returning import from_json, from_word


def repacked(change, *, extra=None, compress=zipfile.ZIP_DEFLATED):
    """Return the document with its main part changed, and with other parts added."""
    out, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(as_word(charter())))
    with zipfile.ZipFile(out, "w", compress) as archive:
        for part in source.infolist():
            data = source.read(part.filename)
            archive.writestr(part.filename, change(data) if part.filename == MAIN else data)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


BOMB = b"<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>"
SAME = staticmethod(lambda data: data).__func__


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (lambda: b"", "no Word document"),
        (lambda: b"%PDF-1.7", "no Word document"),
        (lambda: b"\xd0\xcf\x11\xe0" + b"x" * 600, "old kind"),
        (lambda: b"PK\x03\x04" + b"x" * 600, "no Word document"),
        (lambda: as_word(charter())[:-40], "no Word document"),
        (lambda: as_word(charter()) + b"more", "no Word document"),
        (lambda: b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (lambda: repacked(lambda d: d.replace(b"?>", b"?>" + BOMB, 1)), "not written by a word processor"),
        (lambda: repacked(lambda d: b"<w:document><w:body>"), "broken"),
        (lambda: repacked(lambda d: b"<?xml version='1.0' encoding='utf-7'?><a/>"), "not written by"),
        (lambda: repacked(lambda d: "<a/>".encode("utf-16")), "not written by"),
        (lambda: repacked(SAME, extra={"word/vbaProject.bin": b"x"}), "macros"),
        (lambda: repacked(SAME, extra={"word/embeddings/a.bin": b"x"}), "macros"),
        (lambda: repacked(SAME, extra={"../../etc/passwd": b"x"}), "leads out"),
        (lambda: repacked(SAME, extra={"word/media/a.bin": b"\0" * 45_000_000}), "too large"),
        (lambda: repacked(SAME, extra={f"word/media/{n}": b"x" for n in range(500)}), "too many parts"),
        (lambda: repacked(lambda d: b"<a>" * 4000 + b"</a>" * 4000), "(broken|Nothing in this document)"),
        (lambda: repacked(lambda d: b"<a/>"), "Nothing in this document"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_in_words(data, says):
    with pytest.raises(FileRefused, match=says):
        from_word(data(), sent(charter()))


# ── JSON ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_charter_as_json_comes_back_with_what_changed_its_rules_too():
    text = charter()
    plain = text.model_dump(mode="json")
    plain["clauses"][2]["rules"][0]["days"] = 14
    plain["clauses"][1:2] = []

    came = from_json(json.dumps(plain).encode(), sent(text))

    assert came.clauses["2"]["rules"][0]["days"] == 14
    assert (list(came.clauses), came.lost) == (["2"], ["1.2"])


@pytest.mark.parametrize(
    ("data", "says"),
    [(b"{", "no JSON"), (b"{}", "no charter"), (b'{"a":' * 5000, "no JSON"), (b"\xff\xfe{", "no JSON")],
)
def test_json_that_is_no_charter_is_refused_with_its_place(data, says):
    with pytest.raises(FileRefused, match=says):
        from_json(data, sent(charter()))
