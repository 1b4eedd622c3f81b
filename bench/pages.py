"""Where measurements are written: each section of docs/BENCHMARKS.md by the bench that made it."""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "BENCHMARKS.md"


def write(heading: str, section: str) -> None:
    """Put the section under this heading into the page, in place of the one that was there, and print it."""
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Benchmarks\n"
    before, _, rest = old.partition(heading)
    _, other, after = rest.partition("\n## ")
    kept = f"\n## {after}" if other else ""
    PAGE.write_text(before.rstrip() + "\n\n" + section.rstrip() + "\n" + kept, encoding="utf-8")
    print(section)
