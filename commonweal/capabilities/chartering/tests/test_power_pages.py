"""Who has power under a text: the pages, the files, and what differs between two drafts."""

from __future__ import annotations

from commonweal.capabilities.chartering.tests.arranging import whole

BASE = "/p/cool-schools"


def test_the_charter_in_force_shows_what_its_rules_do(cool, seen_by):
    page = seen_by("Farah").get(f"/p/{cool.slug}/charter/power/").content.decode()

    assert "Assembly of partners: Two thirds of all seats" in page


def test_a_draft(cool, seen_by):
    draft = whole(cool)
    answer = seen_by("Alba").get(f"/p/{cool.slug}/drafts/{draft}/power/")
    assert answer.status_code == 200
