"""The addresses of checks of partners."""

from django.urls import path

from commonweal.capabilities.diligence import pages

app_name = "diligence"
urlpatterns = [
    path("p/<slug:slug>/diligence/", pages.members, name="members"),
    path("p/<slug:slug>/diligence/open/<str:organisation>/", pages.open_check, name="open"),
    path("p/<slug:slug>/diligence/<str:check>/", pages.check, name="check"),
    path("p/<slug:slug>/diligence/<str:check>/conclude/", pages.conclude, name="conclude"),
    path("p/<slug:slug>/diligence/<str:check>/items/<str:item>/", pages.item, name="item"),
]
