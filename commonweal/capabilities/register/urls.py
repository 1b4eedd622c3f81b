"""The addresses of the record, for people and for programs."""

from django.urls import path, re_path

from commonweal.capabilities.register import charter_pages, pages, public

urlpatterns = [
    path("p/<slug:slug>/record/", pages.record, name="record"),
    path("p/<slug:slug>/record/<int:position>/", pages.entry, name="entry"),
    path("p/<slug:slug>/record/<int:position>/proof", public.proof, name="proof"),
    path("p/<slug:slug>/record/<int:position>/lineage/", pages.lineage, name="lineage"),
    path("p/<slug:slug>/activity/", pages.activity, name="activity"),
    path("p/<slug:slug>/charter/", charter_pages.charter, name="charter"),
    re_path(r"^p/(?P<slug>[-a-z0-9]+)/charter/(?P<digest>[0-9a-f]{64})/$", charter_pages.charter, name="charter"),
    re_path(
        r"^p/(?P<slug>[-a-z0-9]+)/charter/(?P<digest>[0-9a-f]{64})\.json$", charter_pages.as_data, name="charter_data"
    ),
    path("schemas/charter.json", charter_pages.language, name="charter_language"),
    path("p/<slug:slug>/check/", pages.check, name="check"),
    path("p/<slug:slug>/checkpoint", public.checkpoint, name="checkpoint"),
    path("p/<slug:slug>/cosignatures", public.cosignatures, name="cosignatures"),
    path("p/<slug:slug>/tile/entries/<path:rest>", public.entries, name="entries"),
    path("p/<slug:slug>/tile/<int:level>/<path:rest>", public.tile, name="tile"),
]
