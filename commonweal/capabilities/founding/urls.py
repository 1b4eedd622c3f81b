"""The addresses of founding."""

from django.urls import path

from commonweal.capabilities.founding import pages

app_name = "founding"
urlpatterns = [
    path("", pages.host, name="host"),
    path("start/", pages.start, name="start"),
    path("p/<slug:slug>/proposal/", pages.proposal, name="proposal"),
    path("p/<slug:slug>/describe/", pages.describe, name="describe"),
    path("p/<slug:slug>/tree/", pages.tree, name="tree"),
]
