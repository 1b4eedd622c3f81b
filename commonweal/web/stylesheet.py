"""One style sheet from one file per component: ``python -m commonweal.web.stylesheet`` writes it anew.

The sheet lies in the tree, so that a clone needs no build; a test holds it to its sources.
"""

from __future__ import annotations

import re
from pathlib import Path

SOURCES = Path(__file__).parent / "styles"
SHEET = Path(__file__).parent / "static" / "commonweal" / "commonweal.css"


def joined() -> str:
    """Return all sources in the order of their names, each on one line, without comments and needless space.

    Nothing is taken away before a colon or around what may stand in a selector, where a space has a meaning.
    """
    return "".join(f"{_tight(file.read_text(encoding='utf-8'))}\n" for file in sorted(SOURCES.glob("*.css")))


def _tight(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};]) ?", r"\1", css)
    css = re.sub(r", ", ",", css)
    css = re.sub(r"([{;])(--[\w-]+|[a-z-]+): ", r"\1\2:", css)
    return css.replace(";}", "}").strip()


def main() -> None:
    """Write the style sheet."""
    SHEET.write_text(joined(), encoding="utf-8")


if __name__ == "__main__":
    main()
