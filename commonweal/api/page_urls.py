"""The addresses of the pages that people have about programs."""

from django.urls import path

from commonweal.api import manual, programs

urlpatterns = [
    path("p/<slug:slug>/programs/", programs.programs, name="programs"),
    path("p/<slug:slug>/programs/<str:webhook>/", programs.webhook, name="webhook"),
    path("api/", manual.index, name="manual"),
    path("api/addresses/<str:operation>/", manual.address, name="manual_address"),
    path("api/kinds/<str:name>/", manual.kind, name="manual_kind"),
]
