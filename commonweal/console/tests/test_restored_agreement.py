"""What was signed and what became of it leaves as a file and comes up in an empty house, row for row."""

from __future__ import annotations

import io

from django.db import transaction

from commonweal.acts.perform import setting_of
from commonweal.acts.replay import tables
from commonweal.acts.testing import founded
from commonweal.capabilities.agreement.tests.arranging import in_force, paper_of, presented, sign_by_code, with_keys
from commonweal.console.__main__ import main
from commonweal.interchange.bundles import export_bundle
from commonweal.partnerships.models import Partnership
from commonweal.verifier.checks import verify_bundle


def rows():
    return {table.__name__: list(table.objects.order_by("key").values()) for table in tables()}


def test_an_agreement_comes_up_elsewhere_as_it_was(db, tmp_path, capsys):
    empty = transaction.savepoint()
    cool = with_keys(founded())
    text = in_force(cool)
    second = presented(cool, until_on="2026-05-01")
    sign_by_code(cool, "Bruno", second)
    cool.given("agreement.sign_on_paper", **paper_of(cool, "ngo", second))
    cool.given("agreement.decline", by=cool.dina, text=second.entry, reason={"text": "Not yet."})
    cool.given("agreement.give_notice", by=cool.bruno, leaves_on="2026-06-01", reason={"text": "We merge."})
    cool.given("agreement.succeed", organisation=cool.org("company"), successor=cool.org("city"), evidence="Register")
    cool.given("agreement.decide_next", outcome="continue", statement={"text": "Go on."}, next_on="2027-03-02")
    out, written = io.BytesIO(), rows()
    export_bundle(cool.id, out)
    assert verify_bundle(io.BytesIO(out.getvalue())).differences() == []
    transaction.savepoint_rollback(empty)
    assert not Partnership.objects.exists()

    path = tmp_path / "agreed.commonweal"
    path.write_bytes(out.getvalue())
    assert main(["restore", str(path)]) == 0, capsys.readouterr().err

    assert rows() == written
    assert setting_of(cool.id).digest == text.digest
