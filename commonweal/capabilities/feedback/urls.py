"""The addresses of feedback."""

from django.urls import path

from commonweal.capabilities.feedback import answering, pages

app_name = "feedback"
urlpatterns = [
    path("p/<slug:slug>/feedback/", pages.contributions, name="contributions"),
    path("p/<slug:slug>/feedback/mine/", pages.mine, name="mine"),
    path("p/<slug:slug>/feedback/receipt/", pages.receipt, name="receipt"),
    path("p/<slug:slug>/feedback/do/<str:what>/", answering.do, name="do"),
    path("p/<slug:slug>/feedback/<int:entry>/", pages.contribution, name="contribution"),
]
