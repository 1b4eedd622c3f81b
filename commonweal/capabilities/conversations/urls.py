"""The addresses of conversations."""

from django.urls import path

from commonweal.capabilities.conversations import moderating_pages, pages, paper_pages, voting_pages
from commonweal.capabilities.conversations.result_urls import PATHS

app_name = "conversations"
urlpatterns = [
    path("p/<slug:slug>/conversations/", pages.conversations, name="conversations"),
    path("p/<slug:slug>/conversations/new/", pages.new, name="new"),
    path("p/<slug:slug>/conversations/<int:conversation>/", pages.conversation, name="conversation"),
    path("p/<slug:slug>/conversations/<int:conversation>/vote/", voting_pages.vote, name="vote"),
    path("p/<slug:slug>/conversations/<int:conversation>/mine/", voting_pages.mine, name="mine"),
    path("p/<slug:slug>/conversations/<int:conversation>/suggest/", voting_pages.suggest, name="suggest"),
    path(
        "p/<slug:slug>/conversations/<int:conversation>/suggestions/<str:receipt>/",
        voting_pages.suggestion,
        name="suggestion",
    ),
    path(
        "p/<slug:slug>/conversations/<int:conversation>/statements/<int:statement>/",
        moderating_pages.statement,
        name="statement",
    ),
    path("p/<slug:slug>/conversations/<int:conversation>/moderate/", moderating_pages.moderate, name="moderate"),
    path("p/<slug:slug>/conversations/<int:conversation>/log/", pages.log, name="log"),
    path("p/<slug:slug>/conversations/<int:conversation>/missing/", pages.missing, name="missing"),
    path("p/<slug:slug>/conversations/<int:conversation>/poster/", pages.poster, name="poster"),
    path("p/<slug:slug>/conversations/<int:conversation>/sheets.pdf", paper_pages.sheets, name="sheets"),
    path("p/<slug:slug>/conversations/<int:conversation>/paper/", paper_pages.paper, name="paper"),
    *PATHS,
]
