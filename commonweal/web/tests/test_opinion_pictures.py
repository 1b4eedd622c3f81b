"""The map of a conversation and the bars of a statement: mirrored, never of a person, and with the same in words."""

from __future__ import annotations

import re

from django.utils import translation

from commonweal.web.pictures.opinion_bars import Answered, answered
from commonweal.web.pictures.opinion_map import Area, Spot, opinion_map

AREAS = [Area("A", "Group A", (-2, 0), [(-3, -1), (-1, -1), (-2, 1)]), Area("B", "Group B", (2, 0))]


def drawn(**more):
    spots = [Spot(n, (n - 2.0, 0.1 * n), named=n < 3, row=(n, f"Statement {n}")) for n in range(5)]
    return opinion_map(AREAS, spots, title="Map", says="Two groups.", columns=["Number", "Statement"], **more)


def test_a_group_is_an_area_only_where_it_has_corners_and_each_has_its_letter():
    svg = drawn().svg

    assert svg.count('class="area') == 1
    assert re.findall(r'class="letter">(\w)<', svg) == ["A", "B"]
    assert 'aria-label="Map. Two groups."' in svg


def test_named_statements_have_a_number_and_a_row_and_others_are_dots_in_one_mark():
    picture = drawn()

    assert [row[0] for row in picture.rows] == [0, 1, 2]
    assert picture.svg.count('class="spot-told"') == 3
    assert picture.svg.count('class="beside"') == 1


def test_only_the_reader_herself_is_a_point():
    assert 'class="you"' not in drawn().svg
    assert drawn(you=(0.5, 0.5)).svg.count('class="you"') == 1


def test_it_mirrors_and_nothing_leaves_the_frame():
    def places(svg):
        wide = float(svg.split('viewBox="0 0 ')[1].split()[0])
        return wide, [float(x) for x in re.findall(r'cx="([\d.-]+)"', svg)]

    wide, left = places(drawn().svg)
    with translation.override("ar"):
        _wide, right = places(drawn().svg)
    assert [round(wide - x, 2) for x in left] == right
    assert all(0 <= x <= wide for x in left)


def test_a_map_of_nothing_is_still_drawn():
    assert "<svg" in opinion_map([], [], title="Map", says="Nothing.", columns=[]).svg


def test_bars_add_up_and_say_their_interval():
    svg = answered([Answered("Everybody 50%", 0.5, 0.2, 0.3, 0.4, 0.6)], title="Answers", describes="Half agree.")

    widths = [float(x) for x in re.findall(r"h([\d.]+)v12", svg)]
    assert (len(widths), round(sum(widths))) == (3, 304)
    assert 'class="between"' in svg
    assert "Half agree." in svg
