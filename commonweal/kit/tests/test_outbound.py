"""The guarded way out: nothing of our own network is asked, however it is spelled."""

from __future__ import annotations

import socketserver
import ssl
import threading
from http.server import BaseHTTPRequestHandler

import pytest

from commonweal.kit import outbound
from commonweal.kit.outbound import NotAllowed, Unreachable, allowed, ask, is_public

PRIVATE = [
    "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::1", "::", "fe80::1", "fc00::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_addresses_are(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/", "gopher://example.org/", "file:///etc/passwd", "https://", "https:///x", "ftp://a/",
        "https://user:secret@example.org/", "https://example.org/#x", "https://example.org:22/", "//example.org",
        "https://127.0.0.1/", "https://[::1]/", "https://169.254.169.254/latest", "https://exa mple.org/",
        "https://example.org/\r\nHost: x", "https://example.org:99999/", "https://[::1", "javascript:alert(1)",
        "https://[::ffff:127.0.0.1]/", "https://example.org/" + "a" * 2000,
    ],
)  # fmt: skip
def test_addresses_that_are_not_asked(url):
    with pytest.raises(NotAllowed):
        allowed(url)


@pytest.mark.parametrize("found", PRIVATE)
def test_a_name_that_leads_into_a_private_network_is_refused_before_anything_is_sent(found, monkeypatch):
    monkeypatch.setattr(outbound, "_resolved", lambda *a: ["8.8.8.8", found])
    monkeypatch.setattr(outbound, "_opened", lambda *a, **k: pytest.fail("it was asked"))

    with pytest.raises(NotAllowed, match="private network"):
        ask("https://rebinding.example.org/")


def test_decimal_and_octal_spellings_are_judged_by_what_they_resolve_to(monkeypatch):
    monkeypatch.setattr(outbound, "_opened", lambda *a, **k: pytest.fail("it was asked"))
    monkeypatch.setattr(outbound, "_resolved", lambda *a: ["127.0.0.1"])

    for spelled in ("2130706433", "0x7f000001", "0177.0.0.1", "localhost", "127.1"):
        with pytest.raises(NotAllowed):
            ask(f"https://{spelled}/")


class _Host(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/long":
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"x" * 3000)
        elif self.path == "/away":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"here")

    def log_message(self, *args):
        pass


@pytest.fixture
def host():
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Host)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.loopback
def test_a_development_host_is_asked_where_that_is_allowed(host):
    assert ask(f"{host}/x?y=1", private=True).body == b"here"


@pytest.mark.loopback
def test_a_redirect_is_an_answer_and_is_not_followed(host):
    assert ask(f"{host}/away", private=True).status == 302


@pytest.mark.loopback
def test_an_answer_that_is_too_long_is_cut_off(host):
    with pytest.raises(Unreachable, match="more than 1000"):
        ask(f"{host}/long", private=True, limit=1000)


@pytest.mark.loopback
def test_a_host_that_is_not_there_is_named():
    with pytest.raises(Unreachable, match="127"):
        ask("http://127.0.0.1:9/", private=True, timeout=2)


def test_a_host_shows_a_certificate_for_its_name_or_is_not_asked(monkeypatch):
    made = []

    class Watched:
        def __init__(self):
            self.context = make()
            made.append(self.context)

        def wrap_socket(self, plain, *, server_hostname):
            assert server_hostname == "example.org"
            raise ssl.SSLCertVerificationError("Hostname mismatch")

    make = ssl.create_default_context
    monkeypatch.setattr(ssl, "create_default_context", Watched)
    monkeypatch.setattr(outbound, "_resolved", lambda host, port: ["8.8.8.8"])
    monkeypatch.setattr(outbound, "_opened", lambda address, port, *, timeout: None)

    with pytest.raises(Unreachable, match="example"):
        ask("https://example.org/")

    assert made[0].check_hostname
    assert made[0].verify_mode is ssl.CERT_REQUIRED
