"""The addresses of finding."""

from django.urls import path

from commonweal.capabilities.finding import mine, pages

app_name = "finding"
urlpatterns = [
    path("search/", pages.everywhere_of_mine, name="everywhere"),
    path("mine/", mine.mine, name="mine"),
    path("p/<slug:slug>/read/", mine.read, name="read"),
    path("p/<slug:slug>/search/", pages.here, name="here"),
]
