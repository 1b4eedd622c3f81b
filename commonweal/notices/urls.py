"""The addresses of notices."""

from django.urls import path

from commonweal.notices import pages

app_name = "notices"
urlpatterns = [path("mail/", pages.letterbox, name="letterbox")]
