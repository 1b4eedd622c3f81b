"""Run the parts of the test suite one after the other, say how long each took, and count.

script/test                    everything
script/test lint fast          some parts: lint fast slow browser postgres, or one check by its name
script/test -k pledge          pytest's own arguments: only the tests on SQLite, with these arguments
script/test postgres -k pledge both
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
DJANGO = (PYTHON, "-m", "django")
PYTEST = (PYTHON, "-m", "pytest", "-q", "--continue-on-collection-errors")
# On all cores, each with a database of its own. Browser tests of one file share a served house and stay together.
SHARED_OUT = (*PYTEST, "--numprocesses", str(min(os.cpu_count() or 1, 8)))
CHECKS: dict[str, tuple[str, ...]] = {
    "format": (PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."),
    "style": (PYTHON, "-m", "ruff", "check", "--quiet", "."),
    "imports": ("lint-imports", "--no-logo"),
    "templates": ("djlint", "--lint", "--quiet", "commonweal"),
    "types": (PYTHON, "-m", "mypy", "--no-error-summary"),
    "migrations": (*DJANGO, "makemigrations", "--check", "--dry-run"),
    "dependencies": (PYTHON, "-m", "deptry", "."),
}
TESTS: dict[str, tuple[str, ...]] = {
    "fast": (*SHARED_OUT, "-m", "not browser and not slow"),
    "slow": (*SHARED_OUT, "-m", "slow and not browser"),
    "browser": (*SHARED_OUT, "--dist", "loadfile", "-m", "browser", "browser"),
    "postgres": (PYTHON, "script/private_postgres.py", "--install", *SHARED_OUT, "-m", "not browser and not once"),
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
NO_TESTS, NO_POSTGRES = 5, 3  # exit codes of pytest and of private_postgres.py


@dataclass
class Count:
    """What a part, or all of them, came to."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    remarks: list[str] = field(default_factory=list)

    def __iadd__(self, other: Count) -> Count:
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.remarks += other.remarks
        return self

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def main(arguments: list[str]) -> int:
    """Run the parts asked for; exit 1 when anything failed."""
    names, passed_on = chosen(arguments)
    total, lines = Count(), []
    with tempfile.TemporaryDirectory(prefix="commonweal-test-") as var:
        for name in names:
            print(f"── {name} ──", flush=True)
            started = time.monotonic()
            count = run(name, passed_on, Path(var))
            seconds = time.monotonic() - started
            lines.append(f"{name:<14}{seconds:>7.1f} s   {count}")
            total += count
    print("\n" + "\n".join([*lines, *total.remarks]))
    print(total, flush=True)
    return 1 if total.failed or not total.passed else 0


def chosen(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Tell the names of parts at the front from the arguments for pytest behind them."""
    names: list[str] = []
    for position, argument in enumerate(arguments):
        if argument == "lint":
            names += CHECKS
        elif argument in CHECKS or argument in TESTS:
            names.append(argument)
        else:
            return names or ["fast", "slow"], arguments[position:]
    return names or [*CHECKS, *TESTS], []


def run(name: str, passed_on: list[str], var: Path) -> Count:
    """Run one part. Checks count as one test each."""
    environment = {
        **os.environ,
        "COMMONWEAL_VAR": str(var),  # never the database that script/server shows
        "DJANGO_SETTINGS_MODULE": "commonweal.config.settings",
        "PATH": f"{Path(PYTHON).parent}{os.pathsep}{os.environ['PATH']}",
    }
    if name in CHECKS:
        done = subprocess.run(CHECKS[name], cwd=ROOT, env=environment, check=False)
        return Count(failed=1) if done.returncode else Count(passed=1)
    if name == "browser" and not chromium():
        return Count(remarks=["browser tests did not run: no Chromium (Debian: sudo apt install chromium)."])
    report = var / f"{name}.xml"
    command = [*TESTS[name], f"--junitxml={report}", *passed_on]
    return outcome(name, subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode, report)


def outcome(name: str, code: int, report: Path) -> Count:
    """Read what pytest wrote; a run that broke off counts as a failure."""
    if name == "postgres" and code == NO_POSTGRES and not report.exists():
        return Count(
            remarks=["The suite did not run on PostgreSQL: it is not installed (Debian: apt install postgresql)."]
        )
    if not report.exists():
        return Count(failed=1, remarks=[f"{name}: pytest broke off with exit code {code}."])
    count = Count()
    for suite in ET.parse(report).getroot().iter("testsuite"):  # noqa: S314 - our own file of a moment ago
        failed, skipped = int(suite.get("failures", 0)) + int(suite.get("errors", 0)), int(suite.get("skipped", 0))
        count += Count(int(suite.get("tests", 0)) - failed - skipped, failed, skipped)
    if code not in (0, NO_TESTS) and not count.failed:
        count += Count(failed=1, remarks=[f"{name}: pytest ended with exit code {code}."])
    return count


def chromium() -> bool:
    """Find Chromium, installing Debian's where root may."""
    if os.environ.get("CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return True
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Chromium is missing: installing Debian's package.", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-q"], check=False, stdout=sys.stderr)
        install = ["apt-get", "install", "-q", "-y", "--no-install-recommends", "chromium"]
        subprocess.run(install, check=False, env=quiet, stdout=sys.stderr)
    return any(map(shutil.which, BROWSERS))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
