"""The addresses of trust."""

from django.urls import path

from commonweal.capabilities.trust import moving_pages, pages

app_name = "trust"
urlpatterns = [
    path("p/<slug:slug>/trust/", pages.index, name="index"),
    path("p/<slug:slug>/trust/passkey/", pages.passkey, name="passkey"),
    path("p/<slug:slug>/trust/organisation-key/", pages.organisation_key, name="organisation_key"),
    path("p/<slug:slug>/trust/keys/<str:key>/withdraw/", pages.withdraw, name="withdraw"),
    path("p/<slug:slug>/trust/witnesses/", pages.witnesses, name="witnesses"),
    path("p/<slug:slug>/trust/anchor/", pages.anchor, name="anchor"),
    path("p/<slug:slug>/trust/move/", pages.move, name="move"),
    path("p/<slug:slug>/moving/", moving_pages.moving, name="moving"),
]
