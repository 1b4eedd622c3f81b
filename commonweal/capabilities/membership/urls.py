"""The addresses of membership."""

from django.urls import path

from commonweal.capabilities.membership import coming, joining, organisation_pages, pages, term_pages

app_name = "membership"
urlpatterns = [
    path("join/", joining.join_by_code, name="join_by_code"),
    path("join/<str:token>/", joining.join, name="join"),
    path("p/<slug:slug>/members/", pages.members, name="members"),
    path("p/<slug:slug>/members/discharge/", organisation_pages.discharge, name="discharge"),
    path("p/<slug:slug>/members/access/", term_pages.access_needs, name="access_needs"),
    path("p/<slug:slug>/members/<str:organisation>/", organisation_pages.organisation, name="organisation"),
    path("p/<slug:slug>/members/<str:organisation>/correct/", organisation_pages.correct, name="correct"),
    path("p/<slug:slug>/members/<str:organisation>/leaving/", organisation_pages.leaving, name="leaving"),
    path("p/<slug:slug>/invitations/", coming.invitations, name="invitations"),
    path("p/<slug:slug>/invitations/several/", coming.several, name="several"),
    path("p/<slug:slug>/invitations/<str:invitation>/", coming.invitation, name="invitation"),
    path("p/<slug:slug>/invitations/<str:invitation>/poster/", coming.poster, name="poster"),
    path("p/<slug:slug>/invitations/<str:invitation>/reset/", coming.reset, name="reset"),
    path("p/<slug:slug>/places/", pages.places, name="places"),
    path("p/<slug:slug>/places/access/", term_pages.my_access, name="my_access"),
    path("p/<slug:slug>/places/<int:entry>/mandate/", term_pages.mandate, name="mandate"),
    path("p/<slug:slug>/places/<int:entry>/hand-over/", term_pages.hand_over, name="hand_over"),
    path("p/<slug:slug>/places/<int:entry>/end/", term_pages.end, name="end_place"),
    path("p/<slug:slug>/acting-for/", pages.acting_for, name="acting_for"),
]
