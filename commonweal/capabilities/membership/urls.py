"""The addresses of membership."""

from django.urls import path

from commonweal.capabilities.membership import pages

app_name = "membership"
urlpatterns = [
    path("join/<str:token>/", pages.join, name="join"),
    path("p/<slug:slug>/members/", pages.members, name="members"),
    path("p/<slug:slug>/members/<str:organisation>/leaving/", pages.leaving, name="leaving"),
    path("p/<slug:slug>/invitations/", pages.invitations, name="invitations"),
    path("p/<slug:slug>/invitations/<str:id>/", pages.invitation, name="invitation"),
    path("p/<slug:slug>/places/", pages.places, name="places"),
]
