"""The addresses of meetings."""

from django.urls import path

from commonweal.capabilities.meetings import keeping_pages, pages

app_name = "meetings"
urlpatterns = [
    path("p/<slug:slug>/meetings/", pages.meetings, name="meetings"),
    path("p/<slug:slug>/meetings/call/", pages.call, name="call"),
    path("p/<slug:slug>/meetings/attendance/", pages.attendance, name="attendance"),
    path("p/<slug:slug>/meetings/actions/", pages.actions, name="actions"),
    path("p/<slug:slug>/meetings/<str:meeting>/", pages.meeting, name="meeting"),
    path("p/<slug:slug>/meetings/<str:meeting>/agenda/", keeping_pages.agenda, name="agenda"),
    path("p/<slug:slug>/meetings/<str:meeting>/move/", keeping_pages.move, name="move"),
    path("p/<slug:slug>/meetings/<str:meeting>/lead/", keeping_pages.lead, name="lead"),
    path("p/<slug:slug>/meetings/<str:meeting>/notes/", keeping_pages.notes, name="notes"),
    path("p/<slug:slug>/meetings/<str:meeting>/minutes/", keeping_pages.minutes, name="minutes"),
    path("p/<slug:slug>/meetings/<str:meeting>/minutes.pdf", keeping_pages.minutes_pdf, name="minutes_pdf"),
]
