"""What is asked of the database inside one partnership names that partnership; and no stranger does anything."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client

from commonweal.acts.installed import act_types
from commonweal.acts.perform import Refused, perform, verdict_on
from commonweal.acts.testing import NOON, account
from commonweal.config.tests.two_partnerships import (
    BACKEND,
    TwoPartnerships,
    filled,
    house_addresses,
    two_partnerships,
)
from commonweal.record.readmodel import ReadModel
from commonweal.web.audience import MEMBERS, audience_of

HOUSE = Path(__file__).resolve().parents[2]

OPEN_TO_STRANGERS = {"people.erased", "fit.answer_sounding"}
"""Acts that the interim charter gives to anyone; their conditions ask for what is one's own, or for a ticket."""


@pytest.fixture
def both(db, time_machine, settings, tmp_path) -> TwoPartnerships:
    time_machine.move_to(NOON, tick=False)
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    return two_partnerships()


PROVES_ITSELF = {
    "language/": "chooses the language of the pages, and nothing else",
    "p/<slug:slug>/cosignatures": "a witness of another host sends it; its signature is all that counts",
}
"""Addresses that take what is sent without a session, and why."""


def owned_tables() -> dict[str, str]:
    """Every table whose rows belong to one partnership, with its model's name."""
    return {
        model._meta.db_table: model._meta.label
        for model in apps.get_models()
        if any(field.name == "partnership" for field in model._meta.fields)
    }


@contextmanager
def asked() -> Iterator[list[tuple[str, tuple[object, ...]]]]:
    """Collect every question with what it is asked with."""
    found: list[tuple[str, tuple[object, ...]]] = []

    def note(execute, sql, params, many, context):
        found.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def crossing(questions, *, partnership: str) -> Iterator[str]:
    """Yield each question to a table of partnerships that names neither the partnership nor a single row of it."""
    tables = owned_tables()
    for sql, params in questions:
        if not sql.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE")):
            continue
        named = {table for table in tables if re.search(rf"\b{table}\b", sql)}
        if not named or partnership in map(str, params):
            continue
        if not _by_key(sql, named, params):
            yield f"{sorted(named)}: {sql[:400]}"


def _by_key(sql: str, tables: set[str], params: tuple[object, ...]) -> bool:
    """Whether rows are asked for by keys of 128 random bits, or by an account: what nobody learns from elsewhere."""
    where = sql.partition(" WHERE ")[2]
    columns = re.findall(r'"(\w+)" (?:=|IN)', where)
    return bool({"id", "key", "token", "code", "account_id", "person", "credential", "secret", "slug"} & set(columns))


@pytest.mark.slow
@pytest.mark.parametrize("name", [None, "Alba"])
def test_every_question_inside_a_partnership_names_it(both, name):
    client = both.client(name)
    wrong = {}
    for path, pattern in house_addresses():
        if "slug" not in path or path.endswith("/bundle"):
            continue
        address = filled(pattern, path, "cool-schools", both.ids)
        with asked() as questions:
            answer = client.get(address)
            if answer.streaming:
                b"".join(answer)
        for question in crossing(questions, partnership=both.cool.id):
            wrong.setdefault(question, address)

    assert wrong == {}


@pytest.mark.parametrize("kind", sorted(act_types()))
def test_no_act_is_given_to_a_stranger(both, kind):
    verdict = verdict_on(act_types()[kind], by=both.cool.farah, at=NOON)

    assert verdict.allowed == (kind in OPEN_TO_STRANGERS)
    assert verdict.allowed or verdict.reason


@pytest.mark.parametrize("kind", sorted(act_types()))
def test_no_act_is_given_to_the_convener_of_another_partnership(both, kind):
    zora = both.quiet.actor("Zora")
    act = act_types()[kind].model_construct(partnership=both.cool.id)

    with pytest.raises(Refused):
        perform(act, by=zora, at=NOON)


def test_nothing_is_sent_without_the_proof_that_it_comes_from_our_own_page(both):
    """CVE-2023-47635: a form that anybody's page may send in one's name. Bearer tokens need no such proof."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(account("Alba"), backend=BACKEND)
    taken = []
    for path, pattern in house_addresses():
        answer = client.post(filled(pattern, path, "cool-schools", both.ids), {"x": "y"})
        if path not in PROVES_ITSELF and answer.status_code not in (403, 404, 405):
            taken.append((path, answer.status_code))

    assert taken == []


def test_a_page_for_members_is_no_page_for_anyone_by_mistake():
    """What shows names, places or personal things is declared for those who take part."""
    personal = re.compile(r"places|my-words|who-looked|access|programs|hand-over|import/organisations")
    open_to_all = [
        path
        for path, pattern in house_addresses()
        if path.startswith("p/") and personal.search(path) and "anyone" in (audience_of(pattern.callback) or ())
    ]

    assert set(open_to_all) <= {"p/<slug:slug>/my-words/"}, open_to_all


def test_every_read_model_belongs_to_one_partnership():
    assert all(
        "partnership" in {f.name for f in model._meta.fields}
        for model in apps.get_models()
        if issubclass(model, ReadModel)
    )


@pytest.mark.once
def test_no_command_of_the_system_is_run_by_a_page():
    """CVE-2024-1297: what a person types never reaches a shell, because nothing that serves pages starts programs.

    But for the one that sets documents: our own interpreter with our own file; words reach it on its standard input.
    """
    setting = HOUSE / "web" / "documents" / "paper.py"
    assert '[sys.executable, "-I", str(_PROGRAM)]' in setting.read_text()
    starting = []
    for file in HOUSE.rglob("*.py"):
        if {"tests", "console", "standalone"} & set(file.parts) or file == setting:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            starting += [(file.name, name) for name in names if name.split(".")[0] in ("subprocess", "pty", "shlex")]
            if isinstance(node, ast.Attribute) and node.attr in ("system", "popen", "execv", "spawnv"):
                starting.append((file.name, node.attr))

    assert starting == []


def test_members_are_all_who_hold_places():
    assert set(MEMBERS) == {"convener", "representative", "substitute", "participant", "observer"}
