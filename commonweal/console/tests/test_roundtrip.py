"""The whole demonstration leaves as files and comes up in an empty house: same pages, same bytes, same future."""

from __future__ import annotations

import io
import re

import pytest
from django.db import transaction

from commonweal.acts.perform import perform
from commonweal.acts.replay import tables
from commonweal.acts.testing import NOON, made
from commonweal.console.__main__ import main
from commonweal.console.demo import FOLDER, load_all
from commonweal.console.tests.crawling import every_public_page
from commonweal.interchange.bundles import export_bundle
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import actor_of
from commonweal.partnerships.models import Partnership
from commonweal.people.models import Account, Text
from commonweal.record import reading
from commonweal.verifier.checks import verify_bundle

pytestmark = pytest.mark.slow


STILL_OPEN = re.compile(r"/fit/sounding/\w+/count/$")
"""How many answers a question has that is not closed yet: they travel once it is (docs/SPEC.md, "Bundle")."""
OPEN_BALLOT = b"How it stands now"
"""Stands on the page of a decision whose ballot is open: its box travels once it is closed, too."""
OPEN_CONVERSATION = b"is given only once the conversation is closed"
"""Stands on the result of a conversation that goes on: so does its box."""


def bundles(partnerships):
    found = {}
    for id in partnerships:
        out = io.BytesIO()
        export_bundle(id, out)
        found[id] = out.getvalue()
    return found


def rows():
    return {table.__name__: list(table.objects.order_by("key").values()) for table in tables()}


def still_open(pages):
    """Return where pages tell of boxes that do not travel yet."""
    talks = {address.removesuffix("result/") for address, page in pages.items() if OPEN_CONVERSATION in page}
    ballots = {address for address, page in pages.items() if STILL_OPEN.search(address) or OPEN_BALLOT in page}
    return talks | ballots


def next_root(id):
    """Let the convener do one more thing, look at the root, and take it back."""
    convener = actor_of(Partnership.objects.get(pk=id).convener, partnership=id, at=NOON)
    act = made("fit.name_goal", id, title="One more goal", lang="en", idem=id_from_seed("test", "next"))
    before = transaction.savepoint()
    perform(act, by=convener, at=NOON)
    root = reading.head(id).root
    transaction.savepoint_rollback(before)
    return root


def test_the_demonstration_comes_up_elsewhere_as_it_was(db, time_machine, settings, tmp_path, capsys):
    settings.DEMONSTRATION = False  # links that sign in are about this host's accounts, which do not travel
    time_machine.move_to(NOON, tick=False)
    empty = transaction.savepoint()
    ids = load_all(FOLDER, today=NOON)
    slugs = list(Partnership.objects.order_by("slug").values_list("slug", flat=True))
    files, pages, written, roots = bundles(ids), every_public_page(slugs), rows(), {id: next_root(id) for id in ids}
    assert all(verify_bundle(io.BytesIO(file)).holds for file in files.values())
    transaction.savepoint_rollback(empty)
    assert not Partnership.objects.exists()
    assert not Text.objects.exists()
    assert not Account.objects.exists()

    for id, file in files.items():
        path = tmp_path / f"{id}.commonweal"
        path.write_bytes(file)
        assert main(["restore", str(path)]) == 0, capsys.readouterr().err

    assert rows() == written
    assert bundles(ids) == files
    again = every_public_page(slugs)
    boxes = tuple(still_open(pages))
    assert len(boxes) < 10
    travel = {address: page for address, page in pages.items() if not address.startswith(boxes)}
    assert sorted(address for address in again if not address.startswith(boxes)) == sorted(travel)
    assert [address for address, page in travel.items() if again[address] != page] == []
    assert {id: next_root(id) for id in ids} == roots
    assert len(pages) > 300
