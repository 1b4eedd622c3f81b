"""Compile every translation that is newer than its compiled form; no gettext program is needed.

script/translations.py            compile
script/translations.py --check    say which sentences of which language are missing, and fail if a file is broken
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Go through all catalogues of the house."""
    broken = 0
    for source in sorted(ROOT.glob("commonweal/**/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not arguments and target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        try:
            catalogue = read(source)
        except PoFileError as fault:
            print(f"{source.relative_to(ROOT)}: {fault}", file=sys.stderr)
            broken += 1
            continue
        if arguments:
            missing = [message.id for message in catalogue if message.id and not complete(message.string)]
            print(f"{source.relative_to(ROOT)}: {len(catalogue)} sentences, {len(missing)} not translated")
        else:
            # Written aside and moved, so that a server that is starting never reads half a file.
            aside = target.with_suffix(".mo.new")
            with aside.open("wb") as file:
                write_mo(file, catalogue)
            aside.replace(target)
    return 1 if broken else 0


def read(source: Path) -> Catalog:
    """Read one catalogue.

    :raises PoFileError: naming the line that is no catalogue
    """
    with source.open("rb") as file:
        return read_po(file, locale=source.parent.parent.name, abort_invalid=True)


def complete(translated: str | tuple[str, ...]) -> bool:
    """Tell whether a message has words in all its plural forms."""
    forms = translated if isinstance(translated, tuple) else (translated,)
    return all(forms)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
