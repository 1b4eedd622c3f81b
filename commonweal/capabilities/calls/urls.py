"""The addresses of open calls."""

from django.urls import path

from commonweal.capabilities.calls import answering, pages

app_name = "calls"
urlpatterns = [
    path("p/<slug:slug>/calls/", pages.calls, name="calls"),
    path("p/<slug:slug>/calls/new/", pages.new, name="new"),
    path("p/<slug:slug>/calls/<str:call>/", pages.call, name="call"),
    path("p/<slug:slug>/calls/<str:call>/apply/", pages.apply, name="apply"),
    path("p/<slug:slug>/calls/<str:call>/poster/", pages.poster, name="poster"),
    path("p/<slug:slug>/calls/<str:call>/applications/", answering.applications, name="applications"),
    path("p/<slug:slug>/calls/<str:call>/applications/<str:application>/", answering.application, name="application"),
]
