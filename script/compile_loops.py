"""Compile the hot loops of opinion maps, beside the environment that runs this.

What it compiles, and where it puts it, says `commonweal.methods.opinion.kernel`; without it everything is computed in
numpy, to the same bits.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from commonweal.methods.opinion.kernel import FLAGS, SOURCE, library


def build(to: Path | None = None) -> int:
    """Compile the loops where there is a compiler; say aloud where there is none."""
    to = to or library()
    if to.exists():
        return 0
    compiler = next(filter(None, map(shutil.which, (os.environ.get("CC", "cc"), "gcc", "clang"))), None)
    if compiler is None:
        return _without("no C compiler was found")
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to.parent) as folder:
        made = Path(folder, to.name)
        done = subprocess.run(
            [compiler, *FLAGS, "-o", str(made), str(SOURCE)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            return _without(f"{compiler} could not compile them ({done.stderr.strip().splitlines()[-1:]})")
        made.replace(to)
    return 0


def _without(why: str) -> int:
    sys.stderr.write(f"NOTE: opinion maps are computed without compiled loops, some ten times slower: {why}.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(build())
