"""The addresses of decisions."""

from django.urls import path

from commonweal.capabilities.decisions import pages, paper_pages, say_pages, vote_pages

app_name = "decisions"
urlpatterns = [
    path("p/<slug:slug>/decisions/", pages.register, name="decisions"),
    path("p/<slug:slug>/decisions/propose/", pages.propose, name="propose"),
    path("p/<slug:slug>/decisions/secrecy/", vote_pages.secrecy, name="secrecy"),
    path("p/<slug:slug>/decisions/<int:decision>/", pages.decision, name="decision"),
    path("p/<slug:slug>/decisions/<int:decision>/find/", vote_pages.find, name="find"),
    path("p/<slug:slug>/decisions/<int:decision>/ballot.pdf", paper_pages.ballot_paper, name="ballot_paper"),
    path("p/<slug:slug>/decisions/<int:decision>/paper/", paper_pages.paper, name="paper"),
    path("p/<slug:slug>/decisions/<int:decision>/vote/<str:seat>/", vote_pages.vote, name="vote"),
    path("p/<slug:slug>/decisions/<int:decision>/<slug:what>/", say_pages.say, name="say"),
    path("p/<slug:slug>/decisions/<int:decision>/<slug:how>/<int:entry>/", say_pages.answer, name="answer"),
]
