"""The addresses of talk."""

from django.urls import path

from commonweal.capabilities.messages import pages

app_name = "talk"
urlpatterns = [
    path("p/<slug:slug>/talk/", pages.overview, name="overview"),
    path("p/<slug:slug>/talk/<int:position>/", pages.thread, name="thread"),
]
