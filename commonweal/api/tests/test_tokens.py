"""A token lets a program do what its person may do, in one partnership, as far as she said, and no further."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest
from django.test import Client

from commonweal.acts.testing import NOON, account, founded, known_here
from commonweal.api import tokens
from commonweal.api.models import Token
from commonweal.kit.digests import sha256_hex
from commonweal.partnerships.models import Representation
from commonweal.people.identity import unlink
from commonweal.record import reading

HERE = "partnerships/cool-schools"
GOAL = {"kind": "fit.name_goal", "body": {"title": "No yard above 38 degrees"}}


def problem(answer):
    assert answer["Content-Type"] == "application/problem+json"
    return answer.json()


def test_a_program_acts_for_its_person_without_a_session_or_a_csrf_token(cool, token, program):
    answer = program(f"{HERE}/acts", GOAL, secret=token("Bruno"))

    assert answer.status_code == 201, answer.content
    assert (answer.json()["by"], answer.json()["org"]) == (cool.person("Bruno"), cool.org("company"))
    assert answer["Cache-Control"] == "private, no-store"
    assert not answer.cookies


def test_times_are_exact_for_the_program_of_somebody_who_takes_part(token, program):
    assert program(f"{HERE}/entries/0").json()["at"] == "2026-03-02T12:00:00Z"
    assert program(f"{HERE}/entries/0", secret=token("Olga")).json()["at"] == "2026-03-02T12:30:00Z"


def test_only_a_digest_is_kept_and_the_day_of_use(cool, token, program):
    secret = token("Bruno")

    program(f"{HERE}/entries", secret=secret)

    kept = Token.objects.get()
    assert kept.digest == sha256_hex(secret.encode())
    assert secret not in str(Token.objects.values().get())
    assert str(kept.last_used_on) == "2026-03-02"
    assert len(secret) == len("cw_") + 43


@pytest.mark.parametrize("credentials", ["Bearer cw_wrong", "Bearer", "Basic YTpi", "cw_wrong", "Bearer \ud800", ""])
def test_credentials_that_do_not_count_are_told_alike(cool, program, credentials):
    for address in ("kinds", HERE, f"{HERE}/entries", f"{HERE}/tasks"):
        answer = program(address, authorization=credentials.encode("utf-8", "surrogatepass").decode("latin-1"))

        assert answer.status_code == 401, address
        assert answer["WWW-Authenticate"] == "Bearer"
        assert "token of this partnership" in problem(answer)["title"]


def test_a_token_is_nothing_in_another_partnership(cool, token, program):
    quiet = founded("Quiet Streets")
    here, there = token("Bruno"), token("Bruno", partnership=quiet.id)
    known_here(quiet, "Bruno")
    size = reading.size(quiet.id)

    wrong = program("partnerships/quiet-streets", secret="cw_" + "x" * 43)
    for address, sent in (("", None), ("/entries", None), ("/sheets", None), ("/acts", GOAL), ("/acts/verdict", GOAL)):
        answer = program(f"partnerships/quiet-streets{address}", sent, secret=here)
        assert (answer.status_code, answer.content) == (401, wrong.content), address
    absent = program("partnerships/nothing-here/entries", secret=here)
    assert (absent.status_code, absent.content) == (401, wrong.content)
    assert program("partnerships/quiet-streets/acts", GOAL, secret=there).status_code == 201
    assert reading.size(quiet.id) == size + 1


def test_a_session_beside_a_token_is_as_if_it_were_not_there(cool, token):
    client = Client(enforce_csrf_checks=True)
    client.force_login(account("Alba"))
    secret = token("Olga", "read")

    answer = client.get(f"/api/v1/{HERE}/entries/0", headers={"authorization": f"Bearer {secret}"})
    wrong = client.get(f"/api/v1/{HERE}/entries/0", headers={"authorization": "Bearer cw_no"})
    acted = client.post(f"/api/v1/{HERE}/acts", GOAL, content_type="application/json",
                        headers={"authorization": f"Bearer {secret}"})  # fmt: skip

    assert (answer.status_code, wrong.status_code, acted.status_code) == (200, 401, 403)
    assert client.get("/p/cool-schools/programs/").status_code == 200, "The session is what it was."


@pytest.mark.parametrize(
    ("scopes", "may"),
    [
        (("read",), {"read"}),
        (("act:fit",), {"fit"}),
        (("act:*",), {"fit", "people"}),
        (("read", "act:people"), {"read", "people"}),
    ],
)
def test_a_program_does_no_more_than_its_scope(cool, token, program, scopes, may):
    secret = token("Alba", *scopes)
    asked = {
        "read": program(f"{HERE}/entries", secret=secret),
        "fit": program(f"{HERE}/acts/verdict", GOAL, secret=secret),
        "people": program(f"{HERE}/acts/verdict", {"kind": "membership.withdraw", "body": {"invitation": "a" * 26}},
                          secret=secret),
    }  # fmt: skip

    assert {what for what, answer in asked.items() if answer.status_code == 200} == may
    for what in asked.keys() - may:
        assert asked[what].status_code == 403
        assert problem(asked[what])["title"].startswith("This token does not let its program")
        assert "clause" not in problem(asked[what])


def test_the_roles_are_those_of_the_person_now(cool, token, program):
    secret = token("Chiara")
    place = Representation.objects.get(partnership=cool.id, person=cool.person("Chiara")).entry
    assert program(f"{HERE}/acts", GOAL, secret=secret).status_code == 201

    cool.given("membership.step_down", by=cool.chiara, place=place)

    assert program(f"{HERE}/acts", GOAL, secret=secret).status_code == 401, "Only those who take part send programs."


def test_a_token_ends_with_its_day_its_revocation_and_its_account(cool, token, program, time_machine):
    bruno, chiara, dina = token("Bruno", days=2), token("Chiara"), token("Dina")
    ok = lambda secret: program(f"{HERE}/entries", secret=secret).status_code  # noqa: E731 - short, said three times
    assert [ok(bruno), ok(chiara), ok(dina)] == [200, 200, 200]

    tokens.revoke(
        Token.objects.get(account=account("Chiara")).pk, account=account("Chiara"), partnership=cool.id, at=NOON
    )
    hers = account("Dina")
    hers.is_active = False
    hers.save()
    time_machine.move_to(NOON + timedelta(days=2), tick=False)

    assert [ok(bruno), ok(chiara), ok(dina)] == [401, 401, 401]


def test_the_token_of_somebody_who_was_erased_counts_no_more(cool, token, program):
    secret = token("Emre")
    unlink([cool.person("Emre")], partnership=cool.id, at=NOON)

    assert program(f"{HERE}/entries", secret=secret).status_code == 401


def test_tokens_that_ended_long_ago_or_belong_to_nobody_here_are_forgotten(cool, token):
    for who in ("Bruno", "Chiara", "Dina", "Emre"):
        token(who, days=1 if who == "Bruno" else 300)
    unlink([cool.person("Emre")], partnership=cool.id, at=NOON)
    tokens.revoke(
        Token.objects.get(account=account("Chiara")).pk, account=account("Chiara"), partnership=cool.id, at=NOON
    )

    tokens.sweep(NOON + timedelta(days=40))

    assert [kept.account for kept in Token.objects.all()] == [account("Dina")]


def test_no_token_lives_longer_than_a_year(cool, token):
    token("Bruno", days=5000)

    assert Token.objects.get().expires_at == NOON + tokens.LONGEST


def test_nobody_revokes_the_token_of_another(cool, token, program):
    secret = token("Bruno")

    assert not tokens.revoke(Token.objects.get().pk, account=account("Alba"), partnership=cool.id, at=NOON)
    assert program(f"{HERE}/entries", secret=secret).status_code == 200


def test_no_secret_reaches_a_log_or_is_taken_from_an_address(cool, token, program, caplog):
    secret = token("Bruno")
    with caplog.at_level(logging.DEBUG):
        program(f"{HERE}/acts", GOAL, secret=secret)
        program(f"{HERE}/nothing", secret=secret)
        program(f"{HERE}/acts", {"kind": "no"}, secret=secret)

    assert secret not in caplog.text
    assert program(f"{HERE}/tasks?access_token={secret}&token={secret}").status_code == 401


def test_whoever_asks_too_often_waits(cool, token, program, settings, time_machine):
    settings.API_PER_MINUTE = 3
    bruno, dina = token("Bruno"), token("Dina")

    asked = [program(HERE, secret=bruno).status_code for _ in range(4)]
    told = program(HERE, secret=bruno)

    assert asked == [200, 200, 200, 429]
    assert (told["Retry-After"], problem(told)["title"]) == (
        "60",
        "That was too often. Wait 60 seconds, then ask again.",
    )
    assert program(HERE, secret=dina).status_code == 200, "Another program is counted for itself."
    assert [program(HERE).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert program(HERE, secret="cw_guess").status_code == 429, "Guessing is counted for the address."
    time_machine.move_to(NOON.replace(minute=31), tick=False)
    assert program(HERE, secret=bruno).status_code == 200


def test_a_forged_address_is_not_believed(cool, program, settings):
    settings.API_PER_MINUTE = 2
    asked = [program(HERE, **{"x-forwarded-for": f"9.9.9.{n}"}).status_code for n in range(3)]
    settings.BEHIND_PROXY = True
    behind = [program(HERE, **{"x-forwarded-for": f"9.9.9.{n}, 8.8.8.8"}).status_code for n in range(3)]

    assert (asked, behind) == ([200, 200, 429], [200, 200, 429])
