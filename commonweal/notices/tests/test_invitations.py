"""Invitations by mail: the link, once to each address, and no address is kept for long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from commonweal.acts.testing import NOON
from commonweal.kit.ids import id_from_seed
from commonweal.notices.models import Letter, Outgoing
from commonweal.notices.tests.conftest import minutes
from commonweal.notices.ticking import tick
from commonweal.partnerships.models import Partnership
from commonweal.people.invitations import kept
from commonweal.people.models import Invitation
from commonweal.record.readmodel import projecting

ID = id_from_seed("test", "by mail")
TO = "gina@example.org"


def invite(cool, *, mail=TO):
    secret = kept(ID, partnership=cool.id, mail=mail)
    cool.given("membership.invite", invitation=ID, role="observer", expires_at=NOON + timedelta(days=30))
    return secret


def test_the_link_goes_to_the_address_once(cool):
    secret = invite(cool)

    for n in range(3):
        tick(at=NOON + minutes(n))

    [letter] = Letter.objects.filter(to=TO)
    assert letter.subject == "Invitation to take part in Cool Schools"
    assert f"http://localhost:8000/join/{secret.token}/" in letter.body
    assert f"http://localhost:8000/join/{secret.token}/" in letter.html
    assert Invitation.objects.get(pk=ID).mailed_at == NOON
    assert Outgoing.objects.get().to == "", "Once it went, the mail is forgotten."


def test_in_the_language_of_the_partnership(cool):
    row = Partnership.objects.get(pk=cool.id)
    row.lang = "ar"
    with projecting():
        row.save()
    invite(cool)

    tick(at=NOON)

    assert 'lang="ar" dir="rtl"' in Letter.objects.get(to=TO).html


def test_an_address_that_stands_there_before_its_invitation_waits_for_it(cool):
    kept(ID, partnership=cool.id, mail=TO)
    tick(at=NOON)
    assert not Letter.objects.exists()

    invite(cool)
    tick(at=NOON + minutes(1))

    assert Letter.objects.filter(to=TO).count() == 1


@pytest.mark.parametrize("over", ["withdrawn", "expired"])
def test_what_is_over_is_not_mailed_and_its_address_is_forgotten(cool, over):
    invite(cool)
    if over == "withdrawn":
        cool.given("membership.withdraw", invitation=ID)

    tick(at=NOON + (timedelta(days=31) if over == "expired" else minutes(1)))

    assert not Letter.objects.exists()
    assert Invitation.objects.get(pk=ID).mail == ""


def test_a_second_address_gets_a_mail_of_its_own(cool):
    invite(cool)
    tick(at=NOON)
    kept(ID, partnership=cool.id, mail="henri@example.org")

    tick(at=NOON + minutes(1))

    assert Letter.objects.filter(to="henri@example.org").count() == 1
    assert Letter.objects.filter(to=TO).count() == 1


def test_without_an_address_nothing_is_mailed(cool):
    invite(cool, mail="")

    tick(at=NOON)

    assert not Outgoing.objects.exists()
