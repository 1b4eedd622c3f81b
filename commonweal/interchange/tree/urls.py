"""The addresses of this room."""

from __future__ import annotations

from django.urls import path

from commonweal.interchange.tree import fork_pages, pages

app_name = "tree"
urlpatterns = [
    path("p/<slug:slug>/programme/", pages.show, name="programme"),
    path("p/<slug:slug>/programme.json", pages.told, name="figures"),
    path("p/<slug:slug>/programme/<str:child>/", pages.child, name="child"),
    path("p/<slug:slug>/programme/<str:child>/fork/<int:entry>", pages.child_fork, name="child_fork"),
    path("p/<slug:slug>/forks/", fork_pages.index, name="forks"),
    path("p/<slug:slug>/forks/<str:digest>", fork_pages.proof, name="fork"),
    path("keys/<str:partnership>", pages.host_key, name="host_key"),
]
