"""The addresses of access."""

from django.urls import path

from commonweal.capabilities.access import host, pages

app_name = "access"
urlpatterns = [
    path("p/<slug:slug>/who-looked/", pages.who_looked, name="who_looked"),
    path("p/<slug:slug>/who-looked/link/", pages.linking, name="linking"),
    path("p/<slug:slug>/it-is-me/", pages.it_is_me, name="it_is_me"),
    path("claim/<str:token>/", pages.claim, name="claim"),
    path("host/", host.home, name="host"),
    path("host/account/", host.look_up, name="look_up"),
    path("host/stop/", host.stop, name="stop"),
]
