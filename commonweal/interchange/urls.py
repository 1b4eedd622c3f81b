"""The addresses of this room."""

from django.urls import path

from commonweal.interchange import pages as bundles
from commonweal.interchange.exports import pages as exports
from commonweal.interchange.iati import pages
from commonweal.interchange.organisations import pages as organisations

app_name = "interchange"
LISTS = "p/<slug:slug>/import/organisations"
urlpatterns = [
    path(f"{LISTS}/", organisations.choose, name="organisations"),
    path(f"{LISTS}/done/<str:batch>/", organisations.done, name="organisations-done"),
    path(f"{LISTS}/<str:waiting>/", organisations.preview, name="organisations-preview"),
    path(f"{LISTS}/<str:waiting>/columns/", organisations.columns, name="organisations-columns"),
    path(f"{LISTS}/<str:waiting>/faulty.csv", organisations.faulty, name="organisations-faulty"),
    path("p/<slug:slug>/export/", exports.exports, name="exports"),
    path("p/<slug:slug>/export/all.xlsx", exports.workbook, name="workbook"),
    path("p/<slug:slug>/export/all.zip", exports.package, name="package"),
    path("p/<slug:slug>/export/<slug:sheet>.<slug:file>", exports.sheet, name="sheet"),
    path("p/<slug:slug>/bundle", bundles.bundle, name="bundle"),
    path("start/iati/", pages.upload, name="iati"),
    path("start/iati/<str:draft>/", pages.preview, name="iati-preview"),
]
