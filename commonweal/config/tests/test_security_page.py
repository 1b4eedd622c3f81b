"""What docs/SECURITY.md and docs/asvs.csv say is held by tests: each that they name is there."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[3]
ANSWERS = {"tested", "configured", "written", "partly", "not met", "not applicable"}

# How many items of levels 1 and 2 each section of OWASP ASVS 5.0.0 has.
ITEMS = {"1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4,
         "3.4": 6, "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
         "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5,
         "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2,
         "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2, "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1,
         "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4,
         "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1,
         "17.2": 4, "17.3": 2}  # fmt: skip


@cache
def functions_of(file: str) -> frozenset[str]:
    """Return the names of the tests in a file; none where there is no such file."""
    path = ROOT / file
    tree = ast.parse(path.read_text()) if path.is_file() else ast.parse("")
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def missing(text: str) -> list[str]:
    """Return every test that a text names and that is not there."""
    named = re.findall(r"([\w/]+\.py)::(\w+)", text)
    return [f"{file}::{name}" for file, name in named if name not in functions_of(file)]


def items() -> list[dict[str, str]]:
    with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_class_of_faults_is_held_by_a_test_that_is_there():
    page = (ROOT / "docs" / "SECURITY.md").read_text()
    rows = re.findall(r"^\| (\d+) \| (CVE[^|]+) \| ([^|]+) \| ([^|]+) \| (.+) \|$", page, re.MULTILINE)

    assert [int(row[0]) for row in rows] == list(range(1, 32))
    assert [
        row[0] for row in rows if not re.fullmatch(r"`[\w/]+\.py::test_\w+`( `[\w/]+\.py::test_\w+`)*", row[4])
    ] == []
    assert missing(page) == []


def test_every_item_of_the_standard_is_answered_once():
    found = items()

    assert len(found) == len({row["item"] for row in found}) == sum(ITEMS.values()) == 253
    assert Counter(row["item"][1:].rpartition(".")[0] for row in found) == ITEMS
    assert Counter(row["level"] for row in found) == {"1": 70, "2": 183}
    assert {row["answer"] for row in found} <= ANSWERS


def test_what_is_said_to_be_tested_names_tests_that_are_there():
    found = items()

    wrong = [row["item"] for row in found if row["answer"] == "tested" and "::test_" not in row["where"]]
    silent = [row["item"] for row in found if len(row["where"]) < 8]
    pages = {name for row in found for name in re.findall(r"docs/[\w.]+\.md|commonweal/[\w/]+\.py", row["where"])}

    assert wrong == silent == []
    assert missing("\n".join(row["where"] for row in found)) == []
    assert [name for name in pages if not (ROOT / name).is_file()] == []
    assert sum(row["answer"] == "tested" for row in found) >= 150


def test_every_event_of_the_security_log_is_on_the_page():
    said = set(re.findall(r"`([a-z]+(?:_[a-z]+)*)`", (ROOT / "docs" / "SECURITY.md").read_text()))
    noted = set()
    for file in (ROOT / "commonweal").rglob("*.py"):
        if "tests" not in file.parts:
            noted |= set(re.findall(r'\bnote\(\s*"(\w+)"', file.read_text()))

    assert noted
    assert noted <= said
