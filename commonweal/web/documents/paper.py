"""From a document to a tagged PDF, set in a process of its own with a limit of time."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.http import HttpResponse

from commonweal.web.documents.blocks import Document

SECONDS: Final = 30
"""How long setting a document may take, waiting included; it takes a fraction of a second."""

_PROGRAM: Final = Path(__file__).with_name("typesetting.py")
_log = logging.getLogger(__name__)


class NotSet(RuntimeError):
    """The document could not be set; nothing of what is in it stands in this message."""


def as_pdf(document: Document, *, at: datetime) -> bytes:
    """Return a document as PDF: tagged, in its language, with PDF/UA-1 wherever every letter has a font.

    :param at: when it is made; the same document made at the same instant has the same bytes
    :raises NotSet: where it took too long, or a letter was more than the typesetter could bear
    """
    asked = json.dumps({"data": document.data(), "timestamp": int(at.timestamp())})
    with tempfile.TemporaryDirectory(prefix="paper-") as empty:
        try:
            done = subprocess.run(  # noqa: S603 - our own program, by our own interpreter; what is typed goes in as data
                [sys.executable, "-I", str(_PROGRAM)],
                input=asked.encode(),
                capture_output=True,
                timeout=SECONDS,
                check=False,
                cwd=empty,
                env={"HOME": empty, "LANG": "C.UTF-8"},
            )
        except subprocess.TimeoutExpired as late:
            raise NotSet("Setting the document took too long.") from late
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        raise NotSet("The document could not be set.")
    if done.stderr:
        _log.warning("A document was set with a letter for which no font came along.")
    return done.stdout


class PdfResponse(HttpResponse):
    """A document as an answer that a browser shows, or keeps under `name`."""

    def __init__(self, document: Document, *, at: datetime, name: str, **rest: Any) -> None:
        super().__init__(as_pdf(document, at=at), content_type="application/pdf", **rest)
        self.headers["Content-Disposition"] = f'inline; filename="{name}"'
