"""Serve ``POST /add-checkpoint`` (C2SP tlog-witness), so that logs can come to the witness."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from commonweal.record import notes
from commonweal.record.notes import Verifier
from commonweal.verifier.witness.memory import Memory, WitnessKey
from commonweal.verifier.witness.rules import Kept, Refusal, judge, parse_request

MAX_BODY: Final = 64 << 10
_TEXT: Final = "text/plain; charset=utf-8"
_SIZE: Final = "text/x.tlog.size"
_PATIENCE_SECONDS: Final = 10


@dataclass(frozen=True)
class Answer:
    """What is sent back."""

    status: int
    body: bytes
    content_type: str = _TEXT


def answer(body: bytes, *, key: WitnessKey, memory: Memory, logs: Mapping[str, Sequence[Verifier]], at: int) -> Answer:
    """Decide on one request; what is cosigned was kept before this returns.

    :param at: now, in Unix seconds
    """
    try:
        request = parse_request(body)
        with memory.held():
            origin = request.checkpoint.origin
            judge(request, logs=logs, kept=memory.kept(origin) if origin in logs else None)
            memory.keep(origin, Kept(request.note), log=list(logs[origin]))
    except Refusal as refusal:
        if refusal.size is not None:
            return Answer(refusal.status, b"%d\n" % refusal.size, _SIZE)
        return Answer(refusal.status, f"{refusal.says}\n".encode())
    line = notes.cosign(request.note.text, name=key.name, key=key.key, time=at)
    return Answer(200, f"{line}\n".encode())


def server(
    host: str, port: int, *, key: WitnessKey, memory: Memory, logs: Mapping[str, Sequence[Verifier]],
    clock: Callable[[], float] = time.time,
) -> ThreadingHTTPServer:  # fmt: skip
    """Return a server that is bound but does not serve yet."""

    class Handler(BaseHTTPRequestHandler):
        timeout = _PATIENCE_SECONDS
        server_version = "commonweal-witness"
        sys_version = ""

        def do_POST(self) -> None:
            self._send(self._answer())

        def _answer(self) -> Answer:
            if self.path != "/add-checkpoint":
                return Answer(404, b"There is only /add-checkpoint here.\n")
            length = self.headers.get("Content-Length", "")
            if not length.isascii() or not length.isdigit() or int(length) > MAX_BODY:
                return Answer(400, b"The request needs a Content-Length of at most 64 KiB.\n")
            body = self.rfile.read(int(length))
            return answer(body, key=key, memory=memory, logs=logs, at=int(clock()))

        def _send(self, found: Answer) -> None:
            self.send_response(found.status)
            self.send_header("Content-Type", found.content_type)
            self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the inherited signature
            """Keep no list of who asked."""

    made = ThreadingHTTPServer((host, port), Handler)
    made.daemon_threads = True
    return made
