"""A partnership on another host, made in memory and served on this machine, for those who look at it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from commonweal.interchange.tree.figures import Figures, OrganisationTold
from commonweal.record import tree
from commonweal.record.notes import ED25519, Verifier
from commonweal.verifier.tests.making import Maker, whole


class Far:
    """A host that shows the first so many entries of a record, and tells its figures."""

    def __init__(self, entries: int = 300) -> None:
        self.maker = whole(entries=entries)
        self.size = 100
        self.figures: bytes | None = Figures(
            partnership=self.maker.partnership,
            name="Far Away",
            acts=100,
            currency="KES",
            languages=("sw", "en"),
            organisations=(
                OrganisationTold(name="County of Kisumu", sector="government", identifiers=("KE-GOV:42",)),
                OrganisationTold(name="Tejados Frescos", sector="company", identifiers=("ES-CIF:B1",)),
            ),
            children=(Figures(partnership="a" * 26, name="A ward of it", acts=7, noted=5),),
        ).model_dump_json().encode()  # fmt: skip
        self.asked: list[str] = []

    @property
    def id(self) -> str:
        return self.maker.partnership

    @property
    def log_key(self) -> str:
        return str(Verifier(self.maker.origin, ED25519, self.maker.host.public))

    def other_history(self, *, size: int) -> None:
        """Show another entry 10 from now on, signed with the same key."""
        other = Maker(self.maker.name, host=self.maker.host)
        for at, raw in enumerate(self.maker.entries):
            other.append_raw(raw if at != 10 else raw + b" ")
        self.maker, self.size = other, size

    def at(self, path: str) -> bytes | None:
        """Return what lies at a path."""
        if path == "checkpoint":
            return str(self.maker.note(size=self.size)).encode()
        if path == "programme.json":
            return self.figures
        part = Maker(self.maker.name, self.maker.entries[: self.size], tree.MemoryTree())
        for raw in part.entries:
            part.tree.append(tree.leaf_hash(raw))
        return {name: data[0] for name, data in part.members(part.note())}.get(path)


@contextmanager
def served(far: Far) -> Iterator[str]:
    """Serve a host on a free port of this machine and give the address of the partnership's pages."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            far.asked.append(self.path)
            body = far.at(self.path.removeprefix("/p/far-away/"))
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the inherited signature
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/p/far-away/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
