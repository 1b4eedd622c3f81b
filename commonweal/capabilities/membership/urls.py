"""The addresses of membership."""

from django.urls import path

from commonweal.capabilities.membership import coming, pages

app_name = "membership"
urlpatterns = [
    path("join/<str:token>/", coming.join, name="join"),
    path("p/<slug:slug>/members/", pages.members, name="members"),
    path("p/<slug:slug>/members/<str:organisation>/correct/", pages.correct, name="correct"),
    path("p/<slug:slug>/members/<str:organisation>/leaving/", pages.leaving, name="leaving"),
    path("p/<slug:slug>/invitations/", coming.invitations, name="invitations"),
    path("p/<slug:slug>/invitations/<str:invitation>/", coming.invitation, name="invitation"),
    path("p/<slug:slug>/invitations/<str:invitation>/poster/", coming.poster, name="poster"),
    path("p/<slug:slug>/places/", pages.places, name="places"),
    path("p/<slug:slug>/acting-for/", pages.acting_for, name="acting_for"),
]
