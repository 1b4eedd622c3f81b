"""The addresses of bodies."""

from django.urls import path

from commonweal.capabilities.bodies import pages

app_name = "bodies"
urlpatterns = [
    path("p/<slug:slug>/bodies/", pages.bodies, name="bodies"),
    path("p/<slug:slug>/bodies/<str:body>/", pages.body, name="body"),
    path("p/<slug:slug>/bodies/<str:body>/seats/<str:seat>/", pages.seat, name="seat"),
    path("p/<slug:slug>/bodies/<str:body>/offices/<str:office>/", pages.office, name="office"),
]
