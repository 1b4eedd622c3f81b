"""The addresses of assumptions."""

from django.urls import path

from commonweal.capabilities.assumptions import pages

app_name = "assumptions"
urlpatterns = [
    path("p/<slug:slug>/assumptions/", pages.assumptions, name="assumptions"),
    path("p/<slug:slug>/assumptions/state/", pages.state, name="state"),
    path("p/<slug:slug>/assumptions/<int:entry>/", pages.assumption, name="assumption"),
    path("p/<slug:slug>/assumptions/<int:entry>/revise/", pages.revise, name="revise"),
]
