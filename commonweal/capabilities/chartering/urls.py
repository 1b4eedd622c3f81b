"""The addresses of drafts."""

from django.urls import path

from commonweal.capabilities.chartering import (
    clause_pages,
    comparing_pages,
    file_pages,
    pages,
    power_pages,
    presenting_pages,
    settling_pages,
)

app_name = "chartering"
_DRAFT = "p/<slug:slug>/drafts/<int:draft>/"
_CLAUSE = f"{_DRAFT}clauses/<str:number>/"
ENDINGS = ("csv", "json", "rule")
"""In what form the numbers of power are given: all of them, and the file of one rule."""
urlpatterns = [
    path("p/<slug:slug>/drafts/", pages.drafts, name="drafts"),
    path("p/<slug:slug>/drafts/new/", pages.choose, name="choose"),
    path("p/<slug:slug>/drafts/new/<str:source>/", pages.begin, name="begin"),
    path(_DRAFT, pages.draft, name="draft"),
    path(f"{_DRAFT}whole/", pages.whole, name="whole"),
    path(f"{_DRAFT}compare/", comparing_pages.compare, name="compare"),
    path(f"{_DRAFT}present/", presenting_pages.present, name="present"),
    path(f"{_DRAFT}files/", file_pages.files, name="files"),
    path(f"{_DRAFT}files/word/", file_pages.word, name="word"),
    path(f"{_DRAFT}files/json/", file_pages.data, name="data"),
    path(f"{_DRAFT}files/<str:returned_file>/", file_pages.came_back, name="returned"),
    path(f"{_DRAFT}power/", power_pages.of_draft, name="draft_power"),
    *(
        path(f"{_DRAFT}power/{ending}/", power_pages.numbers_of_draft, {"ending": ending}, name=f"draft_power_{ending}")
        for ending in ENDINGS
    ),
    path("p/<slug:slug>/charter/power/", power_pages.in_force, name="power"),
    *(
        path(f"p/<slug:slug>/charter/power/{ending}/", power_pages.numbers, {"ending": ending}, name=f"power_{ending}")
        for ending in ENDINGS
    ),
    path(f"{_DRAFT}end/", presenting_pages.end, name="end"),
    path(f"{_DRAFT}new-clause/", clause_pages.words, name="new_clause"),
    path(_CLAUSE, clause_pages.clause, name="clause"),
    path(f"{_CLAUSE}words/", clause_pages.words, name="words"),
    path(f"{_CLAUSE}rules/", clause_pages.kinds, name="kinds"),
    path(f"{_CLAUSE}rules/json/", clause_pages.raw, name="raw"),
    path(f"{_CLAUSE}rules/<int:place>/", clause_pages.rule, name="rule"),
    path(f"{_CLAUSE}rules/new/<str:kind>/", clause_pages.rule, name="new_rule"),
    path(f"{_DRAFT}changes/<int:change>/", settling_pages.change, name="change"),
    path(f"{_DRAFT}objections/<int:objection>/", settling_pages.objection, name="objection"),
]
