"""A closed conversation leaves with its box and is counted again; its page says what the command says."""

from __future__ import annotations

import io
import json

from django.test import Client
from django.urls import reverse

from commonweal.capabilities.conversations import counting, queries
from commonweal.capabilities.conversations.tests.answering import closed
from commonweal.console import opinion
from commonweal.console.tests.test_forged_ballots import Forged
from commonweal.interchange.bundles import export_bundle
from commonweal.verifier.checks import verify_bundle


def test_the_command_prints_the_numbers_of_the_page_for_the_exported_votes(db, tmp_path, capsys):
    _cool, talk = closed()
    client = Client()
    for name in ("votes.csv", "comments.csv", "result.json"):
        address = reverse("conversations:result_file", args=["cool-schools", talk.entry, name])
        (tmp_path / name).write_bytes(client.get(address).content)
    shown = json.loads((tmp_path / "result.json").read_text())

    asked = [str(tmp_path / "votes.csv"), "--mode", shown["mode"], "--seed", str(shown["seed"])]
    assert opinion.main([*asked, "--min-group", "5", "--json"]) == 0

    printed = json.loads(capsys.readouterr().out)
    del printed["comments"]
    for said in printed["statements"]:
        assert said.pop("text")
    assert printed == shown
    assert counting.digest_of(printed) == queries.published(talk).digest


def test_its_box_goes_with_the_bundle_and_a_wrong_count_is_named(db):
    cool, talk = closed()
    out = io.BytesIO()
    export_bundle(cool.id, out)

    assert f"boxes/{talk.box}.jsonl".encode() in out.getvalue()
    assert verify_bundle(io.BytesIO(out.getvalue())).holds

    forged = Forged.of(cool.id)
    place, act = forged.at("conversations.close")
    act["body"]["voters"] += 1
    assert place in [entry for entry, _says in forged.found()]
