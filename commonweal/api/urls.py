"""The addresses of the API; the version stands in front of them."""

from django.urls import path

from commonweal.api import pages

app_name = "api"
urlpatterns = [
    path("kinds", pages.kinds, name="kinds"),
    path("kinds/<str:name>", pages.kind, name="kind"),
    path("partnerships", pages.all_partnerships, name="partnerships"),
    path("partnerships/<slug:slug>", pages.partnership, name="partnership"),
    path("partnerships/<slug:slug>/entries", pages.entries, name="entries"),
    path("partnerships/<slug:slug>/entries/<int:position>", pages.entry, name="entry"),
    path("partnerships/<slug:slug>/acts", pages.acts, name="acts"),
]
