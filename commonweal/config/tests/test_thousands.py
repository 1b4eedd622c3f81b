"""Every page, list, export and endpoint asks as many questions of hundreds or thousands of rows as of a few."""

from __future__ import annotations

import os
import re

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonweal.acts.testing import NOON
from commonweal.config.tests.two_partnerships import TwoPartnerships, filled, house_addresses, two_partnerships, whole
from commonweal.kit.ids import id_from_seed
from commonweal.record.readmodel import ReadModel, projecting

MANY = 3_000 if os.environ.get("COMMONWEAL_STORM") == "whole" else 200
"""How many rows each table has: as many as a build has time for, or thousands with ``COMMONWEAL_STORM=whole``."""

OWN_ID = {
    "partnerships.Member": "organisation",
    "calls.Application": "application",
}
"""The field by which others know a row of a read model, where that is not its key."""

ONCE = {
    "partnerships.Partnership": "the partnership itself",
    "partnerships.CharterInForce": "one rules at a time",
    "lifecycle.CriterionState": "there are as many as criteria",
}
"""Read models of which a partnership has a few by nature."""

PAGE, ENDPOINT = 12, 6
"""Questions that a page and an endpoint may ask, whatever the number of rows."""

DEARER = {
    r"/export/all\.(zip|xlsx)": (400, "a file of every table, each at its own price"),
    r"/bundle": (100, "the whole partnership as one file"),
    r"/tasks/?": (100, "asks every capability what waits for somebody"),
    r"/calendar\.ics": (60, "asks every capability for its days"),
    r"/feed\.atom": (14, "the newest of everything"),
    r"/sheets/children": (8, "asks what is known of partnerships elsewhere"),
    r"/sheets/(bodies|seats)": (12, "makes seats of a charter and of what was recorded of each"),
    r"/drafts/\d+/(power|present|files/\w+)/": (16, "reads a whole text, and all of whom it speaks"),
    r"/agreement/\d+/(decline|paper/record)/": (14, "a text, its parties and who may act for each"),
    r"/decisions/\d+/(paper|position|take-back/\d+)/": (32, "judges for each seat whether it may"),
    r"/assumptions/\d+/": (13, "names everybody to whom it could be handed"),
    r"/commitments/\d+/": (16, "asks what each side may do next"),
    r"/problem/\d+/(wordings/\d+/|causes/\w+/)?": (16, "a text, and what stands behind each of its lines"),
    r"/problem/\d+/versions/\d+/": (20, "a whole text with its causes and notes, beside the one before"),
    r"/ideas/drafts/\d+/shaped/": (36, "goes back along citations, two questions for each generation"),
    r"/import/organisations/done/\w+/": (16, "tells of a whole list and whether it can be undone"),
}
"""Addresses that ask more, how many questions at most, and why. None of them asks more for more rows."""


@pytest.fixture
def both(db, time_machine, settings, tmp_path) -> TwoPartnerships:
    time_machine.move_to(NOON, tick=False)
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    return two_partnerships()


def multiplied(partnership: str) -> dict[str, int]:
    """Copy a row of each read model `MANY` times, and return how many there are of each."""
    counts = {}
    for model in apps.get_models():
        name = model._meta.label
        if not issubclass(model, ReadModel) or name in ONCE:
            continue
        row = model._default_manager.filter(partnership=partnership).order_by("-key").first()
        if row is None or any(f.unique for f in model._meta.fields if not f.primary_key):
            continue
        kept = {field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields}
        copies = []
        for n in range(MANY):
            key = id_from_seed("copy", name, str(n))
            own = {OWN_ID[name]: key} if OWN_ID.get(name) in kept else {}
            copies.append(model(**{**kept, "key": key, **own}))
        with projecting():
            model._default_manager.bulk_create(copies, batch_size=500)
        counts[name] = model._default_manager.filter(partnership=partnership).count()
    return counts


def asked(both: TwoPartnerships) -> dict[str, int]:
    """Return how many questions each address of the first partnership asks, as the convener looks at it."""
    found = {}
    for path, pattern in house_addresses():
        if "slug" not in path:
            continue
        address = filled(pattern, path, both.cool.slug, both.ids)
        client = both.client("Alba")
        with CaptureQueriesContext(
            connection,
        ) as questions:
            answer = client.get(address)
            whole(answer)
        if answer.status_code == 200:
            found[address] = len(questions)
    return found


@pytest.mark.slow
def test_thousands_cost_what_a_few_cost(both):
    few = asked(both)
    counts = multiplied(both.cool.id)
    many = asked(both)

    assert len(counts) > 15
    assert {address: (n, many.get(address)) for address, n in few.items() if many.get(address, 999) > n} == {}
    assert {address: n for address, n in many.items() if n > most(address)} == {}


def most(address: str) -> int:
    """Return how many questions an address may ask."""
    dearer = (price for end, (price, _why) in DEARER.items() if re.search(f"{end}$", address.partition("?")[0]))
    return next(dearer, ENDPOINT if address.startswith("/api/") else PAGE)
