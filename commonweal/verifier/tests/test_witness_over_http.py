"""The witness over a real connection to this machine: as client of a log, and as server for logs."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from commonweal.record import notes, tree
from commonweal.record.notes import ED25519, NoteError, Verifier, parse_note
from commonweal.verifier.tests.asking import KEY, NOON, asked, forked
from commonweal.verifier.tests.making import Maker, whole
from commonweal.verifier.witness.cli import main
from commonweal.verifier.witness.fetching import Log, Unreachable
from commonweal.verifier.witness.memory import Memory, new_key, read_key
from commonweal.verifier.witness.serving import server
from commonweal.verifier.witness.watching import witness_log


@pytest.fixture
def maker() -> Maker:
    return whole(entries=600)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "witness.state")


class Host:
    """A host that serves a record over HTTP as the product does, and takes cosignatures."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker
        self.size = len(maker.entries)
        self.given: list[str] = []
        self.keeps = True

    def serve(self, path: str) -> bytes | None:
        """Return what lies at a path."""
        if path == "checkpoint":
            return str(self.maker.note(size=self.size)).encode()
        part = Maker(self.maker.name, self.maker.entries[: self.size], tree.MemoryTree())
        for raw in part.entries:
            part.tree.append(tree.leaf_hash(raw))
        return {name: data[0] for name, data in part.members(part.note())}.get(path)


@contextmanager
def hosted(host: Host) -> Iterator[str]:
    """Serve a host on a free port of this machine and give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/moved/checkpoint":
                self.send_response(302)
                self.send_header("Location", "/checkpoint")
                self.end_headers()
                return
            body = host.serve(self.path[1:])
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def do_POST(self) -> None:
            host.given.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            kept = (host.given[-1] if host.keeps else str(host.maker.note())).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(kept)))
            self.end_headers()
            self.wfile.write(kept)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the inherited signature
            pass

    with running(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(served: ThreadingHTTPServer) -> Iterator[int]:
    """Run a server in a thread and give its port."""
    thread = threading.Thread(target=served.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield int(served.server_address[1])
    finally:
        served.shutdown()
        served.server_close()
        thread.join()


@pytest.mark.loopback
def test_a_witness_that_the_record_does_not_name_is_told(maker: Maker, tmp_path: Path, capsys):
    host = Host(maker)
    host.keeps = False
    new_key(tmp_path / "key", "witness.example")
    with hosted(host) as url:
        assert main([url, "--key", str(tmp_path / "key")]) == 0

    assert "does not name this witness" in capsys.readouterr().err


@pytest.mark.loopback
def test_a_witness_follows_a_log_through_a_change_of_host_and_gives_its_cosignature(maker: Maker, tmp_path: Path):
    host = Host(maker)
    before = Maker(maker.name, maker.entries, maker.tree)  # the first host's key
    key, state = tmp_path / "key", tmp_path / "state"
    new_key(key, "witness.example")
    with hosted(host) as url:
        host.maker, host.size = before, 290
        assert main([url, "--key", str(key), "--state", str(state), "--once"]) == 0
        host.maker, host.size = maker, 600
        assert main([url, "--key", str(key), "--state", str(state)]) == 0

    assert [notes.verify_cosignatures(parse_note(one), [read_key(key).verifier])[0].by.name for one in host.given] == [
        "witness.example",
        "witness.example",
    ]


@pytest.mark.loopback
def test_two_histories_end_with_both_checkpoints_printed(maker: Maker, tmp_path: Path, capsys):
    host = Host(Maker(maker.name, maker.entries[:300], tree.MemoryTree()))
    for raw in host.maker.entries:
        host.maker.tree.append(tree.leaf_hash(raw))
    key = tmp_path / "key"
    new_key(key, "witness.example")
    with hosted(host) as url:
        host.size = 100
        assert main([url, "--key", str(key)]) == 0
        host.maker, host.size = forked(host.maker), 300
        assert main([url, "--key", str(key)]) == 1

    out = capsys.readouterr().out
    assert "PROOF OF MISBEHAVIOUR" in out
    assert f"{maker.origin}\n100\n" in out
    assert f"{maker.origin}\n300\n" in out
    assert len(host.given) == 1


@pytest.mark.loopback
def test_tiles_that_belong_to_no_checkpoint_are_not_taken_for_a_fork(maker: Maker, memory: Memory):
    class Careless(Host):
        def serve(self, path: str) -> bytes | None:
            data = super().serve(path)
            return bytes(len(data)) if data and path.startswith("tile/0") and self.size == 300 else data

    host = Careless(Maker(maker.name, maker.entries[:300], maker.tree))
    with hosted(host) as url:
        host.size = 100
        witness_log(Log(url), key=KEY, memory=memory, at=NOON)
        host.size = 300
        with pytest.raises(NoteError, match="tiles"):
            witness_log(Log(url), key=KEY, memory=memory, at=NOON)


@pytest.mark.loopback
def test_a_redirect_a_strange_address_and_a_silent_host_are_refused(maker: Maker, tmp_path: Path):
    with hosted(Host(maker)) as url, pytest.raises(Unreachable, match="302"):
        Log(f"{url}/moved").checkpoint()
    for address in ("file:///etc/passwd", "ftp://x", "http://user@x", "http://"):
        with pytest.raises(ValueError, match="address"):
            Log(address)
    key = tmp_path / "key"
    new_key(key, "witness.example")
    assert main(["http://127.0.0.1:9/", "--key", str(key)]) == 2


@pytest.mark.loopback
def test_the_server_speaks_tlog_witness(maker: Maker, memory: Memory):
    log = Verifier(maker.origin, ED25519, maker.host.public)
    with running(server("127.0.0.1", 0, key=KEY, memory=memory, logs={maker.origin: [log]})) as port:

        def post(path: str, body: bytes) -> tuple[int, str | None, bytes]:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("POST", path, body)
            found = connection.getresponse()
            said = (found.status, found.getheader("Content-Type"), found.read())
            connection.close()
            return said

        assert post("/add-checkpoint", asked(maker, 0, 20))[0] == 200
        assert post("/add-checkpoint", asked(maker, 0, 30)) == (409, "text/x.tlog.size", b"20\n")
        assert post("/other", b"")[0] == 404
        assert post("/add-checkpoint", b"x" * 70_000)[0] == 400


def test_a_bundle_is_cosigned_once_it_holds(maker: Maker, tmp_path: Path, capsys):
    key, file = tmp_path / "key", tmp_path / "heat.commonweal"
    new_key(key, "witness.example")
    file.write_bytes(maker.bundle())
    assert main([str(file), "--key", str(key)]) == 0

    line = capsys.readouterr().out
    (by,) = notes.verify_cosignatures(parse_note(f"{maker.note()}{line}"), [read_key(key).verifier])
    assert by.by.name == "witness.example"
    file.write_bytes(b"nothing")
    assert main([str(file), "--key", str(key)]) == 2
