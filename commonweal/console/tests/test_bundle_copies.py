"""The command that writes a bundle: the host's whole copy, or the one to hand round."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.acts.testing import NOON, Founded, founded, given, known_here, made
from commonweal.console.__main__ import main
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import ANYONE, Actor
from commonweal.verifier.cli import main as verify

HERS = b"Zanzibarwort"


@pytest.fixture
def cool(db) -> Founded:
    cool = founded()
    call, said = id_from_seed("test", "a call"), {"text": "Four evenings.", "lang": "en"}
    cool.given("calls.open", call=call, title="Two neighbours", role="participant", places=2,
               criteria=[{"title": "Knows the quarter"}], closes_at=NOON.replace(month=5), text=said)  # fmt: skip
    farah = Actor(cool.id, person=known_here(cool, "Farah"), roles=frozenset({ANYONE, "applicant"}))
    given(made("calls.apply", cool.id, call=call, application=id_from_seed("test", "an application"),
               answers=[{"text": HERS.decode(), "lang": "en"}]), by=farah)  # fmt: skip
    return cool


def test_everything_is_written_unless_the_copy_is_for_everybody(cool: Founded, tmp_path: Path, capsys):
    whole, public = tmp_path / "whole.commonweal", tmp_path / "public.commonweal"

    assert main(["bundle", cool.slug, "-o", str(whole)]) == 0
    assert "only some may read" in capsys.readouterr().out
    assert main(["bundle", cool.slug, "--public", "-o", str(public)]) == 0
    assert "left out" in capsys.readouterr().out

    assert HERS in whole.read_bytes()
    assert HERS not in public.read_bytes()
    assert verify([str(whole)]) == 0
    assert "withheld" not in capsys.readouterr().out
    assert verify([str(public)]) == 0
    assert "One text is withheld from this copy." in capsys.readouterr().out
