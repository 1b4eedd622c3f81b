"""The addresses of the shell: languages, the style guide and the way into a demonstration."""

from django.urls import path

from commonweal.web import entering, languages, styleguide

urlpatterns = [
    path("language/", languages.choose, name="language"),
    path("enter/<str:token>/", entering.enter, name="enter"),
    path("styleguide", styleguide.styleguide, name="styleguide"),
]
