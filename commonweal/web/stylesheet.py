"""One style sheet from one file per component: ``python -m commonweal.web.stylesheet`` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

SOURCES = Path(__file__).parent / "styles"
SHEET = Path(__file__).parent / "static" / "commonweal" / "commonweal.css"


def joined() -> str:
    """Return all sources in the order of their names, without comments and needless space."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in sorted(SOURCES.glob("*.css")))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", text).strip() + "\n"


def main() -> None:
    """Write the style sheet."""
    SHEET.write_text(joined(), encoding="utf-8")


if __name__ == "__main__":
    main()
