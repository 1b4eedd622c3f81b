"""Words: flagged, explained for each sector, proposed for all, accepted or objected to, adopted, then linked."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from commonweal.acts.capability import Facts, Reader
from commonweal.acts.kept import kept
from commonweal.acts.perform import Objected, Refused
from commonweal.acts.replay import replay
from commonweal.acts.testing import NOON, founded
from commonweal.capabilities.glossary import offered, queries
from commonweal.capabilities.glossary.capability import CAPABILITY
from commonweal.capabilities.glossary.criteria import CRITERIA
from commonweal.partnerships.models import AdoptedTerm, Decided
from commonweal.record.readmodel import projecting


def said(text):
    return {"text": text, "lang": "en"}


def flag(cool, who="Emre", word="albedo", **fields):
    given = {"word": word, "lang": "en", "how": "not_understood"} | fields
    return cool.given("glossary.flag", by=cool.actor(who), **given)


def turn(cool, what, term, who, **fields):
    if what in ("accept", "object", "adopt"):
        fields.setdefault("definition", queries.bare(cool.id, term.position).definition)
    return cool.given(f"glossary.{what}", by=cool.actor(who), term=term.position, **fields)


def state(cool, term):
    return next(word.state for word in queries.every_word(cool.id) if word.term.entry == term.position)


def found(cool):
    return CRITERIA[0].evaluate(Facts(cool.id, at=NOON), CRITERIA[0])


@pytest.fixture
def flagged(db):
    """A partnership in which a word was flagged, explained by a sector, and given a meaning for all."""

    def arranged():
        cool = founded()
        term = flag(cool)
        turn(cool, "say_meaning", term, "Dina", sector="university", says=said("Share of light sent back."))
        names = [{"lang": "es", "word": "albedo", "forms": ["albedos"]}, {"lang": "en", "word": "albedo"}]
        turn(cool, "define", term, "Dina", says=said("How white a roof is."), names=names)
        return cool, term

    return kept("glossary.flagged", arranged)


@pytest.fixture
def cool(flagged):
    """The same partnership, where the word does not matter."""
    return flagged[0]


def test_a_word_is_one_however_it_is_written(flagged):
    cool, term = flagged
    flag(cool, "Bruno", word="  Albedo ", how="used_otherwise", says=said("For us it is a product."))
    flag(cool, "Chiara", word="albedo", lang="es")

    assert [(word.term.word, word.term.lang) for word in queries.every_word(cool.id)] == [
        ("albedo", "en"),
        ("albedo", "es"),
    ]
    assert len(queries.flags_of(queries.term_at(cool.id, term.position))) == 2


def test_a_meaning_is_accepted_by_who_flagged_it_and_adopted(flagged):
    cool, term = flagged
    assert (state(cool, term), found(cool).status) == ("proposed", "not_met")
    with pytest.raises(Objected, match="have to accept its meaning first"):
        turn(cool, "adopt", term, "Alba")
    turn(cool, "accept", term, "Emre")
    assert found(cool).status == "met"

    turn(cool, "adopt", term, "Alba")

    assert (state(cool, term), found(cool).status) == ("adopted", "met")
    assert {(row.lang, tuple(row.forms)) for row in AdoptedTerm.objects.all()} == {
        ("en", ("albedo",)),
        ("es", ("albedo", "albedos")),
    }
    with pytest.raises(Objected, match="adopted already"):
        turn(cool, "adopt", term, "Alba")


def test_whoever_stumbles_again_opens_it_again(flagged):
    cool, term = flagged
    turn(cool, "accept", term, "Emre")
    turn(cool, "adopt", term, "Alba")
    flag(cool, "Bruno", how="used_otherwise", says=said("Not only roofs."))

    assert (state(cool, term), found(cool).status) == ("proposed", "not_met")
    assert list(found(cool).missing) == ["“albedo”: those who flagged it have to accept its meaning."]


def test_an_objection_stands_until_its_author_accepts_or_it_is_decided(flagged):
    cool, term = flagged
    turn(cool, "accept", term, "Emre")
    turn(cool, "object", term, "Chiara", says=said("Walls, too."))
    assert (state(cool, term), found(cool).status) == ("objected", "not_met")
    with pytest.raises(Objected, match="Somebody objects"):
        turn(cool, "adopt", term, "Alba")

    turn(cool, "accept", term, "Chiara")

    assert state(cool, term) == "proposed"
    turn(cool, "adopt", term, "Alba")


def decided(cool, term, decision, **fields):
    row = {"matter": "purpose", "outcome": "carried", "about": [term.position]} | fields
    with projecting():
        Decided.objects.create(
            key=f"{cool.id}.{decision}", partnership=cool.id, decision=decision, body="assembly", rule="consent",
            charter="a" * 64, entry=decision + 1, at=NOON, proposed_at=NOON, **row,
        )  # fmt: skip


def test_a_decision_on_the_purpose_adopts_over_an_objection(flagged):
    cool, term = flagged
    turn(cool, "object", term, "Chiara", says=said("Walls, too."))
    decided(cool, term, 1, outcome="failed")
    decided(cool, term, 2, about=[])
    decided(cool, term, 3, matter="chair")
    for decision, says in ((1, "not carried"), (2, "not about this"), (3, "what the partnership is for"), (4, "not c")):
        with pytest.raises(Objected, match=says):
            turn(cool, "adopt", term, "Alba", decision=decision)
    decided(cool, term, 5)

    turn(cool, "adopt", term, "Alba", decision=5)

    assert state(cool, term) == "adopted"


def test_a_new_meaning_asks_anew(flagged):
    cool, term = flagged
    old = queries.bare(cool.id, term.position).definition
    turn(cool, "accept", term, "Emre")
    turn(cool, "define", term, "Chiara", says=said("How white a roof or wall is."))

    assert state(cool, term) == "proposed"
    with pytest.raises(Objected, match="Another meaning was proposed"):
        turn(cool, "accept", term, "Emre", definition=old)


def test_each_speaks_for_her_own_sector(flagged):
    cool, term = flagged
    with pytest.raises(Objected, match="your own sector") as objected:
        turn(cool, "say_meaning", term, "Bruno", sector="university", says=said("x"))
    assert objected.value.objection.field == "sector"
    turn(cool, "say_meaning", term, "Dina", sector="university", says=said("Reflected share."))

    assert [row.says.text for row in queries.meanings_of(queries.bare(cool.id, term.position))] == ["Reflected share."]


def test_what_is_not_whole_does_not_fit_or_is_not_there_is_explained(flagged):
    cool, term = flagged
    with pytest.raises(ValidationError, match="how you use this word"):
        flag(cool, how="used_otherwise")
    with pytest.raises(ValidationError, match="once in each language"):
        turn(cool, "define", term, "Dina", says=said("x"), names=[{"lang": "en", "word": "a"}] * 2)
    with pytest.raises(Objected, match="already"):
        flag(cool)
    with pytest.raises(Objected, match="on the record"):
        flag(cool, word="other", where=9999)
    with pytest.raises(Objected, match="no such word"):
        cool.given("glossary.define", term=0, says=said("x"))


def test_who_may_do_what_names_its_clause(flagged):
    cool, term = flagged
    for by in (cool.olga, cool.farah):
        with pytest.raises(Refused, match=r"charter 7\.3"):
            cool.given("glossary.flag", by=by, word="a", lang="en", how="not_understood")
    with pytest.raises(Refused, match=r"keep the pen.*charter 7\.3"):
        turn(cool, "adopt", term, "Emre")


def test_a_replay_gives_the_same_rows(flagged):
    cool, term = flagged
    turn(cool, "object", term, "Chiara", says=said("Walls, too."))
    turn(cool, "accept", term, "Chiara")
    turn(cool, "accept", term, "Emre")
    turn(cool, "adopt", term, "Alba")
    before = [list(model.objects.order_by("key").values()) for model in CAPABILITY.tables]

    replay(cool.id)

    assert [list(model.objects.order_by("key").values()) for model in CAPABILITY.tables] == before


def test_nothing_flagged_is_unknown_until_there_is_something_to_read(db):
    assert found(founded()).status == "unknown"


def test_tasks_concerned_contributions_and_rows(flagged):
    cool, term = flagged
    facts = Facts(cool.id, at=NOON)
    assert [task.says for task in offered.waits(facts, cool.emre, cool.slug)] == ["Read what “albedo” is to mean"]
    assert list(offered.waits(facts, cool.bruno, cool.slug)) == []
    entry = turn(cool, "object", term, "Chiara", says=said("Walls."))
    assert list(offered.those_concerned(entry)) == [cool.person("Dina")]
    turn(cool, "accept", term, "Chiara")
    turn(cool, "accept", term, "Emre")
    later = Facts(cool.id, at=NOON)
    assert [task.says for task in offered.waits(later, cool.alba, cool.slug)] == ["Adopt the meaning of “albedo”"]
    assert offered.given(term).asked == term.position
    reader = Reader(cool.id, cool.slug, cool.olga, NOON, names=False, exact=False)
    assert offered.GLOSSARY.rows(reader, 0, None)[0][1:5] == ["albedo", "en", "proposed", 1]


# ── Pages ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_word_is_flagged_explained_and_adopted_on_its_pages(flagged, client, seen_by):
    cool, _term = flagged
    at = f"/p/{cool.slug}/glossary/"
    sent = {"word": "heat island", "lang": "en", "how": "used_otherwise"}
    assert "Say how you use this word." in seen_by("Bruno").post(f"{at}flag/", sent).content.decode()
    page = seen_by("Bruno").post(f"{at}flag/", sent | {"says": "A <i>product</i>."}, follow=True)
    assert "A &lt;i&gt;product" in page.content.decode()
    here = page.redirect_chain[-1][0]
    seen_by("Chiara").post(here, {"form": "meaning", "sector": "civil_society", "says": "Where old people fall ill."})
    seen_by("Chiara").post(
        here, {"form": "define", "says": "A place hotter than around it.", "in_en": "heat island, Inseln"}
    )
    seen_by("Bruno").post(here, {"form": "accept"})
    seen_by("Alba").post(here, {"form": "adopt"})

    page = client.get(here).content.decode()
    assert "Its meaning is adopted" in page
    assert "Where old people fall ill." in page
    assert "<form" not in page.split("<main", 1)[1]
    assert "heat island" in client.get(at).content.decode()
    assert client.get(f"{at}99999/").status_code == 404


def test_a_flag_leads_on_to_its_word(flagged, client):
    cool, term = flagged
    second = flag(cool, "Bruno", how="used_otherwise", says=said("A product."))

    answer = client.get(f"/p/{cool.slug}/glossary/{second.position}/")

    assert answer.url == f"/p/{cool.slug}/glossary/{term.position}/"


def test_an_adopted_word_is_linked_once_where_evidence_uses_it(flagged, client):
    cool, term = flagged
    turn(cool, "accept", term, "Emre")
    turn(cool, "adopt", term, "Alba")
    item = cool.given(
        "evidence.add", by=cool.dina, title="Roofs", kinds=["technical"], source=said("a"), strength="strong",
        why_strength=said("b"), says=said("The albedo of <roofs>, and albedo again."), limits=said("Albedo only."),
    )  # fmt: skip

    page = client.get(f"/p/{cool.slug}/evidence/{item.position}/").content.decode()

    assert page.count(f'href="/p/{cool.slug}/glossary/{term.position}/"') == 1
    assert "&lt;roofs&gt;" in page


def test_three_and_three_hundred_cost_the_same(flagged, client, django_assert_max_num_queries):
    cool, term = flagged
    row = queries.bare(cool.id, term.position)
    with projecting():
        queries.Term.objects.bulk_create(
            queries.Term(
                **{f.attname: getattr(row, f.attname) for f in row._meta.fields} | {"key": f"x{n}", "entry": n}
            )
            for n in range(300, 600)
        )

    with django_assert_max_num_queries(8):
        assert client.get(f"/p/{cool.slug}/glossary/").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(f"/p/{cool.slug}/glossary/{term.position}/").status_code == 200
