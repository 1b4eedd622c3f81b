"""The tree: asking, accepting, declining, leaving; circles and floods; links; children on other hosts."""

from __future__ import annotations

import pytest
from django.forms.models import model_to_dict

from commonweal.acts.perform import Objected, Refused, perform
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, Founded, founded, founded_alone, made
from commonweal.capabilities.founding.capability import CAPABILITY
from commonweal.capabilities.founding.models import Belonging, ChildFork, DeclinedChild, PartnershipLink, RemoteChild
from commonweal.capabilities.founding.queries import below, links_of
from commonweal.capabilities.founding.tests.test_elsewhere import CHILD, added, forking, grown, noting, vkey
from commonweal.kit.ids import new_id
from commonweal.partnerships.models import Partnership
from commonweal.record import reading

NO = {"text": "It works on another problem."}


@pytest.fixture
def cool(db) -> Founded:
    return founded()


def head_of(child: Founded, name: str = "Patio Norte"):
    head = reading.head(child.id)
    return {"child": child.id, "name": name, "size": head.size, "root": head.root.hex()}


# ── On this host ──────────────────────────────────────────────────────────────────────────────────


def test_who_asks_belongs_once_it_is_noted(cool):
    child = founded_alone("Patio Norte")
    child.given("founding.join_programme", parent=cool.id, name="Cool Schools")

    assert [each.partnership.pk for each in below(cool.id).asking] == [child.id]
    assert not below(cool.id, to_the_convener=False).belong
    cool.given("founding.note_child", **head_of(child))
    assert [each.partnership.pk for each in below(cool.id, to_the_convener=False).belong] == [child.id]


def test_who_is_declined_is_shown_to_nobody_and_may_be_accepted_later(cool):
    child = founded_alone("Patio Norte", parent=cool.id)
    cool.given("founding.decline_child", child=child.id, reason=NO)

    found = below(cool.id)
    assert (found.asking, [each.partnership.pk for each, _row in found.declined]) == ([], [child.id])
    with pytest.raises(Objected, match="declined before"):
        cool.given("founding.decline_child", child=child.id, reason=NO)

    cool.given("founding.note_child", **head_of(child))
    assert len(below(cool.id).belong) == 1


def test_only_who_asked_can_be_declined(cool):
    with pytest.raises(Objected, match="does not name this one"):
        cool.given("founding.decline_child", child=founded_alone("Elsewhere").id, reason=NO)


def test_who_leaves_belongs_no_more(cool):
    child = founded_alone("Patio Norte", parent=cool.id)
    cool.given("founding.note_child", **head_of(child))
    child.given("founding.leave_programme", reason={"text": "We go on alone."})

    assert below(cool.id).belong == []
    with pytest.raises(Objected, match="belongs to no other"):
        child.given("founding.leave_programme")


def test_a_partnership_cannot_belong_to_itself_nor_to_what_is_below_it(cool):
    child = founded_alone("Patio Norte", parent=cool.id)
    grandchild = founded_alone("Patio Sur", parent=child.id)

    for above in (cool, child, grandchild):
        with pytest.raises(Objected, match="cannot belong to itself"):
            cool.given("founding.join_programme", parent=above.id, name="Above")
    with pytest.raises(Objected, match="names that one as its parent already"):
        child.given("founding.join_programme", parent=cool.id, name="Cool Schools")


def test_a_circle_over_another_host_is_refused(cool):
    added(cool)
    elsewhere = {"partnership": CHILD, "url": "https://far.example.org/p/far-away/", "log_key": vkey()}

    with pytest.raises(Objected, match="cannot belong to itself"):
        cool.given("founding.join_programme", elsewhere=elsewhere, name="Far Away")

    child = founded_alone("Patio Norte")
    child.given("founding.join_programme", elsewhere=elsewhere, name="Far Away")
    with pytest.raises(Objected, match="cannot belong to itself"):
        child.given("founding.add_child", child=CHILD, name="Far", url="https://far.example.org/p/f/", log_key=vkey())


def test_an_account_asks_and_founds_a_limited_number_of_times_a_day(cool, settings):
    settings.FOUNDINGS_A_DAY, settings.PARENTS_A_DAY = 4, 2
    founded_alone("One", parent=cool.id)
    two = founded_alone("Two", parent=cool.id)
    with pytest.raises(Objected, match="asked many programmes today"):
        founded_alone("Three", parent=cool.id)
    with pytest.raises(Objected, match="asked many programmes today"):
        two.given("founding.join_programme", parent=founded_alone("Four").id, name="Four")

    with pytest.raises(Objected, match="founded many partnerships today"):
        founded_alone("Five")
    founded_alone("Five", at=NOON.replace(day=4))


def test_links_are_shown_and_taken_back(cool):
    other, link, far = founded_alone("Elsewhere"), new_id(), new_id()
    cool.given("founding.link", link=link, stands="learns_from", name="Elsewhere", other=other.id)
    cool.given("founding.link", link=far, stands="supports", name="Far", url="https://far.example.org/")

    assert [row.name for row in links_of(cool.id)] == ["Elsewhere", "Far"]
    cool.given("founding.unlink", link=link)
    assert [row.name for row in links_of(cool.id)] == ["Far"]
    with pytest.raises(Objected, match="no such link"):
        cool.given("founding.unlink", link=link)
    with pytest.raises(Objected, match="no such other partnership"):
        cool.given("founding.link", link=new_id(), stands="supports", name="Myself", other=cool.id)
    with pytest.raises(Objected, match="private network"):
        cool.given("founding.link", link=new_id(), stands="supports", name="Near", url="https://127.0.0.1/")


@pytest.mark.parametrize("kind", sorted(k.kind_name() for k in CAPABILITY.acts if k.kind_name() != "founding.found"))
def test_only_the_convener_grows_the_tree(cool, kind):
    act = next(k for k in CAPABILITY.acts if k.kind_name() == kind).model_construct(partnership=cool.id)

    with pytest.raises(Refused, match=r"charter 2\.2"):
        perform(act, by=cool.bruno, at=NOON)


def test_a_record_here_that_was_rewritten_is_noted_no_more(cool):
    child = founded_alone("Patio Norte", parent=cool.id)
    row = Partnership.objects.get(pk=child.id)
    assert row.parent == cool.id
    forged = made("founding.note_child", cool.id, child=child.id, name="Patio Norte", size=1, root="0" * 64)

    with pytest.raises(Objected, match="does not look like this"):
        perform(forged, by=cool.alba, at=NOON)


def test_replay_gives_the_same_rows(cool):
    child = founded_alone("Patio Norte", parent=cool.id)
    cool.given("founding.decline_child", child=child.id, reason=NO)
    cool.given("founding.link", link=new_id(), stands="supports", name="Far", url="https://far.example.org/")
    cool.given("founding.join_programme", parent=founded_alone("Above").id, name="Above")
    cool.given("founding.leave_programme", reason=NO)
    added(cool)
    cool.given("founding.note_remote_child", **noting(grown(40), 20))
    cool.given("founding.child_forked", **forking(grown(40), 20, grown(40, other_from=4), 33))
    before = rows(cool)

    replay(cool.id)

    assert rows(cool) == before
    assert all(before)


def rows(cool: Founded) -> list[list[dict[str, object]]]:
    tables = (Partnership, Belonging, DeclinedChild, RemoteChild, ChildFork, PartnershipLink)
    return [[model_to_dict(row) for row in t.objects.filter(partnership=cool.id).order_by("pk")] for t in tables]
