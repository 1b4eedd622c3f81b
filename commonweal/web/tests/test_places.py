"""A reader sees at any moment where she is: each page of a partnership marks at most one place."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from django.urls import resolve

from commonweal.web.places import places


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/p/here/", "home"),
        ("/p/here/fit/", "fit"),
        ("/p/here/fit/goals/3/", "fit"),
        ("/p/here/members/", "people"),
        ("/p/here/record/7/", "record"),
        ("/p/here/activity/", "record"),
        ("/p/here/trust/", "record"),
    ],
)
def test_each_page_belongs_to_one_place(rf: RequestFactory, path: str, place: str):
    request = rf.get(path)
    request.resolver_match = resolve(path)

    marked = [each.slug for each in places(request, "here") if each.here]

    assert marked == [place]
