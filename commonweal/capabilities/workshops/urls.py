"""The addresses of workshops."""

from django.urls import path

from commonweal.capabilities.workshops import canvas_pages, card_pages, guest_pages, pages, template_pages

app_name = "workshops"
_here = "p/<slug:slug>/workshops/"
urlpatterns = [
    path(_here, pages.workshops, name="workshops"),
    path(f"{_here}new/", pages.new, name="new"),
    path(f"{_here}canvases/", template_pages.templates, name="templates"),
    path(f"{_here}canvases/new/", template_pages.new, name="new_template"),
    path(f"{_here}canvases/own/<int:own>/", template_pages.own, name="own"),
    path(f"{_here}canvases/<slug:template>/", template_pages.template, name="template"),
    path(f"{_here}join/", guest_pages.join, name="join"),
    path(f"{_here}join/<str:code>/", guest_pages.welcome, name="welcome"),
    path(f"{_here}join/<str:code>/<int:canvas>/<slug:zone>/", guest_pages.bring, name="bring"),
    path(f"{_here}receipt/<str:receipt>/", guest_pages.receipt, name="receipt"),
    path(f"{_here}canvas/<int:canvas>/", canvas_pages.canvas, name="canvas"),
    path(f"{_here}canvas/<int:canvas>/wall/", canvas_pages.wall, name="wall"),
    path(f"{_here}canvas/<int:canvas>/clusters/", canvas_pages.clusters, name="clusters"),
    path(f"{_here}canvas/<int:canvas>/import/", canvas_pages.bring_in, name="import"),
    path(f"{_here}canvas/<int:canvas>/<slug:zone>/", canvas_pages.zone, name="zone"),
    path(f"{_here}card/<int:card>/", card_pages.card, name="card"),
    path(f"{_here}<int:workshop>/", pages.workshop, name="workshop"),
    path(f"{_here}<int:workshop>/guests/", guest_pages.guests, name="guests"),
]
