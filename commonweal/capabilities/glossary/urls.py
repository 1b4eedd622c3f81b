"""The addresses of the glossary."""

from django.urls import path

from commonweal.capabilities.glossary import pages

app_name = "glossary"
urlpatterns = [
    path("p/<slug:slug>/glossary/", pages.glossary, name="glossary"),
    path("p/<slug:slug>/glossary/flag/", pages.flag, name="flag"),
    path("p/<slug:slug>/glossary/<int:entry>/", pages.term, name="term"),
]
