"""Acts are told to other systems: once, signed, as their maker may read them now, and never to a private network."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from base64 import b64decode
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from commonweal.acts.testing import NOON, account
from commonweal.api import webhooks
from commonweal.api.models import Delivery, Webhook
from commonweal.kit import outbound
from commonweal.kit.ids import new_id
from commonweal.people.identity import unlink

AT = NOON.replace(minute=30)
PRIVATE = [
    "https://127.0.0.1/", "https://127.1.2.3/", "https://127.1/", "https://2130706433/", "https://0x7f000001/",
    "https://0177.0.0.1/", "https://localhost/", "https://10.0.0.1/", "https://172.16.0.1/", "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/", "https://100.64.0.1/", "https://0.0.0.0/", "https://224.0.0.1/",
    "https://255.255.255.255/", "https://[::1]/", "https://[::]/", "https://[fe80::1]/", "https://[fc00::1]/",
    "https://[::ffff:127.0.0.1]/", "https://[::ffff:a00:1]/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/", "gopher://127.0.0.1:70/", "file:///etc/passwd", "http://example.org/",
    "https://user:pass@127.0.0.1/", "https://rebinding.example.org/", "https://example.org:22/",
]  # fmt: skip


class Receiver(BaseHTTPRequestHandler):
    """Another system: keeps what it is told and answers as it was set to."""

    server: Other

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append((dict(self.headers), body))
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.end_headers()

    def log_message(self, *args):
        pass


class Other(ThreadingHTTPServer):
    """Where another system listens; `status` is what it answers."""

    status = 204

    def __init__(self, *args):
        super().__init__(*args)
        self.told = []


@pytest.fixture
def other(settings):
    """Another system on this machine; `told` is what it was sent."""
    settings.PRIVATE_HOSTS = True
    server = Other(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def hook(cool, other):
    """A webhook of Bruno's, told of everything from now on."""
    return added(cool, f"http://127.0.0.1:{other.server_port}/told")


def added(cool, url, who="Bruno", topics=()):
    id = new_id()
    webhooks.add(account(who), partnership=cool.id, id=id, url=url, topics=topics, at=AT)
    return Webhook.objects.get(pk=id)


def bodies(other):
    return [json.loads(body) for _headers, body in other.told]


@pytest.mark.loopback
def test_each_act_is_told_once_and_as_its_maker_may_read_it(cool, other, hook, client):
    goal = cool.given("fit.name_goal", by=cool.chiara, title="Shade", at=AT)
    webhooks.deliver_due(AT)
    webhooks.deliver_due(AT)

    (told,) = bodies(other)
    client.force_login(account("Bruno"))
    shown = client.get(f"/api/v1/partnerships/cool-schools/entries/{goal.position}").json()
    assert told == {
        "type": "fit.name_goal",
        "timestamp": "2026-03-02T12:30:00Z",
        "data": {"partnership": cool.id, **shown},
    }
    assert "Chiara" not in json.dumps(told)


@pytest.mark.loopback
def test_a_message_is_signed_as_the_specification_says(cool, other, hook):
    cool.given("fit.name_goal", title="Shade", at=AT)
    webhooks.deliver_due(AT)

    ((headers, body),) = other.told
    key = b64decode(webhooks.secret_of(hook).removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    version, _comma, signature = headers["webhook-signature"].partition(",")
    assert version == "v1"
    assert b64decode(signature) == hmac.new(key, signed, hashlib.sha256).digest()
    assert headers["webhook-timestamp"] == str(int(AT.timestamp()))
    assert headers["Content-Type"] == "application/json"


@pytest.mark.loopback
def test_only_what_was_chosen_is_told(cool, other):
    added(cool, f"http://127.0.0.1:{other.server_port}/", topics=["membership"])
    cool.given("fit.name_goal", title="Shade", at=AT)
    cool.given("membership.admit", organisation=new_id(), name="Hospital", sector="government", at=AT)

    webhooks.deliver_due(AT)

    assert [told["type"] for told in bodies(other)] == ["membership.admit"]


@pytest.mark.loopback
def test_words_and_names_are_never_sent(cool, other, hook):
    cool.given("fit.state_condition", by=cool.chiara, condition="time", colour="red",
               says={"text": "said in confidence", "lang": "en"}, at=AT)  # fmt: skip
    webhooks.deliver_due(AT)

    sent = other.told[0][1].decode()
    assert "said in confidence" not in sent
    assert "example.org" not in sent


@pytest.mark.loopback
def test_what_does_not_arrive_is_sent_again_under_the_same_id_and_given_up_after_three_days(cool, other, hook):
    other.status = 500
    cool.given("fit.name_goal", title="Shade", at=AT)
    cool.given("fit.name_goal", title="Shade again", at=AT)
    at = AT
    webhooks.deliver_due(at)
    assert len(other.told) == 1, "Others for the same address wait behind it."
    while not Webhook.objects.get().stopped_at and at < AT + timedelta(days=5):
        at += timedelta(minutes=30)
        webhooks.deliver_due(at)

    hook.refresh_from_db()
    assert hook.stopped_why == "silent"
    assert timedelta(days=3) <= hook.stopped_at - AT <= timedelta(days=3, hours=1)
    assert len({headers["webhook-id"] for headers, _body in other.told}) == 2
    assert 10 < len(other.told) < 40
    assert not Delivery.objects.filter(next_at__isnull=False).exists()


@pytest.mark.loopback
def test_after_a_while_of_silence_everything_arrives_in_order(cool, other, hook):
    other.status = 503
    for n in range(3):
        cool.given("fit.name_goal", title=f"Shade {n}", at=AT)
    webhooks.deliver_due(AT)
    other.told.clear()
    other.status = 200

    webhooks.deliver_due(AT + timedelta(hours=1))

    assert sorted(told["data"]["body"]["title"] for told in bodies(other)) == ["Shade 0", "Shade 1", "Shade 2"]
    assert all(Delivery.objects.values_list("arrived", flat=True))


@pytest.mark.loopback
def test_a_redirect_is_not_followed_and_gone_means_gone(cool, other, hook):
    other.status = 307
    cool.given("fit.name_goal", title="Shade", at=AT)
    webhooks.deliver_due(AT)
    assert (len(other.told), Delivery.objects.get().answered) == (1, 307)

    other.status = 410
    webhooks.deliver_due(AT + timedelta(minutes=1))

    assert Webhook.objects.get().stopped_why == "gone"


@pytest.mark.loopback
@pytest.mark.parametrize("lost", ["place", "erased", "account", "closed"])
def test_whoever_lost_her_place_has_nothing_told_any_more(cool, other, hook, lost):
    if lost == "place":
        place = cool.given("membership.step_down", by=cool.bruno, place=_place(cool, "Bruno"), at=AT)
        assert place
    elif lost == "erased":
        unlink([cool.person("Bruno")], partnership=cool.id, at=AT)
    elif lost == "account":
        account("Bruno").delete()
    else:
        hers = account("Bruno")
        hers.is_active = False
        hers.save()
    cool.given("fit.name_goal", title="Shade", at=AT)

    webhooks.deliver_due(AT)

    assert other.told == []
    assert Webhook.objects.get().stopped_why == "place"


@pytest.mark.loopback
def test_nothing_is_told_of_another_partnership(cool, other, hook):
    from commonweal.acts.testing import founded_alone  # noqa: PLC0415 - only here

    quiet = founded_alone("Quiet Streets", at=AT)
    quiet.given("fit.name_goal", title="Theirs", at=AT)
    webhooks.deliver_due(AT)

    assert other.told == []


@pytest.mark.parametrize("url", PRIVATE)
def test_no_machine_of_our_own_network_is_asked(cool, client, monkeypatch, url):
    """CVE-2026-45573: an address to be told, named from outside, that leads inside."""
    asked = []

    def opened(address, port, **_):
        asked.append(address)
        pytest.fail("It was asked.")

    monkeypatch.setattr(outbound, "_opened", opened)
    monkeypatch.setattr(outbound, "_resolved", lambda host, port: ["8.8.8.8", "127.0.0.1"])
    client.force_login(account("Alba"))

    client.post("/p/cool-schools/programs/", {"form": "add", "id": new_id(), "url": url})
    hook = Webhook.objects.first() or added(cool, url)  # also where a row came in by another way
    webhooks.send(webhooks.ping(hook, at=AT), at=AT)
    cool.given("fit.name_goal", title="Shade", at=AT)
    webhooks.deliver_due(AT)

    assert asked == []
    assert not Delivery.objects.filter(arrived=True).exists()
    assert Delivery.objects.filter(answered=None, attempts=1).count() == 2


@pytest.mark.loopback
def test_two_who_send_at_once_send_it_once(cool, other, hook):
    cool.given("fit.name_goal", title="Shade", at=AT)
    webhooks._line_up(hook, at=AT)
    first, second = Delivery.objects.get(), Delivery.objects.get()

    assert (webhooks._held(first, at=AT), webhooks._held(second, at=AT)) == (True, False)


@pytest.mark.loopback
def test_the_last_messages_are_kept_and_no_more(cool, other, hook):
    for n in range(30):
        cool.given("fit.name_goal", title=f"Shade {n}", at=AT)
    webhooks.deliver_due(AT)

    assert len(other.told) == 30
    assert Delivery.objects.count() == webhooks.SHOWN


def _place(cool, who):
    from commonweal.partnerships.models import Representation  # noqa: PLC0415 - only here

    return Representation.objects.get(partnership=cool.id, person=cool.person(who)).entry
