"""The addresses of surveys of working relations."""

from django.urls import path

from commonweal.capabilities.pulse import pages

app_name = "pulse"
urlpatterns = [
    path("p/<slug:slug>/pulse/", pages.surveys, name="surveys"),
    path("p/<slug:slug>/pulse/<str:box>/", pages.survey, name="survey"),
    path("p/<slug:slug>/pulse/<str:box>/answer/", pages.answer, name="answer"),
]
