"""The addresses of this room."""

from django.urls import path

from commonweal.interchange import pages as bundles
from commonweal.interchange.iati import pages

app_name = "interchange"
urlpatterns = [
    path("p/<slug:slug>/bundle", bundles.bundle, name="bundle"),
    path("start/iati/", pages.upload, name="iati"),
    path("start/iati/<str:draft>/", pages.preview, name="iati-preview"),
]
