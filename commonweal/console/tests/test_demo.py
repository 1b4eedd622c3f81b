"""The demonstration is loaded through acts, once, and is what the house says it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commonweal.acts.replay import replay, tables
from commonweal.acts.testing import NOON
from commonweal.console import demo
from commonweal.console.__main__ import main
from commonweal.console.demo import FOLDER, load_all
from commonweal.console.stage import ScriptError, Stage, script
from commonweal.partnerships.models import Partnership, Sector
from commonweal.partnerships.queries import members
from commonweal.people.models import Account, Pseudonym, Text
from commonweal.record import reading

pytestmark = pytest.mark.slow  # two years of history are played for it


def rows():
    return {table.__name__: list(table.objects.order_by("key").values()) for table in tables()}


def test_it_is_what_a_stranger_is_promised(demonstration):
    programme, city, school = (Partnership.objects.get(pk=id) for id in demonstration)
    assert (programme.level, city.parent, school.parent) == ("multi_country", programme.pk, city.pk)

    there = list(members(city.pk))
    assert len(there) == 14
    assert {m.sector for m in there} == set(Sector.values)
    assert set(Text.objects.filter(partnership=city.pk, erased_at=None).values_list("lang", flat=True)) == {
        "en",
        "es",
        "fr",
        "ar",
    }
    years = reading.latest_entries(city.pk, 1)[0].at - reading.entry_at(city.pk, 0).at
    assert years > timedelta(days=700)
    assert {p.founded_at < NOON for p in (programme, city, school)} == {True}


def test_everybody_in_it_is_invented(demonstration):
    assert {a.email.partition("@")[2] for a in Account.objects.all()} == {"example.org"}
    assert all(not a.has_usable_password() for a in Account.objects.all())


def test_a_second_load_changes_nothing(demonstration):
    before = [(id, reading.head(id)) for id in demonstration]
    counts = (Account.objects.count(), Pseudonym.objects.count(), Text.objects.count())

    again = load_all(FOLDER, today=NOON + timedelta(days=3))

    assert again == demonstration
    assert [(id, reading.head(id)) for id in again] == before
    assert (Account.objects.count(), Pseudonym.objects.count(), Text.objects.count()) == counts


def test_a_load_that_broke_off_is_told_and_not_taken_for_whole(demonstration, monkeypatch):
    monkeypatch.setattr(demo, "script", lambda folder: [*script(folder), *script(folder)])

    with pytest.raises(ScriptError, match="broke off"):
        load_all(FOLDER, today=NOON)


NOT_SHOWN = {
    *("Waiver", "Agreement", "OpenInvitation"),
    *("RemoteChild", "ChildFork", "DeclinedChild", "PartnershipLink"),  # take another host, or a quarrel
    *("MoveAgreement", "Closing", "Look"),  # end a record, or look into somebody's things
    *("UsedVeto", "GivenProxy", "MissedRecusal", "Suspension", "Declined"),  # went another way here
    *("Report", "Rehearsal"),
    *("OwnTemplate", "KnowledgeUsed"),
}
"""Read models of which the demonstration shows none; the tests of their rooms replay them."""


def test_a_replay_of_all_of_it_gives_the_same_rows(demonstration):
    before = rows()
    assert {name for name, found in before.items() if not found} <= NOT_SHOWN

    for id in demonstration:
        assert replay(id) == reading.size(id)

    assert rows() == before


def test_three_links_are_printed_that_sign_in(demonstration, capsys, client, settings):
    assert main(["demo", "--links"]) == 0

    lines = capsys.readouterr().out.splitlines()
    roles = [line.split("  ")[1].strip() for line in lines]
    assert roles[:3] == ["convener", "representative", "community member"]
    for line in lines:
        address = line.split()[-1]
        assert address.startswith(settings.ADDRESS)
        assert client.post(address.removeprefix(settings.ADDRESS)).status_code == 302


def test_links_of_a_demonstration_that_is_not_there_say_how_to_load_it(db, capsys):
    assert main(["demo", "--links"]) == 1

    assert "commonweal demo" in capsys.readouterr().err


def test_a_host_that_is_no_demonstration_loads_none(db, capsys, settings):
    settings.DEMONSTRATION = False

    assert main(["demo"]) == 1

    assert "COMMONWEAL_DEMONSTRATION" in capsys.readouterr().err
    assert not Partnership.objects.exists()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ({"id": "first", "kind": "kites.fly", "by": "alba", "day": 0}, r"^first: .*kites\.fly"),
        ({"kind": "fit.name_goal", "by": "alba", "day": 0, "body": {"title": "@colour:red"}}, "@colour means nothing"),
        ({"kind": "fit.name_goal", "by": "nobody", "day": 0, "body": {"title": "A goal"}}, "nobody"),
        ({"box": "votes"}, "^votes: "),
    ],
)
def test_a_line_that_cannot_be_played_is_named(db, line, says):
    alba = Account.objects.create_user("alba@example.org", name="Alba")
    stage = Stage(name="test", today=datetime(2026, 3, 2, tzinfo=UTC), accounts={"alba": alba})

    with pytest.raises(ScriptError, match=says):
        stage.play(line)


def test_somebody_took_her_words_back_and_the_page_says_so(demonstration, client):
    gone = Text.objects.get(erased_at__isnull=False)
    where = next(e for e in reading.all_entries(gone.partnership) if gone.pk.encode() in e.raw)

    page = client.get(f"/p/ribera-alta/record/{where.position}/").content.decode()

    assert "These words were erased on" in page
    assert (gone.text, gone.salt, where.body["says"]["digest"]) == ("", None, gone.digest)
