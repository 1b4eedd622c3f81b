"""``commonweal bundle`` and ``commonweal restore``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from commonweal.acts.perform import setting_of
from commonweal.acts.readable import withheld_from
from commonweal.capabilities.erasure.again import settle
from commonweal.console.replaying import named
from commonweal.interchange.bundles import NotExported, NotRestored, export_bundle, restore_bundle
from commonweal.partnerships.actors import visitor
from commonweal.web.audience import now


def bundle_main(argv: Sequence[str]) -> int:
    """Write a whole partnership into one file."""
    parser = argparse.ArgumentParser(prog="commonweal bundle", description="Write a whole partnership into one file.")
    parser.add_argument("partnership", help="address or id")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    parser.add_argument(
        "--public", action="store_true", help="leave out words that not everybody may read: the copy to hand round"
    )
    words = parser.parse_args(argv)
    row = named(words.partnership)
    withheld = withheld_from(visitor(row.pk), setting=setting_of(row.pk)) if words.public else {}
    aside = words.output.with_name(f".{words.output.name}.new")
    try:
        with aside.open("wb") as out:
            export_bundle(row.pk, out, withheld=withheld)
    except (NotExported, OSError) as refused:
        aside.unlink(missing_ok=True)
        print(refused, file=sys.stderr)
        return 1
    # Written aside and moved, so that nobody ever holds half a file under the whole one's name.
    aside.replace(words.output)
    print(f"{row.name}: {words.output.stat().st_size:,} bytes in {words.output}")
    print(
        "Words that not everybody may read are left out."
        if words.public
        else "It is the whole copy: it also holds words that only some may read."
    )
    print(f"Check it: commonweal verify {words.output}")
    return 0


def restore_main(argv: Sequence[str]) -> int:
    """Bring a partnership up from its file."""
    parser = argparse.ArgumentParser(prog="commonweal restore", description="Bring a partnership up from its file.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--slug", help="another address, where the one in the file is taken")
    words = parser.parse_args(argv)
    try:
        with words.file.open("rb") as file:
            row = restore_bundle(file, slug=words.slug)
    except (NotRestored, OSError) as refused:
        print(refused, file=sys.stderr)
        return 1
    print(f"{row.name} is restored at /p/{row.slug}/")
    settle(now())
    return 0
