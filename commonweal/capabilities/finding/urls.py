"""The addresses of finding."""

from django.urls import path

from commonweal.capabilities.finding import pages

app_name = "finding"
urlpatterns = [
    path("search/", pages.everywhere_of_mine, name="everywhere"),
    path("p/<slug:slug>/search/", pages.here, name="here"),
]
