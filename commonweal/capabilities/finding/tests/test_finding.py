"""What is found, by whom, in which languages; and that what was erased is found no more, nor kept."""

from __future__ import annotations

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.acts.replay import replay
from commonweal.acts.testing import founded_alone
from commonweal.capabilities.finding import queries
from commonweal.capabilities.finding.harvest import lines_of
from commonweal.capabilities.finding.models import Findable
from commonweal.capabilities.finding.queries import Within
from commonweal.methods.finding import asked
from commonweal.people.models import Text
from commonweal.record import reading


def found(cool, question, **narrowed):
    hits = queries.found(asked(question), Within((cool.id,), **narrowed))
    return [position for _partnership, position in hits.places]


def everything():
    return list(Findable.objects.order_by("key").values())


@pytest.mark.parametrize(
    ("written", "lang", "questions"),
    [
        ("Who waters the trees in August?", "en", ["tree", "TREES", "wat", "in aug", '"the trees"', "trees -palm"]),
        ("¿Quién riega los árboles en agosto?", "es", ["arbol", "ÁRBOLES", "quien rieg", "rieg", '"los arboles"']),
        ("Qui arrose les arbres de l'école ?", "fr", ["arbre", "ecole", "l'école", "ARBRES éco"]),
        ("الأمّهات ينتظرنَ في الشمس قرب المدرسة", "ar", ["امهات", "مدرسه", "المدرسة", "شمس", "الأُمهات", "مَدرسة"]),
        ("学校の木陰", "ja", ["木陰", "学校"]),
    ],
)
def test_words_are_found_whatever_their_form(cool, says, written, lang, questions):
    position = says(written, lang=lang)

    missed = [question for question in questions if found(cool, question) != [position]]

    assert missed == []


@pytest.mark.parametrize("question", ["tree -waters", '"trees the"', "palm", "rees", "-tree", "", "  ", '""', "-", "*"])
def test_what_is_not_there_or_not_asked_for_is_not_found(cool, says, question):
    says("Who waters the trees in August?")

    assert found(cool, question) == []


def test_the_name_of_an_organisation_comes_first_and_then_the_newest(cool, says):
    old, new = says("Tejados of tiles"), says("More tejados", by=cool.bruno)
    title = cool.given("fit.name_goal", title="White tejados").position
    (organisation,) = [
        n for n in range(title) if "Tejados Frescos" in [line.text for line in lines_of(reading.entry_at(cool.id, n))]
    ]

    assert found(cool, "tejados") == [organisation, title, new, old]


def test_lines_of_one_act_are_found_together_and_codes_are_not(cool):
    goal = cool.given(
        "fit.name_goal", title="Shade", beneficiaries="Children", area="North Quarter", sdg=["11.7"],
        results=[{"measured": "Hours of shade", "target": "6", "unit": "hours"}],
    ).position  # fmt: skip

    assert found(cool, "shade children north hours") == [goal]
    assert found(cool, cool.id[:8]) == found(cool, "multi_country") == found(cool, "11.7") == []


def test_one_partnership_never_finds_what_stands_in_another(cool, says):
    says("Who waters the trees in August?")
    quiet = founded_alone("Quiet Streets")

    assert found(quiet, "trees") == []
    assert found(quiet, "quiet streets") != []
    both = Within((cool.id, quiet.id))
    assert {each for each, _n in queries.found(asked("s"), both).places} == {cool.id, quiet.id}
    assert queries.found(asked("trees"), Within(())).places == ()
    assert len(queries.found(asked("trees"), Within(None)).places) == 1


def test_it_is_narrowed_by_capability_organisation_and_person(cool, says):
    emre, bruno = says("Trees"), says("Trees too", by=cool.bruno)

    assert found(cool, "trees", person=cool.person("Emre")) == [emre]
    assert found(cool, "trees", organisation=cool.org("company")) == [bruno]
    assert found(cool, "trees", room="fit") == [bruno, emre]
    assert found(cool, "trees", room="membership") == []


def test_pages_follow_each_other(cool, says, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    said = [says(f"Tree number {n}", by=cool.bruno) for n in range(5)]

    pages = [queries.found(asked("tree"), Within((cool.id,)), page=n) for n in (1, 2, 3, 4)]

    assert [position for page in pages for _p, position in page.places] == said[::-1]
    assert [page.more for page in pages] == [True, True, False, False]


def test_erased_words_are_found_no_more_and_leave_no_byte_in_the_index(cool, says):
    others = [says(f"Somebody waters tree {n}") for n in range(30)]
    secret = says("Zebrafishes bit my grandmother")
    text = reading.entry_at(cool.id, secret).body["says"]["text"]
    assert found(cool, "zebrafish") == [secret]
    assert b"zebrafish" in dump()

    cool.given("people.erased", by=cool.emre, texts=[text])

    assert found(cool, "zebrafish") == found(cool, "grandmother bit") == []
    assert b"zebrafish" not in dump().lower()
    assert b"randmother" not in dump().lower()
    assert not Findable.objects.filter(text=text).exists()
    assert len(found(cool, "waters")) == min(len(others), queries.PAGE)


def dump():
    """Return every byte of the index: of the whole database file on SQLite, of the rows on PostgreSQL."""
    if connection.vendor == "sqlite":
        return bytes(connection.connection.serialize())
    return repr(everything()).encode()


def test_a_replay_gives_the_same_rows_and_the_same_answers(cool, says):
    says("Who waters the trees in August?")
    gone = reading.entry_at(cool.id, says("Zebrafishes")).body["says"]["text"]
    cool.given("people.erased", by=cool.emre, texts=[gone])
    before, founding = everything(), found(cool, "cool schools")

    replay(cool.id)
    replay(cool.id)

    assert everything() == before
    assert found(cool, "cool schools") == founding
    assert len(found(cool, "trees")) == 1
    assert found(cool, "zebrafishes") == []


def test_an_old_backup_brings_no_words_back(cool, says):
    position = says("Zebrafishes")
    text = reading.entry_at(cool.id, position).body["says"]["text"]
    old = Text.objects.filter(pk=text).values("text", "lang", "salt", "erased_at").get()
    cool.given("people.erased", by=cool.emre, texts=[text])
    Text.objects.filter(pk=text).update(**old)

    replay(cool.id)

    assert found(cool, "zebrafishes") == []


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.one_of(
    st.text(max_size=60),
    st.text(alphabet=st.sampled_from('abأ学"“- *():^{}|&!<>\'\\%_;~é0٢\u0640\u064b\0'), max_size=40),
    st.lists(st.sampled_from(["tree", "AND", "NOT", "OR", "NEAR(", '"', "-", "roots :", "'; DROP", "*"])).map(" ".join),
))  # fmt: skip
def test_no_question_is_an_error(cool, question):
    places = queries.found(asked(question), Within((cool.id,))).places

    assert all(partnership == cool.id for partnership, _position in places)
