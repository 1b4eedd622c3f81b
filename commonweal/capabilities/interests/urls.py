"""The addresses of interests."""

from django.urls import path

from commonweal.capabilities.interests import judging, mine, pages

app_name = "interests"
urlpatterns = [
    path("p/<slug:slug>/interests/", pages.register, name="register"),
    path("p/<slug:slug>/interests/who/", pages.who, name="who"),
    path("p/<slug:slug>/interests/mine/", mine.mine, name="mine"),
    path("p/<slug:slug>/interests/declare/", mine.declare, name="declare"),
    path("p/<slug:slug>/interests/<int:declaration>/", judging.declaration, name="declaration"),
    path("p/<slug:slug>/interests/<int:declaration>/judge/", judging.judge, name="judge"),
    path("p/<slug:slug>/interests/<int:declaration>/missed/", judging.report, name="report"),
]
