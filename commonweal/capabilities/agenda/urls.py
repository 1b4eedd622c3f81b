"""The addresses of the common agenda."""

from django.urls import path

from commonweal.capabilities.agenda import pages

app_name = "agenda"
urlpatterns = [
    path("p/<slug:slug>/agenda/", pages.agenda, name="agenda"),
    path("p/<slug:slug>/agenda/versions/", pages.versions, name="versions"),
    path("p/<slug:slug>/agenda/versions/<int:version>/", pages.version, name="version"),
    path("p/<slug:slug>/agenda/<int:goal>/", pages.goal, name="goal"),
    path("p/<slug:slug>/agenda/<int:goal>/positions/<int:entry>/", pages.settle, name="settle"),
]
