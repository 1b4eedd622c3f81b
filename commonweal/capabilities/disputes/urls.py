"""The addresses of complaints and disputes."""

from django.urls import path

from commonweal.capabilities.disputes import pages

app_name = "disputes"
urlpatterns = [
    path("p/<slug:slug>/disputes/", pages.disputes, name="disputes"),
    path("p/<slug:slug>/disputes/complain/", pages.complain, name="complain"),
    path("p/<slug:slug>/disputes/<int:dispute>/", pages.dispute, name="dispute"),
]
