"""The addresses of results, and of conversations that come from Polis."""

from django.urls import path

from commonweal.capabilities.conversations import polis_pages, result_pages

_ONE = "p/<slug:slug>/conversations/<int:conversation>/result/"
PATHS = [
    path(_ONE, result_pages.result, name="result"),
    path(f"{_ONE}statements/", result_pages.result_statements, name="result_statements"),
    path(f"{_ONE}<str:name>", result_pages.result_file, name="result_file"),
    path("p/<slug:slug>/conversations/polis/", polis_pages.polis, name="polis"),
    path("p/<slug:slug>/conversations/polis/<str:id>/", polis_pages.polis_one, name="polis_import"),
]
