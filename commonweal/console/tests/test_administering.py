"""Who runs the host is said on the command line, and nowhere else."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.urls import URLResolver, get_resolver

from commonweal.acts.testing import account
from commonweal.console.administering import administrator_main
from commonweal.people.models import Account
from commonweal.web.audience import audience_of


@pytest.mark.django_db
def test_an_administrator_is_named_on_the_host_itself(capsys):
    account("Henri")

    assert administrator_main(["add", "HENRI@example.org"]) == 0
    assert Account.objects.get(is_administrator=True).name == "Henri"
    assert administrator_main(["list"]) == 0
    assert "henri@example.org" in capsys.readouterr().out
    assert administrator_main(["remove", "henri@example.org"]) == 0
    assert not Account.objects.filter(is_administrator=True).exists()
    assert administrator_main(["add", "nobody@example.org"]) == 1
    assert "Let her sign in once" in capsys.readouterr().err


def test_nobody_is_named_by_half(capsys):
    with pytest.raises(SystemExit):
        administrator_main(["add"])

    assert "Name the mail address" in capsys.readouterr().err


def test_no_other_page_is_for_administrators_and_django_s_own_is_not_installed():
    found = [address for address, callback in _pages(get_resolver().url_patterns) if _for_administrators(callback)]

    assert found == ["host/erase/", "host/", "host/account/", "host/stop/"]
    assert not apps.is_installed("django.contrib.admin")


def _pages(patterns, before=""):
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _pages(pattern.url_patterns, path)
        else:
            yield path, pattern.callback


def _for_administrators(callback):
    return "administrator" in (audience_of(callback) or ())
