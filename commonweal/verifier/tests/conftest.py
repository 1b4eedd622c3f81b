"""The record on which the attacks are tried, made once for each file of tests."""

from __future__ import annotations

import pytest

from commonweal.verifier.tests.making import Maker, whole


@pytest.fixture(scope="module")
def maker() -> Maker:
    return whole()


@pytest.fixture(scope="module")
def bundle(maker: Maker) -> bytes:
    return maker.bundle("north", "east")
