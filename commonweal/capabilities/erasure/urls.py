"""The addresses of erasure."""

from django.urls import path

from commonweal.capabilities.erasure import mine, pages

app_name = "erasure"
urlpatterns = [
    path("p/<slug:slug>/my-words/", pages.mine, name="mine"),
    path("accounts/my-data/", mine.download, name="download"),
    path("accounts/leave/", mine.leave, name="leave"),
    path("host/erase/", mine.erase_for, name="erase_for"),
]
