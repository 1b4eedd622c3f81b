"""The program that sets a document: run by itself, with what it needs on its standard input and nothing else.

It reads ``{"data": …, "timestamp": …}`` and writes the PDF. It stands alone and imports nothing of the house, so that
what people wrote is set by a process that holds no secrets and ends in time. The words reach the typesetter as data
and are never read as its language; nothing is fetched, because no template asks for a package.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

import typst

SECONDS = 20
MEMORY = 1 << 31
HERE = Path(__file__).parent


def main() -> int:
    """Set one document; say on standard error where something could not be set as it should."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    asked = json.load(sys.stdin)
    mistake: Exception | None = None
    # The fonts that come along first; then also those of the machine; then without the promise that all can be read.
    for system, accessible in ((False, True), (True, True), (True, False)):
        try:
            paper = typst.compile(
                str(HERE / "paper.typ"),
                root=str(HERE),
                format="pdf",
                font_paths=[str(HERE / "fonts")],
                ignore_system_fonts=not system,
                sys_inputs={"data": json.dumps(asked["data"])},
                pdf_standards="ua-1" if accessible else None,
                timestamp=asked["timestamp"],
            )
        except typst.TypstError as error:
            mistake = error
            continue
        if mistake is not None:
            sys.stderr.write(f"{'accessible' if accessible else 'not accessible'}: {mistake}\n")
        sys.stdout.buffer.write(paper)
        return 0
    sys.stderr.write(f"{mistake}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
