"""The addresses of problem statements."""

from django.urls import path

from commonweal.capabilities.problem import cause_pages, pages, version_pages

app_name = "problem"
urlpatterns = [
    path("p/<slug:slug>/problem/", pages.problems, name="problems"),
    path("p/<slug:slug>/problem/<int:problem>/", pages.problem, name="problem"),
    path("p/<slug:slug>/problem/<int:problem>/suggest/", pages.suggest, name="suggest"),
    path("p/<slug:slug>/problem/<int:problem>/wordings/<int:entry>/", pages.wording, name="wording"),
    path("p/<slug:slug>/problem/<int:problem>/dissent/", pages.dissent, name="dissent"),
    path("p/<slug:slug>/problem/<int:problem>/dissent/<int:note>/", pages.answer, name="answer"),
    path("p/<slug:slug>/problem/<int:problem>/causes/", cause_pages.causes, name="causes"),
    path("p/<slug:slug>/problem/<int:problem>/causes/<str:cause>/", cause_pages.cause, name="cause"),
    path("p/<slug:slug>/problem/<int:problem>/versions/", version_pages.versions, name="versions"),
    path("p/<slug:slug>/problem/<int:problem>/versions/<int:version>/", version_pages.version, name="version"),
    path("p/<slug:slug>/problem/<int:problem>/shaped/", version_pages.shaped, name="shaped"),
]
