"""The addresses of a partnership's home, its seven steps and their criteria, below ``/p/<slug>/``."""

from django.urls import path, re_path

from commonweal.lifecycle import pages
from commonweal.web.places import STEPS

_PLACES = "|".join(name for name, _label in STEPS)

urlpatterns = [
    path("", pages.home, name="home"),
    re_path(rf"^(?P<place>{_PLACES})/$", pages.step, name="step"),
    re_path(r"^criteria/(?P<criterion>[1-7]\.[1-9][0-9]?)/$", pages.criterion, name="criterion"),
]
