"""Each contract between rooms bites: a planted breach of it fails the build, and it alone tells why."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[3]
BREACHES = {
    "Lower floors never import upper ones": {"record/entry.py": "import commonweal.acts.act"},
    "(Since this contract is marked as 'exhaustive'": {"attic/__init__.py": ""},
    "Capabilities never import each other": {
        "capabilities/fit/acts.py": "import commonweal.capabilities.membership.acts",
    },
    "kit, methods and charter are free of Django": {"charter/judge.py": "import django.utils.translation"},
    "The offline verifier needs no Django": {"verifier/bundle.py": "import commonweal.record.models"},
    "Only acts.perform and the restoring of bundles": {"capabilities/fit/pages.py": "import commonweal.record.writing"},
    "A capability's models are touched by its manifest": {
        "capabilities/fit/models.py": "",
        "capabilities/fit/forms.py": "import commonweal.capabilities.fit.models",
    },
    "No circles between siblings": {
        "kit/ids.py": "import commonweal.kit.dates",
        "kit/dates.py": "import commonweal.kit.ids",
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("contract", BREACHES)
def test_a_planted_breach_fails_the_build(contract, tmp_path):
    shutil.copytree(ROOT / "commonweal", tmp_path / "commonweal", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, line in BREACHES[contract].items():
        file = tmp_path / "commonweal" / name
        file.parent.mkdir(exist_ok=True)
        with file.open("a") as planted:
            planted.write(f"\n{line}\n")

    lint = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert lint.returncode == 1
    assert contract in lint.stdout.partition("Broken contracts")[2]
