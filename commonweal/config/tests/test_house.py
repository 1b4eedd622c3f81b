"""The rules for files, rooms, settings and dependencies that no other tool looks after."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from importlib.metadata import metadata as installed_metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[3]
HOUSE = ROOT / "commonweal"

LONGEST_FILE, LONGEST_FUNCTION = 300, 40  # lines
LONG_FILES = {
    "commonweal/verifier/standalone/verify.py": (1_500, "one readable file is the point"),
}
LONG_FUNCTIONS = {
    "commonweal/acts/perform.py:perform": "the one door is read from top to bottom, in one piece",
}

UNTELLING = {"utils", "util", "helpers", "helper", "manager", "managers", "service", "services", "misc", "common"}


def sources() -> list[Path]:
    """Every Python file that people write: ours, without what Django writes."""
    files = [*HOUSE.rglob("*.py"), *(ROOT / "script").glob("*.py"), *(ROOT / "bench").rglob("*.py")]
    return sorted(file for file in files if "migrations" not in file.parts)


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def rooms() -> list[Path]:
    """Every package of the house but its tests and migrations."""
    found = {file.parent for file in HOUSE.rglob("*.py")}
    return sorted(room for room in found if not {"tests", "migrations"} & set(room.parts))


def tracked() -> list[Path]:
    """Every file that git keeps, or would if asked."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listing.returncode:
        pytest.skip("Needs git and a clone to know which files are the project's.")
    names = listing.stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("room", rooms(), ids=named)
def test_every_room_has_its_sign_on_the_door(room):
    door = room / "__init__.py"

    assert door.exists(), f"{named(room)} needs an __init__.py that says in one sentence what the room is for."
    sign = (ast.get_docstring(ast.parse(door.read_text())) or "").partition("\n\n")[0]
    assert sign.endswith((".", "!", "?")), f"{named(door)} begins with a sentence on the door; a map may follow it."


@pytest.mark.parametrize("file", sources(), ids=named)
def test_every_file_fits_and_has_a_telling_name(file):
    text = file.read_text()

    longest, _reason = LONG_FILES.get(named(file), (LONGEST_FILE, ""))

    assert text.count("\n") <= longest, f"Split {named(file)}, or list it with its reason."
    assert file.stem not in UNTELLING, f"{named(file)}: say what it is."
    if text.strip() and "tests" not in file.parts:
        assert ast.get_docstring(ast.parse(text)), f"{named(file)} begins with what it is for."


@pytest.mark.parametrize("file", sources(), ids=named)
def test_every_function_fits(file):
    if named(file) in LONG_FILES:
        pytest.skip(f"{named(file)} is listed as long: {LONG_FILES[named(file)][1]}.")

    long = [
        f"{node.name} has {length} lines"
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
        and f"{named(file)}:{node.name}" not in LONG_FUNCTIONS
    ]

    assert long == []


def test_reasons_for_length_are_still_needed():
    for name in LONG_FILES:
        assert (ROOT / name).read_text().count("\n") > LONGEST_FILE, f"{name} fits now: strike it from the list."


def test_every_setting_is_documented():
    settings = "".join(file.read_text() for file in sorted((HOUSE / "config").glob("*.py")))
    read = set(re.findall(r'environment\.\w+\(\s*"(\w+)"', settings))
    written = set(re.findall(r"^\| `(\w+)`", (ROOT / "docs" / "SETTINGS.md").read_text(), re.MULTILINE))

    assert written == read


def test_every_dependency_is_answered_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    declared = [*project["project"]["dependencies"], *project["project"]["optional-dependencies"]["fast"]]
    declared += [requirement for group in project["dependency-groups"].values() for requirement in group]
    page = (ROOT / "docs" / "DEPENDENCIES.md").read_text()

    names = sorted(re.split(r"[^\w-]", requirement)[0] for requirement in declared)

    assert sorted(re.findall(r"^\| ([a-z][\w-]*) \|", page, re.MULTILINE)) == sorted([*names, *["package"] * 3])
    assert len(project["project"]["dependencies"]) <= 20


def test_decisions_are_numbered_without_a_gap_and_name_what_was_rejected():
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))

    for number, page in enumerate(pages, start=1):
        text = page.read_text()
        assert page.name.startswith(f"{number:04}-"), f"The next decision is number {number}."
        assert text.startswith(f"# {number:04} "), f"{page.name} begins with its number."
        assert "\n## Rejected\n" in text, f"{page.name} says what else was possible, and why it was not chosen."


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt", "requirements-oracles.txt"])
def test_locks_are_hashed_and_name_no_place(lock):
    text = (ROOT / lock).read_text()
    entries = re.findall(r"^\S+==\S+(?: ;.*?)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.MULTILINE)

    assert len(entries) == len(re.findall(r"^[a-z0-9]", text, re.MULTILINE)) > 0
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)


def test_locks_install_on_the_oldest_python_we_promise():
    pinned = re.findall(r"^([a-z0-9][\w.-]*)==", (ROOT / "requirements-dev.txt").read_text(), re.MULTILINE)

    too_new = [
        f"{name} needs Python {needs}"
        for name in pinned
        if (needs := installed_metadata(name)["Requires-Python"]) and "3.11.0" not in SpecifierSet(needs)
    ]

    assert too_new == []


def test_migrations_have_names():
    written = [file for file in HOUSE.rglob("migrations/*.py") if file.name != "__init__.py"]

    unnamed = [named(file) for file in written if not re.fullmatch(r"\d{4}_[a-z][a-z0-9_]*", file.stem)]
    automatic = [named(file) for file in written if "_auto_" in file.stem]

    assert unnamed == automatic == []


def test_migrations_are_linear():
    for folder in HOUSE.rglob("migrations"):
        numbers = sorted(file.stem for file in folder.glob("[0-9]*.py"))
        if numbers:
            last = folder / "max_migration.txt"
            assert last.exists(), f"Run create_max_migration_files for {named(folder)}."
            assert last.read_text().strip() == numbers[-1]


def test_exceptions_to_the_lint_have_reasons():
    silent = [
        f"{named(file)}:{number}"
        for file in sources()
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if re.search(r"#\s*(ruff:\s*)?noqa(?!:? ?[A-Z0-9, ]+\s*(-|–|\())", line) and file != Path(__file__).resolve()
    ]

    assert silent == []


def test_no_file_names_a_registry_or_a_machine():
    # Put together here, so that this file does not find itself.
    places = ["python" + "hosted", "registry." + "npm", "/" + "simple/", "/work" + "/", "/tmp" + "/bash", "/farm" + "/"]
    forbidden = re.compile("|".join(map(re.escape, places)).encode())

    named_in = [named(file) for file in tracked() if forbidden.search(file.read_bytes())]

    assert named_in == []
