"""The addresses of erasure."""

from django.urls import path

from commonweal.capabilities.erasure import pages

app_name = "erasure"
urlpatterns = [path("p/<slug:slug>/my-words/", pages.mine, name="mine")]
