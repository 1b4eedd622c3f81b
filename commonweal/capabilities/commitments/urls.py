"""The addresses of commitments."""

from django.urls import path

from commonweal.capabilities.commitments import pages

app_name = "commitments"
urlpatterns = [
    path("p/<slug:slug>/commitments/", pages.commitments, name="commitments"),
    path("p/<slug:slug>/commitments/pledge/", pages.pledge, name="pledge"),
    path("p/<slug:slug>/commitments/ask/", pages.ask, name="ask"),
    path("p/<slug:slug>/commitments/<int:entry>/", pages.commitment, name="commitment"),
]
