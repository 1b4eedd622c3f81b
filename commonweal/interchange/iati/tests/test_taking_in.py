"""Taking a file in: every activity a partnership with its organisations, goals and tree; the same file never twice."""

import pytest

from commonweal.acts.perform import perform
from commonweal.interchange.iati import taking_in
from commonweal.interchange.iati.faults import IatiRefused
from commonweal.interchange.iati.taking_in import TakenInBeforeError, import_iati, plan
from commonweal.interchange.iati.tests.samples import FILE, without
from commonweal.partnerships.models import ChildCheckpoint, Member, Partnership
from commonweal.partnerships.queries import members
from commonweal.people.models import Account
from commonweal.record import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Account:
    return Account.objects.create_user("alice@example.org", name="Alice")


def test_each_activity_becomes_a_partnership_with_parent_members_and_source(alice, clock):
    taken, _cautions = import_iati(FILE, by=alice, at=clock.now)

    parent, child = taken
    assert (parent.name, parent.slug, parent.lang, parent.level) == ("Cool schools", "cool-schools", "en", "local")
    assert parent.purpose == "Schools and residents make twelve school yards bearable in summer."
    assert (parent.place, parent.currency, parent.languages) == ("Setubal, Portugal", "EUR", ["en", "es"])
    assert (str(parent.starts_on), str(parent.ends_on)) == ("2025-04-01", "2027-12-31")
    assert (child.parent, child.name, child.lang) == (parent.pk, "Pátio da Escola do Sado", "pt")
    assert [(m.name, m.sector, m.roles) for m in members(parent.pk)] == [
        ("Ministry of Climate", "government", ["convener", "funder", "accountable"]),
        ("University of the Coast", "university", ["implementing"]),
        ("Mothers for Shade", "civil_society", ["implementing"]),
    ]
    assert members(parent.pk)[0].identifiers == [{"scheme": "XM-DAC", "value": "99"}]
    assert (parent.source["standard"], parent.source["identifier"]) == ("IATI 2.03", "XM-DAC-99-HEAT")


def test_results_become_goals_with_their_marks(alice, clock):
    (parent, _child), _cautions = import_iati(FILE, by=alice, at=clock.now)

    (goal,) = [entry.body for entry in reading.all_entries(parent.pk) if entry.kind == "fit.name_goal"]

    assert (goal["title"], goal["beneficiaries"], goal["area"]) == (
        "Lessons are held on hot days",
        "Pupils from six to twelve",
        "Setubal, Portugal",
    )
    assert (goal["from_on"], goal["until_on"], goal["sdg"]) == ("2025-01-01", "2026-12-31", ["4", "13.1"])
    assert goal["results"] == [
        {"measured": "Lessons lost to heat in a year", "unit": "number", "baseline": "340", "target": "60"}
    ]


def test_the_parent_records_what_the_child_looks_like(alice, clock):
    (parent, child), _cautions = import_iati(FILE, by=alice, at=clock.now)

    noted = ChildCheckpoint.objects.get(partnership=parent.pk)

    assert (noted.child, noted.size, noted.root) == (
        child.pk,
        reading.size(child.pk),
        reading.root_at(child.pk, reading.size(child.pk)).hex(),
    )


def test_the_same_file_twice_is_answered_and_changes_nothing(alice, clock):
    (parent, child), _cautions = import_iati(FILE, by=alice, at=clock.now)
    sizes = reading.size(parent.pk), reading.size(child.pk)

    with pytest.raises(TakenInBeforeError, match="Cool schools") as before:
        import_iati(FILE, by=alice, at=clock.forward(days=1))

    assert {p.pk for p in before.value.partnerships} == {parent.pk, child.pk}
    assert (reading.size(parent.pk), reading.size(child.pk)) == sizes


def test_an_activity_that_another_file_brought_is_not_made_again(alice, clock):
    import_iati(FILE, by=alice, at=clock.now)

    with pytest.raises(TakenInBeforeError, match="Cool schools"):
        import_iati(without(b"Cool schools", instead=b"Cooler schools"), by=alice, at=clock.now)

    assert Partnership.objects.count() == 2


def test_an_import_that_was_cut_off_is_finished_by_doing_it_again(alice, clock, monkeypatch):
    acts = iter(range(4))
    whole = perform

    def perform_until_the_light_goes_out(act, **who_and_when):
        next(acts)
        return whole(act, **who_and_when)

    monkeypatch.setattr(taking_in, "perform", perform_until_the_light_goes_out)
    with pytest.raises(StopIteration):
        import_iati(FILE, by=alice, at=clock.now)
    monkeypatch.setattr(taking_in, "perform", whole)
    cut_off = reading.size(Partnership.objects.get().pk)

    (parent, child), _cautions = import_iati(FILE, by=alice, at=clock.forward(hours=1))

    assert (cut_off, reading.size(parent.pk), reading.size(child.pk)) == (4, 6, 3)


def test_a_refused_file_changes_nothing(alice, clock):
    with pytest.raises(IatiRefused):
        import_iati(without(b'<activity-status code="1"/>'), by=alice, at=clock.now)

    assert (Partnership.objects.count(), Member.objects.count()) == (0, 0)


def test_what_the_file_does_not_say_is_said_plainly(alice, clock):
    bare = b"""<iati-activities version="2.03"><iati-activity><iati-identifier>X-1</iati-identifier>
      <reporting-org ref="" type=""><narrative/></reporting-org><title><narrative/></title>
      <description><narrative/></description><participating-org role="4"/><activity-status code="2"/>
      <activity-date type="1" iso-date="2026-01-01"/></iati-activity></iati-activities>"""

    (partnership,), cautions = import_iati(bare, by=alice, at=clock.now)

    assert partnership.name == "No title given in the file (identifier X-1)"
    assert partnership.purpose == "No description given in the file (identifier X-1)"
    assert partnership.place == "No place given in the file"
    assert [m.name for m in members(partnership.pk)] == ["Organisation without a name in the file"]
    assert {"untitled", "purposeless", "place", "currency", "sector"} <= {caution.rule for caution in cautions}


def test_long_and_equal_names_fit_where_they_must(alice, clock):
    data = FILE.replace(b"Mothers for Shade", b"University of the Coast").replace(
        b'type="22" ', b'type="22" ref="A-1" '
    )
    data = data.replace(b"Cool schools", "é".encode() * 300).replace(b"twelve school yards", b"yards " * 100)
    data = data.replace(b"University", b"U" * 200)

    (parent, _child), cautions = import_iati(data, by=alice, at=clock.now)

    assert (len(parent.name), len(parent.purpose)) == (120, 400)
    assert len({m.name for m in members(parent.pk)}) == len(members(parent.pk))
    assert "shortened" in [caution.rule for caution in cautions]


def test_planning_alone_changes_nothing(clock):
    planned = plan(FILE, at=clock.now)

    assert [each.founding.name for each in planned.partnerships] == ["Cool schools", "Pátio da Escola do Sado"]
    assert Partnership.objects.count() == 0
