"""The addresses of the shell: languages, the style guide and the way into a demonstration."""

from django.urls import include, path

from commonweal.web import entering

urlpatterns = [
    path("language/", include("django.conf.urls.i18n")),
    path("enter/<str:token>/", entering.enter, name="enter"),
]
