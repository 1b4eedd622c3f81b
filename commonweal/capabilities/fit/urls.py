"""The addresses of fit."""

from django.urls import path

from commonweal.capabilities.fit import assessment_pages, pages, sounding_pages

app_name = "fit"
_here = "p/<slug:slug>/fit/"
urlpatterns = [
    path(f"{_here}goals/", pages.goals, name="goals"),
    path(f"{_here}goals/new/", pages.new_goal, name="new_goal"),
    path(f"{_here}goals/<int:position>/", pages.goal, name="goal"),
    path(f"{_here}goals/<int:position>/revise/", pages.revise_goal, name="revise_goal"),
    path(f"{_here}conditions/", pages.conditions, name="conditions"),
    path(f"{_here}conditions/<str:subject>/", pages.condition, name="condition"),
    path(f"{_here}models/", pages.models, name="models"),
    path(f"{_here}assessment/", assessment_pages.assessment, name="assessment"),
    path(f"{_here}assessment/open/", assessment_pages.open_assessment, name="open_assessment"),
    path(f"{_here}assessment/score/<int:screen>/", assessment_pages.score, name="score"),
    path(f"{_here}assessment/score/review/", assessment_pages.review, name="review"),
    path(f"{_here}result/", assessment_pages.result, name="result"),
    path(f"{_here}result/<int:position>/", assessment_pages.result, name="result_of"),
    path(f"{_here}decision/", assessment_pages.decision, name="decision"),
    path(f"{_here}decision/new/", assessment_pages.decide, name="decide"),
    path(f"{_here}sounding/<str:box>/", sounding_pages.answer, name="answer"),
    path(f"{_here}sounding/<str:box>/receipt/<str:receipt>/", sounding_pages.receipt, name="receipt"),
    path(f"{_here}sounding/<str:box>/count/", sounding_pages.sounding, name="sounding"),
]
