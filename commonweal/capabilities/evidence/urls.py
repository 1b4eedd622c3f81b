"""The addresses of evidence."""

from django.urls import path

from commonweal.capabilities.evidence import pages

app_name = "evidence"
urlpatterns = [
    path("p/<slug:slug>/evidence/", pages.evidence, name="evidence"),
    path("p/<slug:slug>/evidence/bring/", pages.bring, name="bring"),
    path("p/<slug:slug>/evidence/<int:entry>/", pages.item, name="item"),
    path("p/<slug:slug>/evidence/<int:entry>/correct/", pages.correct, name="correct"),
    path("p/<slug:slug>/evidence/decisions/<int:decision>/", pages.rests, name="rests"),
]
