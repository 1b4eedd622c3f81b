"""Drafts of a charter leave with the bundle and come up as they were."""

from __future__ import annotations

import io

import pytest

from commonweal.acts.testing import Founded, founded
from commonweal.capabilities.chartering.tests.arranging import whole
from commonweal.capabilities.chartering.tests.test_drafts import lived
from commonweal.capabilities.chartering.tests.test_presenting import presented
from commonweal.interchange.bundles import restore_bundle
from commonweal.interchange.tests.test_bundles import exported, forgotten, rows
from commonweal.verifier.checks import verify_bundle


@pytest.fixture
def drafting(db) -> Founded:
    """A partnership with a draft that everybody worked on, and with one that was presented."""
    cool = founded()
    lived(cool)
    presented(cool, whole(cool))
    return cool


def test_drafts_come_up_as_they_were(drafting: Founded):
    before, bundle = rows(drafting), exported(drafting)
    report = verify_bundle(io.BytesIO(bundle))
    assert report.holds, report.differences()
    forgotten(drafting)

    restore_bundle(io.BytesIO(bundle))

    assert rows(drafting) == before
    assert exported(drafting) == bundle
    assert before["ClauseVersion"]
    assert before["CharterText"]
