"""Classes of faults that happened to others, tried here: what no room's own tests try already. See docs/SECURITY.md."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from commonweal.acts.testing import NOON, account
from commonweal.api.models import Token
from commonweal.config.tests.two_partnerships import (
    HERS,
    TwoPartnerships,
    filled,
    fingerprint,
    house_addresses,
    two_partnerships,
)
from commonweal.kit.digests import sha256_hex
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.models import Representation

HOUSE = Path(__file__).resolve().parents[2]
CODE = "/accounts/login/code/"
ASKED = (
    "page", "start", "limit", "before", "after", "q", "what", "org", "by", "sector", "parent", "receipt", "capability",
    "kind", "order", "order_by", "sort", "ordering", "filter", "fields", "columns", "search", "email",
    "name__startswith",    "by__account__email__startswith", "account__email__icontains",
)  # fmt: skip
INJECTED = (
    "' OR '1'='1",
    "1; DROP TABLE record_entry --",
    "1) UNION SELECT email FROM people_account --",
    "%27%22);--",
)


@pytest.fixture
def both(db, time_machine, settings, tmp_path) -> TwoPartnerships:
    time_machine.move_to(NOON, tick=False)
    settings.MEDIA_ROOT = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    return two_partnerships()


def addresses_of(both, slug="cool-schools"):
    return sorted({filled(p, path, slug, both.ids) for path, p in house_addresses() if not path.endswith("/bundle")})


def page(answer):
    return (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")


def token_for(name, *, partnership):
    secret = f"cw_{name}"
    Token.objects.create(id=new_id(), digest=sha256_hex(secret.encode()), account=account(name), name="x",
                         partnership=partnership, scopes=["read", "act:*"], made_at=NOON,
                         expires_at=NOON.replace(month=5))  # fmt: skip
    return {"authorization": f"Bearer {secret}"}


def test_the_token_of_one_partnership_opens_nothing_in_another(both):
    """Class 1: at every endpoint, also with a token of somebody who convenes the other one."""
    headers, before = token_for("Alba", partnership=both.cool.id), fingerprint(both.quiet)
    opened = []
    for address in addresses_of(both, "quiet-streets"):
        if address.startswith("/api/v1/partnerships/quiet-streets"):
            for send in (Client().get, Client().post):
                answer = send(address, headers=headers, content_type="application/json")
                if answer.status_code not in (401, 405):
                    opened.append((address, answer.status_code))

    assert opened == []
    assert fingerprint(both.quiet) == before
    assert Client().get("/api/v1/partnerships/cool-schools/entries", headers=headers).status_code == 200


@pytest.mark.slow
@pytest.mark.parametrize("name", [None, "Farah", "Zora"])
def test_programs_of_strangers_read_no_names_addresses_or_secrets(both, name):
    """Class 3: what the API gives is what the charter lets one read."""
    client = both.client(name)
    hers = account("Alba")
    personal = {hers.email, hers.pk, account("Chiara").email, both.ids["token"], both.ids["draft"]}
    leaks = [
        (address, secret)
        for address in addresses_of(both)
        if address.startswith("/api/v1/")
        for secret in personal
        if secret in page(client.get(address))
    ]

    assert leaks == []


@pytest.mark.slow
@pytest.mark.parametrize("name", [None, "Farah"])
def test_no_question_of_a_stranger_tells_whose_name_or_address_it_is(both, name):
    """Class 7: a page that answers the same whether a filter is right or wrong tells nothing by it."""
    client, told = both.client(name), []
    for address in addresses_of(both):
        if not address.startswith(("/p/cool-schools/", "/api/v1/")):
            continue
        for asked in ("email", "by__account__email__startswith", "account__email__icontains", "name__startswith"):
            right, wrong = (client.get(address, {asked: word}) for word in ("alba", "qqqq"))
            shown = [re.sub(r'value="[^"]*"|alba|qqqq|[?&][^"]*', "", page(answer)) for answer in (right, wrong)]
            if right.status_code != wrong.status_code or shown[0] != shown[1]:
                told.append((address, asked))

    assert told == []


@pytest.mark.slow
@pytest.mark.parametrize("injected", INJECTED)
def test_nothing_that_is_asked_becomes_part_of_a_question_to_the_database(both, injected):
    """Classes 8 and 9: every parameter at every address; what was typed is never found in the text of a statement."""
    client, found = both.client("Alba"), []

    def watch(execute, sql, params, many, context):
        if injected in sql or "DROP TABLE" in sql:
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        for address in addresses_of(both):
            answer = client.get(address, dict.fromkeys(ASKED, injected))
            assert answer.status_code < 500, address
            page(answer)

    assert found == []


@pytest.mark.once
def test_no_statement_is_made_of_what_somebody_typed():
    """Classes 8 and 9: raw statements are constants of ours, or say why not (ruff's S608 marks the others)."""
    risky = re.compile(r"\.(?:raw|extra)\(|RawSQL\(|cursor\.execute\(\s*f\"")
    files = [file for file in HOUSE.rglob("*.py") if not {"tests", "migrations"} & set(file.parts)]

    # The record's own statements name its own tables; what is asked for stands in their parameters.
    lines = [
        f"{file.relative_to(HOUSE)}: {line.strip()}"
        for file in files
        if "record" not in file.parts
        for line in file.read_text().splitlines()
        if risky.search(line) and "noqa: S608" not in line
    ]

    assert lines == []


def test_an_invitation_that_is_over_gives_no_place_to_whoever_signs_in_by_it(both, client, time_machine, mailoutbox):
    """Class 11: signing in for the sake of an invitation is one thing, taking it another."""
    time_machine.move_to(NOON.replace(month=6), tick=False)
    join = f"/join/{both.ids['token']}/"
    before = Representation.objects.count()

    client.post(CODE, {"email": "newcomer@example.org", "next": join})
    client.post(f"{CODE}confirm/", {"code": mailoutbox[-1].body.strip().splitlines()[2], "next": join})
    assert "_auth_user_id" in client.session
    client.post(join, {"your_name": "Newcomer"})

    assert Representation.objects.count() == before


@pytest.mark.slow
def test_no_address_beside_a_feed_opens_by_a_secret_what_signing_in_opens(both):
    """Classes 12 and 13: files have no secret links, and no id in an address is a number of the database."""
    by_number = [
        path for path, pattern in house_addresses()
        for name, converter in getattr(pattern.pattern, "converters", {}).items()
        if type(converter).__name__ == "IntConverter"
        and name not in ("position", "level", "screen", "number", "entry", "goal", "assessment", "waiver", "place",
                         "size")
        and "<slug:slug>" not in path
    ]  # fmt: skip
    exports = [path for path, _p in house_addresses() if re.search("export|bundle|package|sheets", path)]

    assert by_number == []
    assert not [path for path in exports if "token" in path or "secret" in path]


@pytest.mark.slow
def test_every_answer_says_what_it_is_and_in_which_letters(both):
    client, silent = both.client("Alba"), []
    for address in addresses_of(both):
        answer = client.get(address)
        kind, body = answer.get("Content-Type", ""), page(answer)
        if body and (not kind or (kind.startswith("text/") and "charset=utf-8" not in kind.lower())):
            silent.append((address, kind))

    assert silent == []


def test_ids_do_not_collide_and_cannot_be_walked():
    """Classes 13 and 14: 128 random bits; two that were made in one moment have nothing in common."""
    made = [new_id() for _ in range(10_000)]

    assert len(set(made)) == len(made)
    assert len({each[:6] for each in made}) > 9_900
    assert id_from_seed("a", "bc") != id_from_seed("ab", "c")


@pytest.mark.slow
def test_what_a_visitor_is_shown_names_nobody(both):
    """Class 15: pages, feeds, posters, pictures, calendars and files that are open to all."""
    names = [account(name).email for name in ("Alba", "Bruno", "Chiara", "Emre", "Olga", "Sami")]
    client = Client()
    leaks = [
        (address, secret) for address in addresses_of(both) for secret in (*names, both.ids["token"])
        if address.startswith("/p/") and secret in page(client.get(address))
    ]  # fmt: skip

    assert leaks == []


@pytest.mark.parametrize("name", ["Zora", "Farah", "Bruno"])
def test_drafts_lists_tokens_and_webhooks_of_others_are_not_there(both, name):
    """Class 22: whatever somebody left half done, by its id."""
    both.client("Alba")
    client, opened = both.client(name), []
    for path, pattern in house_addresses():
        if re.search(r"<str:(draft|waiting)>", path):
            for slug in ("cool-schools", "quiet-streets"):
                answer = client.get(filled(pattern, path, slug, both.ids))
                if answer.status_code == 200 or HERS in page(answer):
                    opened.append((path, slug, answer.status_code))

    assert opened == []


@pytest.mark.once
def test_no_template_is_made_of_what_somebody_typed():
    """Class 23: templates are files of ours; no code makes one from a text, and no format string comes from outside."""
    makes = []
    for file in HOUSE.rglob("*.py"):
        if "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("Template", "from_string", "format_map", "eval", "exec", "compile_template"):
                makes.append(f"{file.relative_to(HOUSE)}:{node.lineno}")

    assert makes == []


@pytest.mark.once
def test_no_pattern_is_made_of_what_somebody_typed():
    """What is matched against is a constant of ours, or is taken word for word (`re.escape`)."""
    made = []
    for file in HOUSE.rglob("*.py"):
        if "tests" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "re":
                if called.attr == "escape" or not node.args:
                    continue
                said = ast.unparse(node.args[0])
                names = {each.id for each in ast.walk(node.args[0]) if isinstance(each, ast.Name)}
                if "re.escape" not in said and any(not name.strip("_").isupper() for name in names):
                    made.append(f"{file.relative_to(HOUSE)}: {said}")

    # The standalone verifier makes patterns of the shapes that it read, with every byte of them escaped.
    assert [each for each in made if not each.startswith("verifier/")] == []


@pytest.mark.parametrize("name", ["{{ settings.SECRET_KEY }}", "{% debug %}", "%(secret)s {0.__class__}", "${x}"])
def test_words_in_a_mail_stay_words(both, client, mailoutbox, name, settings):
    """Class 23: a name with placeholders in it comes out as it went in, or not at all."""
    alba = account("Alba")
    alba.name = name
    alba.save()

    client.post(CODE, {"email": alba.email})

    assert settings.SECRET_KEY not in mailoutbox[-1].body + mailoutbox[-1].subject
    assert "{%" not in mailoutbox[-1].body
