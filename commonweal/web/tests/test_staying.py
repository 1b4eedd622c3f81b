"""Second factors hold against clocks and replays, and sessions end when they should."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings as the_settings
from django.core import mail
from django.core.cache import cache
from django.test import Client

from commonweal.acts.testing import NOON, account
from commonweal.people.models import Account, Session
from commonweal.web.factors import Factors

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CODE, LOGIN, SECOND = "/accounts/login/code/", "/accounts/login/", "/accounts/2fa/authenticate/"
PASSWORD = "correct horse battery staple"
SECRET = "JBSWY3DPEHPK3PXP"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet_noon(settings, time_machine):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    time_machine.move_to(NOON, tick=False)
    cache.clear()


@pytest.fixture
def alba():
    found = account("Alba")
    found.set_password(PASSWORD)
    found.save()
    EmailAddress.objects.create(user=found, email=found.email, verified=True, primary=True)
    return found


def signed_in(client):
    return client.session.get("_auth_user_id")


def ask(client, email, **meta):
    return client.post(CODE, {"email": email}, **meta)


def mailed():
    return mail.outbox[-1].body.strip().splitlines()[2]


def with_password(client, password=PASSWORD, email="alba@example.org", **meta):
    return client.post(LOGIN, {"login": email, "password": password}, **meta)


def totp(*, step=0):
    return format_hotp_value(hotp_value(SECRET, int(NOON.timestamp()) // 30 + step))


# ── Second factors ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def with_app(alba):
    TOTP.activate(alba, SECRET)
    return alba


@pytest.mark.parametrize(("step", "works"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_wrong(client, with_app, step, works):
    with_password(client)

    client.post(SECOND, {"code": totp(step=step)})

    assert bool(signed_in(client)) == works


@pytest.mark.parametrize("later", [0, 29, 40])
def test_a_code_of_the_app_is_good_for_one_time(with_app, time_machine, later):
    first, second = Client(), Client()
    with_password(first)
    with_password(second)
    code = totp(step=1)
    first.post(SECOND, {"code": code})
    time_machine.move_to(NOON + timedelta(seconds=later), tick=False)

    second.post(SECOND, {"code": f" {code[:3]} {code[3:]}"})

    assert signed_in(first)
    assert not signed_in(second)


def test_a_lost_telephone_is_not_the_end(with_app):
    RecoveryCodes.activate(with_app)
    kept = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    first, second, third = Client(), Client(), Client()
    for client in (first, second, third):
        with_password(client)

    first.post(SECOND, {"code": kept[0]})
    second.post(SECOND, {"code": kept[0]})
    third.post(SECOND, {"code": kept[1]})

    assert [bool(signed_in(client)) for client in (first, second, third)] == [True, False, True]


def test_secrets_are_enciphered_and_older_ones_still_work(with_app):
    kept = Authenticator.objects.get(type="totp").data["secret"]

    assert SECRET not in kept
    assert Factors().decrypt(kept) == SECRET == Factors().decrypt(SECRET)


def test_passkeys_are_made_for_the_address_in_the_settings(client, alba, settings):
    settings.ALLOWED_HOSTS, settings.ADDRESS = ["*"], "https://commonweal.example.org"
    client.force_login(alba, backend=BACKEND)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD}, headers={"Host": "evil.example"})

    page = client.get("/accounts/2fa/webauthn/add/", headers={"Host": "evil.example"})

    assert page.context["js_data"]["creation_options"]["publicKey"]["rp"]["id"] == "commonweal.example.org"


# ── Sessions ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def here(name="Alba", agent="Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"):
    client = Client(headers={"User-Agent": agent})
    ask(client, f"{name.lower()}@example.org")
    client.post("/accounts/login/code/confirm/", {"code": mailed()})
    return client


def test_where_somebody_is_signed_in_is_shown_without_an_address(alba):
    client = here()
    here(agent="Mozilla/5.0 (iPhone) Safari/604.1")

    page = client.get("/accounts/").content.decode()

    assert "Firefox, Linux" in page
    assert "Safari, iPhone" in page
    assert "This browser" in page
    assert "127.0.0.1" not in page
    assert all("127.0.0.1" not in str(row.get_decoded()) for row in Session.objects.all())


def test_signing_out_elsewhere_ends_one_or_all_others(alba):
    client, second, third = here(), here(), here()
    key = second.session.session_key

    client.post("/accounts/sessions/end/", {"session": key[-8:]})
    assert second.get("/accounts/").status_code == 302
    assert third.get("/accounts/").status_code == 200
    client.post("/accounts/sessions/end/")

    assert third.get("/accounts/").status_code == 302
    assert client.get("/accounts/").status_code == 200


def test_nobody_ends_the_session_of_another(alba):
    client, hers = here(), here("Bruno")

    client.post("/accounts/sessions/end/", {"session": hers.session.session_key[-8:]})

    assert hers.get("/accounts/").status_code == 200


def test_a_new_password_ends_every_other_session(alba):
    client, other = here(), here()
    sent = {"oldpassword": PASSWORD, "password1": "another horse entirely", "password2": "another horse entirely"}

    client.post("/accounts/password/change/", sent)

    assert Account.objects.get(pk=alba.pk).check_password("another horse entirely")
    assert other.get("/accounts/").status_code == 302
    assert client.get("/accounts/").status_code == 200
    assert Session.objects.filter(account=alba).count() == 1


def test_a_session_ends_when_it_was_not_used_and_at_the_latest_after_its_days(alba, time_machine):
    idle, used = here(), here()
    for day in range(the_settings.SESSION_DAYS):
        time_machine.move_to(NOON + timedelta(days=day), tick=False)
        assert used.get("/accounts/").status_code == 200, day
    assert idle.get("/accounts/").status_code == 302

    time_machine.move_to(NOON + timedelta(days=the_settings.SESSION_DAYS), tick=False)

    assert used.get("/accounts/").status_code == 302


def test_a_name_and_a_language_are_kept_from_the_page(alba):
    client = here()

    answer = client.post("/accounts/about-me/", {"name": "Alba R.", "language": "es"})

    alba.refresh_from_db()
    assert (alba.name, alba.language) == ("Alba R.", "es")
    assert answer.cookies["language"].value == "es"


def test_the_account_page_costs_the_same_for_many_sessions(alba, django_assert_max_num_queries):
    client = here()
    for _ in range(20):
        here()
        cache.clear()

    with django_assert_max_num_queries(10):
        client.get("/accounts/")
