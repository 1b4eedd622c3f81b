"""The tree: asking, accepting, declining, leaving; circles and floods; links; children on other hosts."""

from __future__ import annotations

import pytest
from django.forms.models import model_to_dict
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused, perform
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, Founded, founded, founded_alone, made
from commonweal.capabilities.founding.capability import CAPABILITY
from commonweal.capabilities.founding.models import Belonging, ChildFork, DeclinedChild, PartnershipLink, RemoteChild
from commonweal.capabilities.founding.queries import below, links_of, remote_child
from commonweal.kit.canonical import b64_encode
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.models import Partnership
from commonweal.record import reading
from commonweal.record.checkpoints import Checkpoint, origin_of, sign_checkpoint
from commonweal.record.keys import SigningKey
from commonweal.record.notes import ED25519, Verifier
from commonweal.record.tree import MemoryTree, leaf_hash

HOST = SigningKey(b"the host of another partnership!")
CHILD = id_from_seed("test", "far away")
NO = {"text": "It works on another problem."}


@pytest.fixture
def cool(db) -> Founded:
    return founded()


def grown(size: int, *, other_from: int | None = None) -> MemoryTree:
    """A record on another host, with other entries from a place on."""
    made_of = MemoryTree()
    for n in range(size):
        made_of.append(leaf_hash(f"{n}{'!' if other_from is not None and n >= other_from else ''}".encode()))
    return made_of


def note(of: MemoryTree, size: int, *, key: SigningKey = HOST, partnership: str = CHILD) -> str:
    return str(sign_checkpoint(Checkpoint(origin_of(partnership), size, of.root(size)), key))


def vkey(key: SigningKey = HOST, *, partnership: str = CHILD) -> str:
    return str(Verifier(origin_of(partnership), ED25519, key.public))


def added(cool: Founded, **other):
    said = {"child": CHILD, "name": "Far Away", "url": "https://far.example.org/p/far-away/", "log_key": vkey()}
    return cool.given("founding.add_child", **{**said, **other})


def noting(of: MemoryTree, size: int, /, *, after: int = 0, **other):
    proof = [b64_encode(one) for one in of.consistency_proof(after, size)] if after else []
    said = {"child": CHILD, "size": size, "root": of.root(size).hex(), "checkpoint": note(of, size), "proof": proof}
    return {**said, **other}


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


# ── On another host ───────────────────────────────────────────────────────────────────────────────


def test_a_child_elsewhere_is_noted_with_its_signed_checkpoint_and_the_proof_that_it_grew(cool):
    record = grown(40)
    added(cool)
    cool.given("founding.note_remote_child", **noting(record, 7))
    cool.given("founding.note_remote_child", **noting(record, 40, after=7))

    row = remote_child(cool.id, CHILD)
    assert (row.size, row.root) == (40, record.root(40).hex())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda r: noting(r, 40), "not proved"),
        (lambda r: noting(r, 40, after=8), "not proved"),
        (lambda r: noting(grown(40, other_from=3), 40, after=7), "not proved"),
        (lambda r: noting(r, 7), "Nothing has happened"),
        (lambda r: noting(r, 5), "Nothing has happened"),
        (lambda r: noting(r, 40, after=7, size=41), "says something else"),
        (lambda r: noting(r, 40, after=7, root="0" * 64), "says something else"),
        (lambda r: noting(r, 40, after=7, checkpoint=note(r, 40, key=SigningKey(b"t" * 32))), "signature of its log"),
        (lambda r: noting(r, 40, after=7, child=new_id()), "not added as a child"),
    ],
)
def test_what_is_not_proved_is_not_noted(cool, change, says):
    record = grown(40)
    added(cool)
    cool.given("founding.note_remote_child", **noting(record, 7))

    with pytest.raises(Objected, match=says):
        cool.given("founding.note_remote_child", **change(record))
    assert remote_child(cool.id, CHILD).size == 7


def forking(kept: MemoryTree, kept_size: int, shown: MemoryTree, shown_size: int, /, **other):
    proof = shown.consistency_proof(kept_size, shown_size) if kept_size < shown_size else []
    return {
        "child": CHILD,
        "kept": note(kept, kept_size),
        "shown": note(shown, shown_size),
        "root": b64_encode(shown.root(kept_size)),
        "proof": [b64_encode(one) for one in proof],
        **other,
    }


@pytest.mark.parametrize("size", [20, 33])
def test_two_histories_are_kept_as_a_proof_and_nothing_more_is_noted(cool, size):
    honest, other = grown(40), grown(40, other_from=4)
    added(cool)
    cool.given("founding.note_remote_child", **noting(honest, 20))

    cool.given("founding.child_forked", **forking(honest, 20, other, size))

    assert remote_child(cool.id, CHILD).forked is not None
    assert ChildFork.objects.get(partnership=cool.id).size == 20
    with pytest.raises(Objected, match="two histories"):
        cool.given("founding.note_remote_child", **noting(honest, 40, after=20))
    with pytest.raises(Objected, match="noted before"):
        cool.given("founding.child_forked", **forking(honest, 20, other, size))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda a, b: forking(a, 20, a, 33), "belong to one history"),
        (lambda a, b: forking(a, 20, a, 20), "belong to one history"),
        (lambda a, b: forking(a, 20, b, 33, proof=[]), "not shown that the larger tree begins otherwise"),
        (lambda a, b: forking(a, 20, b, 33, root=b64_encode(bytes(32))), "not shown"),
        (lambda a, b: forking(a, 20, b, 33, kept=note(b, 20, key=SigningKey(b"t" * 32))), "not signed with a key"),
        (lambda a, b: forking(b, 33, a, 20), "nor larger than the second"),
    ],
)
def test_what_proves_nothing_is_not_kept(cool, change, says):
    added(cool)

    with pytest.raises(Objected, match=says):
        cool.given("founding.child_forked", **change(grown(40), grown(40, other_from=4)))


def test_a_child_elsewhere_is_named_by_a_key_that_is_its_own_and_a_public_address(cool):
    with pytest.raises(ValidationError, match="named as the origin"):
        added(cool, log_key=vkey(partnership=new_id()))
    for url in ("https://10.0.0.1/p/x/", "https://localhost:80/p/x/", "http://far.example.org/p/x/"):
        with pytest.raises(Objected):
            added(cool, url=url)
    here = founded_alone("Patio Norte")
    with pytest.raises(Objected, match="lives on this host"):
        added(cool, child=here.id, log_key=vkey(partnership=here.id))


def test_a_child_that_moved_is_named_anew_and_keeps_what_was_noted(cool):
    record, new = grown(40), SigningKey(b"n" * 32)
    added(cool)
    cool.given("founding.note_remote_child", **noting(record, 7))
    added(cool, url="https://new.example.org/p/far-away/", log_key=vkey(new))

    with pytest.raises(Objected, match="signature of its log"):
        cool.given("founding.note_remote_child", **noting(record, 40, after=7))
    cool.given("founding.note_remote_child", **noting(record, 40, after=7, checkpoint=note(record, 40, key=new)))


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
