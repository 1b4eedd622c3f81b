"""The addresses of this room."""

from django.urls import path

from commonweal.interchange import pages as bundles
from commonweal.interchange.iati import pages
from commonweal.interchange.organisations import pages as organisations

app_name = "interchange"
urlpatterns = [
    path("p/<slug:slug>/import/organisations/", organisations.choose, name="organisations"),
    path("p/<slug:slug>/import/organisations/done/<str:batch>/", organisations.done, name="organisations-done"),
    path("p/<slug:slug>/import/organisations/<str:draft>/", organisations.preview, name="organisations-preview"),
    path("p/<slug:slug>/import/organisations/<str:draft>/columns/", organisations.columns, name="organisations-columns"),
    path("p/<slug:slug>/import/organisations/<str:draft>/faulty.csv", organisations.faulty, name="organisations-faulty"),
    path("p/<slug:slug>/bundle", bundles.bundle, name="bundle"),
    path("start/iati/", pages.upload, name="iati"),
    path("start/iati/<str:draft>/", pages.preview, name="iati-preview"),
]
