"""The pages of goals, conditions and models: done and shown, explained at the field, refused with the clause."""

from __future__ import annotations

import pytest
from django.test import Client

from commonweal.capabilities.fit.queries import conditions, goals, models_chosen
from commonweal.capabilities.fit.tests.arranging import decided, goal, opened, scored
from commonweal.capabilities.fit.tests.test_sounding import BOX, QUESTION

LIST, DETAIL = 8, 12
GOALS, CONDITIONS, MODELS = (
    "/p/cool-schools/fit/goals/",
    "/p/cool-schools/fit/conditions/",
    "/p/cool-schools/fit/models/",
)


def test_a_goal_is_named_on_a_page_and_shown(cool, seen_by):
    typed = {"title": "Cooler yards", "beneficiaries": "Pupils", "from_on": "2026-03-01", "until_on": "2028-06-30"}
    typed |= {"measured_0": "Hot yards", "unit_0": "yards", "target_0": "0", "sdg": "13.1; 11.7"}

    response = seen_by("Emre").post(f"{GOALS}new/", typed, follow=True)

    assert "Cooler yards" in response.content.decode()
    (row,) = goals(cool.id)
    assert (row.sdg, row.results[0]["target"], row.results[0]["baseline"]) == (["11.7", "13.1"], "0", None)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": "Shade", "sdg": "13.9"}, "sdg"),
        ({"title": "Shade", "from_on": "2026-03-02", "until_on": "2026-03-01"}, "until_on"),
        ({"title": "Shade", "measured_1": "Yards", "unit_1": "yards", "target_1": "few"}, "target_1"),
        ({"title": "Shade", "measured_2": "Yards"}, "unit_2"),
        ({"title": ""}, "title"),
    ],
)
def test_a_mistake_in_a_goal_is_explained_at_its_field_and_nothing_typed_is_lost(cool, seen_by, typed, field):
    response = seen_by("Alba").post(f"{GOALS}new/", typed)

    form = response.context["form"]
    assert field in form.errors
    assert all(f'value="{value}"' in response.content.decode() for value in typed.values() if value)
    assert goals(cool.id) == []


def test_a_goal_is_said_anew_and_withdrawn_on_its_page(cool, seen_by):
    position = cool.given("fit.name_goal", **goal()).position
    alba = seen_by("Alba")
    shown = alba.get(f"{GOALS}{position}/revise/").context["form"]

    typed = {name: "" if (v := shown[name].value()) is None else v for name in shown.fields}
    alba.post(f"{GOALS}{position}/revise/", {**typed, "title": "Cooler yards and streets"})
    page = alba.get(f"{GOALS}{position}/").content.decode()
    alba.post(f"{GOALS}{position}/", {"reason": "Others do it better."})

    assert "Cooler yards and streets" in page
    assert goal()["title"] in page
    assert goals(cool.id) == []
    assert "withdrawn" in Client().get(f"{GOALS}{position}/").content.decode()


def test_a_stranger_reads_and_is_told_why_he_can_not_write(cool, seen_by):
    cool.given("fit.name_goal", **goal())

    page = Client().get(GOALS).content.decode()

    assert goal()["title"] in page
    assert "Clause 2.4" in page
    assert Client().get(f"{GOALS}new/").status_code == 302
    assert seen_by("Farah").get(f"{GOALS}new/").status_code == 404


def test_an_observer_is_refused_with_the_clause(cool, seen_by):
    response = seen_by("Olga").post(f"{GOALS}new/", {"title": "Shade"})

    assert "2.4" in str(response.context["form"].non_field_errors())
    assert "Clause 2.4" in response.content.decode()


def test_a_page_that_is_not_there(cool):
    for address in (f"{GOALS}3/", f"{CONDITIONS}weather/", "/p/cool-schools/fit/sounding/nothing/"):
        assert Client().get(address).status_code == 404


def test_a_condition_is_stated_with_evidence(cool, seen_by):
    typed = {"form": "state", "colour": "amber", "says": "Two of three years are paid for."}

    response = seen_by("Dina").post(f"{CONDITIONS}resources/", typed, follow=True)

    page = response.content.decode()
    assert "Two of three years are paid for." in page
    assert "University of Ribera" in page
    assert [row.colour for row in conditions(cool.id)] == ["amber"]


def test_a_condition_without_evidence_is_explained_where_it_is_written(cool, seen_by):
    response = seen_by("Dina").post(f"{CONDITIONS}resources/", {"form": "state", "colour": "amber"})

    assert "says" in response.context["form"].errors


def test_a_link_must_be_a_web_address(cool, seen_by):
    typed = {"form": "state", "colour": "green", "link": "javascript:alert(1)"}

    response = seen_by("Dina").post(f"{CONDITIONS}time/", typed)

    assert "link" in response.context["form"].errors


def test_models_are_looked_at_together_and_chosen(cool, seen_by):
    alba = seen_by("Alba")

    together = alba.get(f"{MODELS}?m=public_private&m=consortium").content.decode()
    alba.post(MODELS, {"models": ["public_private", "consortium"], "reason": "The lamps belong to a company."})

    assert "2 things to settle" in together
    chosen = models_chosen(cool.id)
    assert chosen is not None
    assert chosen.models_chosen == ["public_private", "consortium"]


def test_no_model_is_no_choice(cool, seen_by):
    response = seen_by("Alba").post(MODELS, {"reason": "Because."})

    assert "models" in response.context["form"].errors


def fill(cool, count):
    for n in range(count):
        cool.given("fit.name_goal", **goal(title=f"Goal {n}"))
        cool.given("fit.state_condition", condition="time", colour="green", says={"text": f"Evidence {n}"})


@pytest.mark.parametrize(
    ("address", "budget"), [(GOALS, LIST), (CONDITIONS, LIST), (f"{CONDITIONS}time/", DETAIL), (MODELS, DETAIL)]
)
def test_a_long_list_asks_no_more_questions_than_a_short_one(
    cool, seen_by, address, budget, django_assert_max_num_queries
):
    alba = seen_by("Alba")
    fill(cool, 3)
    alba.get(address)

    with django_assert_max_num_queries(budget) as few:
        alba.get(address)
    fill(cool, 27)
    with django_assert_max_num_queries(len(few)):
        assert alba.get(address).status_code == 200


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_page_is_there_for_everybody_in_both_directions(cool, seen_by, lang):
    position = cool.given("fit.name_goal", **goal()).position
    assessment = decided(cool)
    cool.given("fit.open_sounding", box=BOX, condition="room", question=QUESTION)
    here = "/p/cool-schools/fit/"
    public = [
        "goals/", f"goals/{position}/", "conditions/", "conditions/room/", "models/", "assessment/", "result/",
        f"result/{assessment}/", "decision/", f"sounding/{BOX}/", f"sounding/{BOX}/count/",
    ]  # fmt: skip
    inside = ["goals/new/", f"goals/{position}/revise/", "assessment/open/"]

    for page in public:
        for client in (Client(), seen_by("Alba"), seen_by("Olga")):
            assert client.get(here + page, headers={"accept-language": lang}).status_code == 200, page
    for page in inside:
        assert seen_by("Alba").get(here + page, headers={"accept-language": lang}).status_code == 200, page


def test_open_assessments_show_their_screens(cool, seen_by):
    assessment = opened(cool)
    scored(cool, assessment, by=cool.bruno)

    for page in ("assessment/", "assessment/score/1/", "assessment/score/3/", "assessment/score/review/", "result/"):
        assert seen_by("Alba").get(f"/p/cool-schools/fit/{page}").status_code == 200, page
