"""Every address, every visitor, every method; and nothing crosses from one partnership into another."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from commonweal.acts.testing import NOON, account
from commonweal.config.tests.two_partnerships import (
    HERS,
    TwoPartnerships,
    filled,
    fingerprint,
    house_addresses,
    send_act,
    two_partnerships,
    whole,
)
from commonweal.interchange.iati import drafts
from commonweal.record import reading
from commonweal.web.audience import MEMBERS, audience_of

VISITORS = {
    None: (),
    "Farah": (),  # has an account, and no place anywhere
    "Hana": (),  # runs the host
    "Zora": (),  # convener of the other partnership
    "Olga": ("observer",),
    "Emre": ("participant",),
    "Sami": ("substitute",),
    "Bruno": ("representative",),
    "Alba": ("convener", "representative"),
}
ABSENT = "a" * 26
METHODS = ("get", "head", "post", "put", "patch", "delete")
BARE_BUTTONS = ("/count/", "/reset/", "/done/<str:batch>/")
"""Forms without a field: to send nothing is to press the button."""
UNDERSTOOD = {200, 302, 400, 401, 403, 404, 405, 409, 413, 415, 422}


@pytest.fixture
def both(db, time_machine, settings, tmp_path) -> TwoPartnerships:
    time_machine.move_to(NOON, tick=False)
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    return two_partnerships()


def expected(audience, name):
    """Return the answers that a page may give to somebody: itself, the way to signing in, or nothing here."""
    roles = {"anyone", *VISITORS[name]}
    if "administrator" in audience:
        return UNDERSTOOD if name == "Hana" else {302, 404, 405}
    if "account" in audience:
        return {200, 302, 403, 404, 405, 422} if name else {302, 405}
    if roles & set(audience):
        return UNDERSTOOD
    return {404, 405} if name else {302, 405}


@pytest.mark.slow
@pytest.mark.parametrize("name", VISITORS)
def test_every_page_is_for_those_for_whom_it_is_declared(both, name):
    wrong = []
    before, size = fingerprint(both.cool), reading.size(both.cool.id)
    for path, pattern in house_addresses():
        client = both.client(name)  # some of these addresses sign out
        address = filled(pattern, path, "cool-schools", both.ids)
        for method in METHODS:
            if method == "post" and path.endswith(BARE_BUTTONS) and set(VISITORS[name]) - {"observer", "participant"}:
                continue  # whoever may press it closes the question, makes a new link, takes a list back
            if method == "head" and path.endswith("/bundle"):
                continue  # a file that is opened and never read: the test client would leave it open
            answer = getattr(client, method)(address)
            whole(answer)
            if method == "post" and reading.size(both.cool.id) != size:
                wrong.append((method, address, "an act was done"))
                size = reading.size(both.cool.id)
            allowed = expected(audience_of(pattern.callback), name)
            if answer.status_code not in allowed:
                wrong.append((method, address, answer.status_code))
            leads = answer.get("location", "")
            if name and "/login/" in leads and path != "accounts/again/":  # that one signs out to sign in again
                wrong.append((method, address, "sent to sign in, though signed in"))
            if method in ("put", "patch", "delete") and answer.status_code != 405:
                wrong.append((method, address, answer.status_code))
    assert wrong == []
    assert fingerprint(both.cool) == before, "Nothing was sent, so nothing changed."


@pytest.mark.parametrize("name", ["Farah", "Zora"])
def test_what_is_kept_from_one_looks_like_what_is_not_there(both, name):
    client = both.client(name)
    absent = client.get("/p/nothing-here/places/")
    for path, pattern in house_addresses():
        audience = audience_of(pattern.callback)
        if "anyone" in audience or "account" in audience:
            continue
        answer = client.get(filled(pattern, path, "cool-schools", both.ids))
        if answer.status_code == 405:
            continue
        assert answer.status_code == 404, path
        assert _without_address(answer) == _without_address(absent), path


def _without_address(answer):
    """Return the page without the address and the token that it sends back to."""
    address = answer.request["PATH_INFO"]
    lines = answer.content.decode().replace(address, "").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["Zora", "Alba"])
def test_ids_of_one_partnership_open_nothing_in_another(both, name):
    client = both.client(name)
    secrets = {HERS, both.ids["receipt"], both.ids["token"], both.cool.org("company"), "Tejados Frescos"}
    for path, pattern in house_addresses():
        if "slug" not in path:
            continue
        answer = client.get(filled(pattern, path, "quiet-streets", both.ids))
        assert answer.status_code in UNDERSTOOD, path
        page = b"".join(answer) if answer.streaming else answer.content
        address = answer.request["PATH_INFO"]
        shown = page.decode(errors="replace").replace(address, "")
        assert [secret for secret in secrets if secret in shown] == [], path


ACTS_ON_IDS = {
    "membership.accept": lambda ids: {"invitation": ids["invitation"]},
    "membership.withdraw": lambda ids: {"invitation": ids["invitation"]},
    "membership.invite": lambda ids: {
        "invitation": ids["invitation"], "role": "observer", "expires_at": "2026-04-01T00:00:00Z"},
    "membership.leave": lambda ids: {"organisation": ids["organisation"]},
    "membership.represent": lambda ids: {"organisation": ids["organisation"]},
    "membership.correct": lambda ids: {
        "organisation": ids["organisation"], "name": "Mine now", "sector": "company"},
    "membership.step_down": lambda ids: {"place": ids["place"]},
    "fit.withdraw_goal": lambda ids: {"goal": ids["goal"]},
    "fit.close_assessment": lambda ids: {"assessment": ids["assessment"]},
    "fit.close_sounding": lambda ids: {
        "box": ids["box"], "count": 1, "root": "0" * 64, "answers": {"yes": 1, "no": 0, "not_sure": 0}},
    "trust.revoke_key": lambda ids: {"key": ids["key"]},
    "people.erased": lambda ids: {"texts": [ids["text"]], "people": []},
}  # fmt: skip


@pytest.mark.parametrize("kind", ACTS_ON_IDS)
def test_no_act_reaches_into_another_partnership(both, kind):
    before = fingerprint(both.cool)

    answer = send_act(both.client("Zora"), "quiet-streets", kind, ACTS_ON_IDS[kind](both.ids))

    assert answer.status_code in (403, 409), answer.content
    assert fingerprint(both.cool) == before


def test_nobody_is_erased_by_somebody_else(both):
    before = fingerprint(both.cool)

    for name in ("Alba", "Zora"):
        answer = send_act(both.client(name), "cool-schools", "people.erased", {"people": [both.ids["person"]]})
        assert answer.status_code in (403, 409)
    assert fingerprint(both.cool) == before


@pytest.mark.parametrize("entry", [9_999, 2**52])
def test_no_act_cites_what_is_not_yet_there(both, entry):
    cites = [{"entry": entry, "rel": "based_on"}]

    answer = send_act(both.client("Bruno"), "cool-schools", "fit.name_goal", {"title": "Later"}, cites=cites)

    assert answer.status_code == 409


def test_a_waiver_of_another_partnership_is_not_agreed_to(both):
    cites = [{"entry": both.ids["waiver"], "rel": "waives"}]

    assert (
        send_act(both.client("Zora"), "quiet-streets", "lifecycle.agree_to_waiver", {}, cites=cites).status_code == 409
    )


def test_the_number_of_somebody_elses_act_gives_her_entry_to_nobody(both):
    first = send_act(both.client("Bruno"), "cool-schools", "fit.name_goal", {"title": "Mine"}, idem=ABSENT)
    again = send_act(both.client("Chiara"), "cool-schools", "fit.name_goal", {"title": "Mine"}, idem=ABSENT)

    assert (first.status_code, again.status_code) == (201, 409)


@pytest.mark.parametrize("name", [None, "Farah", "Zora", "Bruno"])
def test_the_file_that_somebody_uploaded_is_hers_alone(both, name):
    draft = both.ids["draft"]
    absent = both.client(name).get(f"/start/iati/{ABSENT}/")

    answer = both.client(name).get(f"/start/iati/{draft}/")

    assert answer.status_code == absent.status_code == (404 if name else 302)


@pytest.mark.parametrize("draft", ["..", "../../etc/passwd", "%2e%2e%2fsecret.key", "a" * 26 + "/..", "\\..\\x"])
def test_no_path_is_smuggled_in_as_a_draft(both, draft):
    assert both.client("Alba").get(f"/start/iati/{draft}/").status_code == 404
    with pytest.raises(drafts.NoDraftError):
        drafts.kept(draft, of=account("Alba"))


def test_members_are_those_whom_the_pages_mean():
    assert {role for roles in VISITORS.values() for role in roles} == set(MEMBERS)
