"""The addresses of the launch."""

from django.urls import path

from commonweal.capabilities.launch import pages

app_name = "launch"
urlpatterns = [
    path("p/<slug:slug>/about/", pages.about, name="about"),
    path("p/<slug:slug>/about/publish/", pages.publish, name="publish"),
]
