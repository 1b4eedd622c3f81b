"""The file that a partnership is taken away as."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from commonweal.acts.testing import founded
from commonweal.verifier.cli import main

pytestmark = pytest.mark.django_db(transaction=True)


def test_anybody_takes_the_partnership_away_and_verifies_it(
    client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    partnership = founded()

    answer = client.get(f"/p/{partnership.slug}/bundle")

    file = tmp_path / "taken.commonweal"
    file.write_bytes(b"".join(answer))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{partnership.slug}.commonweal"'
    assert main([str(file)]) == 0
    assert "Whole" in capsys.readouterr().out


def test_a_partnership_that_is_not_here_gives_no_file(client: Client) -> None:
    assert client.get("/p/nowhere/bundle").status_code == 404
