"""How this house starts: safe without a setting in a clone, and in production not at all without what it needs."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured

from commonweal.config import environment

SECRET = "s" * 32
PRODUCTION = {
    "COMMONWEAL_PRODUCTION": "yes",
    "COMMONWEAL_SECRET_KEY": SECRET,
    "COMMONWEAL_HOST_SECRET": SECRET,
    "COMMONWEAL_ADDRESS": "https://commonweal.example.org",
    "COMMONWEAL_MAIL_SERVER": "mail.example.org:2525",
}
SHOW = """
import json
from commonweal.config import settings
print(json.dumps({n: getattr(settings, n) for n in dir(settings) if n.isupper()}, default=lambda _value: None))
"""


def started(tmp_path, **named):
    """Read the settings in a process of their own, with these variables and no others of ours."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("COMMONWEAL_", "DATABASE_"))}
    env |= {"COMMONWEAL_VAR": str(tmp_path), **named}
    return subprocess.run([sys.executable, "-c", SHOW], env=env, capture_output=True, text=True, check=False)


def settings_of(tmp_path, **named):
    done = started(tmp_path, **named)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_clone_starts_with_nothing_set(tmp_path):
    found = settings_of(tmp_path)

    assert (found["PRODUCTION"], found["DEBUG"], found["DEMONSTRATION"], found["LETTERBOX"]) == (
        False,
        False,
        True,
        True,
    )
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["DATABASES"]["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    for name in ("secret.key", "host.key"):
        assert len((tmp_path / name).read_text()) == 64
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert settings_of(tmp_path)["SECRET_KEY"] == found["SECRET_KEY"]
    assert {f.name for f in tmp_path.iterdir()} == {"secret.key", "host.key"}


def test_production_is_safe(tmp_path):
    found = settings_of(tmp_path, **PRODUCTION)

    assert (found["DEMONSTRATION"], found["LETTERBOX"], found["DEBUG"]) == (False, False, False)
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_USE_TLS"]) == ("mail.example.org", 2525, True)
    assert found["ALLOWED_HOSTS"] == ["commonweal.example.org"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://commonweal.example.org"]
    assert found["SECURE_HSTS_SECONDS"] == 31_536_000
    for name in ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
                 "SESSION_COOKIE_HTTPONLY", "SECURE_CONTENT_TYPE_NOSNIFF"):  # fmt: skip
        assert found[name] is True, name
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"
    cookies = [found[f"{name}_COOKIE_NAME"] for name in ("SESSION", "CSRF", "LANGUAGE")]
    assert cookies == ["__Host-session", "__Host-csrf", "__Host-language"]
    assert found["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert found["SECURE_REDIRECT_EXEMPT"] == ["^api/"]
    assert found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is False
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "missing", ["COMMONWEAL_SECRET_KEY", "COMMONWEAL_HOST_SECRET", "COMMONWEAL_ADDRESS", "COMMONWEAL_MAIL_SERVER"]
)
def test_production_does_not_start_without(tmp_path, missing):
    done = started(tmp_path, **{name: value for name, value in PRODUCTION.items() if name != missing})

    assert done.returncode == 1
    assert f"{missing} is missing." in done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"COMMONWEAL_SECRET_KEY": "short"}, "too short to be a secret"),
        ({"COMMONWEAL_ADDRESS": "http://commonweal.example.org"}, "begins with https://"),
        ({"COMMONWEAL_DEBUG": "yes"}, "COMMONWEAL_DEBUG is off"),
        ({"COMMONWEAL_PRODUCTION": "perhaps"}, "Set it to yes or no."),
    ],
)
def test_production_does_not_start_with(tmp_path, wrong, says):
    done = started(tmp_path, **(PRODUCTION | wrong))

    assert done.returncode == 1
    assert says in done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(("behind", "count"), [("no", 0), ("yes", 1)])
def test_headers_of_a_proxy_are_believed_only_behind_one(tmp_path, behind, count):
    found = settings_of(tmp_path, COMMONWEAL_BEHIND_PROXY=behind)

    assert bool(found["SECURE_PROXY_SSL_HEADER"]) == bool(count)
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == count


def test_the_security_log_goes_where_it_is_told(tmp_path):
    file = str(tmp_path / "security.log")

    assert "filename" not in settings_of(tmp_path)["LOGGING"]["handlers"]["security"]
    told = settings_of(tmp_path, COMMONWEAL_SECURITY_LOG=file, COMMONWEAL_HSTS_SUBDOMAINS="no")
    assert told["LOGGING"]["handlers"]["security"]["filename"] == file
    assert told["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is False


def test_passwords_are_kept_by_a_slow_hash_and_checked(tmp_path):
    found = settings_of(tmp_path)

    assert found["PASSWORD_HASHERS"] == ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    assert len(found["AUTH_PASSWORD_VALIDATORS"]) == 3


def test_words_of_this_host_are_no_passwords(tmp_path):
    found = settings_of(tmp_path, COMMONWEAL_PASSWORD_WORDS="Ribera, of, Cool Schools")

    assert found["PASSWORD_WORDS"] == ["commonweal", "partnership", "Ribera", "Cool Schools"]


@pytest.mark.parametrize(("said", "meant"), [("yes", True), ("On", True), ("1", True), ("", False), ("no", False)])
def test_yes_and_no(monkeypatch, said, meant):
    monkeypatch.setenv("A_FLAG", said)

    assert environment.flag("A_FLAG", default=not meant) is meant


def test_what_is_not_set_has_its_default(monkeypatch):
    monkeypatch.delenv("A_FLAG", raising=False)

    assert environment.flag("A_FLAG", default=True) is True
    assert environment.text("A_FLAG", "words") == "words"
    with pytest.raises(ImproperlyConfigured, match=r"A_FLAG is missing\. Do this\."):
        environment.text("A_FLAG", "", needed="Do this.")


def test_many_processes_agree_on_one_secret(tmp_path, monkeypatch):
    monkeypatch.delenv("A_SECRET", raising=False)
    found: list[str] = []

    def ask() -> None:
        found.append(environment.secret("A_SECRET", kept_in=tmp_path / "a.key", required=False))

    asking = [threading.Thread(target=ask) for _ in range(16)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()

    assert len(found) == 16
    assert len(set(found)) == 1
    assert len(found[0]) == 64
    assert [file.name for file in tmp_path.iterdir()] == ["a.key"]
