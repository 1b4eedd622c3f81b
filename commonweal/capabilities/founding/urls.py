"""The addresses of founding."""

from django.urls import path

from commonweal.capabilities.founding import pages, tree_pages

app_name = "founding"
urlpatterns = [
    path("", pages.host, name="host"),
    path("start/", pages.start, name="start"),
    path("p/<slug:slug>/proposal/", pages.proposal, name="proposal"),
    path("p/<slug:slug>/describe/", pages.describe, name="describe"),
    path("p/<slug:slug>/tree/", tree_pages.tree, name="tree"),
    path("p/<slug:slug>/tree/join/", tree_pages.join, name="join"),
    path("p/<slug:slug>/tree/leave/", tree_pages.leave, name="leave"),
    path("p/<slug:slug>/tree/add/", tree_pages.add, name="add"),
    path("p/<slug:slug>/tree/link/", tree_pages.link, name="link"),
    path("p/<slug:slug>/tree/unlink/", tree_pages.unlink, name="unlink"),
    path("p/<slug:slug>/tree/<str:child>/decline/", tree_pages.decline, name="decline"),
]
