"""The addresses of a partnership's home, its seven steps and their criteria."""

from django.urls import path, re_path

from commonweal.lifecycle import pages
from commonweal.web.places import STEPS

_PLACES = "|".join(name for name, _label in STEPS)

urlpatterns = [
    path("p/<slug:slug>/", pages.home, name="home"),
    re_path(rf"^p/(?P<slug>[-a-z0-9]+)/(?P<place>{_PLACES})/$", pages.step, name="step"),
    re_path(r"^p/(?P<slug>[-a-z0-9]+)/criteria/(?P<criterion>[1-7]\.[1-9][0-9]?)/$", pages.criterion, name="criterion"),
]
