"""Proofs that a host of this record showed two histories: taken from anybody, kept only if they hold."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.cache import cache

from commonweal.acts.testing import NOON, Founded, founded, founded_alone
from commonweal.interchange.bundles import export_bundle
from commonweal.interchange.tree.models import ForkProof
from commonweal.record import checkpointing, reading
from commonweal.record.checkpoints import Checkpoint, origin_of, sign_checkpoint
from commonweal.record.forks import NoFork, parse_fork, require_fork
from commonweal.record.hostkeys import log_key, signing_key
from commonweal.record.keys import SigningKey
from commonweal.verifier.checks import Verification
from commonweal.verifier.kept import compare_with_kept

STANDALONE = Path(__file__).resolve().parents[3] / "verifier" / "standalone" / "verify.py"


@pytest.fixture
def cool(db, time_machine) -> Founded:
    time_machine.move_to(NOON, tick=False)
    cache.clear()
    return founded()


def page(cool) -> str:
    return f"/p/{cool.slug}/forks/"


def signed(cool: Founded, size: int, root: bytes, *, key: SigningKey | None = None) -> str:
    """What the host of this record signs for a history that is not the one it keeps."""
    return str(sign_checkpoint(Checkpoint(origin_of(cool.id), size, root), key or signing_key(cool.id)))


def ours(cool: Founded) -> str:
    return str(checkpointing.current(cool.id, log_key=log_key(cool.id)))


@pytest.mark.parametrize("given", ["both", "one", "older", "windows"])
def test_two_checkpoints_that_contradict_each_other_are_kept_for_everybody(cool, client, given):
    size = reading.size(cool.id)
    other = signed(cool, 9 if given == "older" else size, b"\1" * 32)
    said = {"one": other.replace("\n", "\r\n") if given == "windows" else other}
    if given == "both":
        said["other"] = ours(cool)

    assert client.post(page(cool), said).status_code == 302
    assert client.post(page(cool), said).status_code == 302

    kept = ForkProof.objects.get(partnership=cool.id)
    assert kept.size == (9 if given == "older" else size)
    shown = client.get(page(cool)).content.decode()
    assert kept.digest in shown
    file = client.get(f"{page(cool)}{kept.digest}").content
    fork, logs = parse_fork(file)
    require_fork(fork, logs=logs)
    assert client.post(page(cool), {"one": file.decode()}).status_code == 302
    assert ForkProof.objects.count() == 1


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda c: {"one": ""}, "required"),
        (lambda c: {"one": "nothing"}, "no signatures"),
        (lambda c: {"one": "{}"}, "not a proof"),
        (lambda c: {"one": "{" * 5000}, "not a proof"),
        (lambda c: {"one": ours(c)}, "belongs to the record"),
        (lambda c: {"one": ours(c), "other": ours(c)}, "belong to one history"),
        (lambda c: {"one": signed(c, 5, b"\1" * 32, key=SigningKey(b"t" * 32))}, "not signed with a key"),
        (lambda c: {"one": signed(c, 500, b"\1" * 32)}, "more acts than are known here"),
        (lambda c: {"one": signed(founded_alone("Other"), 1, b"\1" * 32)}, "not signed with a key"),
    ],
)
def test_what_proves_nothing_is_explained_and_not_kept(cool, client, make, says):
    answer = client.post(page(cool), make(cool))

    assert says in str(answer.context["form"].errors["one"])
    assert not ForkProof.objects.exists()


def test_the_proof_of_another_record_is_not_kept_here(cool, client):
    other = founded_alone("Other")
    client.post(page(other), {"one": signed(other, 1, b"\1" * 32)})
    proof = ForkProof.objects.get(partnership=other.id).proof

    answer = client.post(page(cool), {"one": proof})

    assert "not signed with a key" in str(answer.context["form"].errors["one"])
    assert client.get(f"{page(cool)}{ForkProof.objects.get().digest}").status_code == 404


def test_a_host_that_goes_on_after_the_move_is_shown_with_its_proof(cool, client, settings):
    """The old host signs its own next act, although the record went on elsewhere: its own signature proves it."""
    old = signing_key(cool.id)
    size = reading.size(cool.id)
    settings.HOST_SECRET = "another secret of another host entirely"
    from commonweal.capabilities.trust.tests.test_moving import agree, moving, with_keys  # noqa: PLC0415 - one test

    with_keys(cool)
    new_key = log_key(cool.id)
    for who in ("Bruno", "Chiara"):
        agree(cool, who, log_key=new_key)
    cool.given("trust.host_moved", **moving(cool).as_body())
    late = signed(cool, size + 2, b"\2" * 32, key=old)

    assert client.post(page(cool), {"one": late}).status_code == 302
    fork, logs = parse_fork(ForkProof.objects.get().proof.encode())
    assert (require_fork(fork, logs=logs).size, len(logs)) == (size + 2, 2)


def test_nobody_floods_the_page(cool, client):
    said = {"one": ours(cool)}
    answers = [client.post(page(cool), said) for _ in range(32)]

    assert "Try again in an hour" in str(answers[-1].context["form"].errors["one"])


def test_a_proof_without_a_difference_is_none(cool):
    fork, logs = parse_fork(
        json.dumps(
            {"format": "commonweal-fork/1", "logs": [log_key(cool.id)], "kept": ours(cool), "shown": ours(cool),
             "root": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=", "proof": []}
        ).encode()
    )  # fmt: skip

    with pytest.raises(NoFork, match="roots alone"):
        require_fork(fork, logs=logs)


def test_both_verifiers_find_the_same_fork(cool, tmp_path):
    size = reading.size(cool.id)
    other, bundle = tmp_path / "kept", tmp_path / "cool.commonweal"
    other.write_text(signed(cool, size, b"\1" * 32))
    ours(cool)
    out = io.BytesIO()
    export_bundle(cool.id, out)
    bundle.write_bytes(out.getvalue())

    shown = Verification(io.BytesIO(out.getvalue()))
    shown.run()
    with other.open("rb") as kept:
        compare_with_kept(shown, kept)
    alone = subprocess.run(
        [sys.executable, str(STANDALONE), str(bundle), "--checkpoint", str(other)], capture_output=True, text=True
    )

    assert not shown.report.holds
    assert shown.report.proof
    assert alone.returncode == 1
    assert "PROOF" in alone.stdout.upper()
