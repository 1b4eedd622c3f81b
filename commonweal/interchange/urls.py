"""The addresses of this room."""

from django.urls import path

from commonweal.interchange.iati import pages

app_name = "interchange"
urlpatterns = [
    path("start/iati/", pages.upload, name="iati"),
    path("start/iati/<str:draft>/", pages.preview, name="iati-preview"),
]
