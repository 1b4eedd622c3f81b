"""Every address of the house, room by room."""

from django.urls import URLPattern, URLResolver, include, path

from commonweal.acts.installed import installed

urlpatterns: list[URLPattern | URLResolver] = [
    *(path("", include(capability.urls)) for capability in installed() if capability.urls),
    path("", include("commonweal.web.urls")),
    path("", include("commonweal.interchange.urls")),
    path("", include("commonweal.interchange.tree.urls")),
    path("", include("commonweal.notices.urls")),
    path("", include("commonweal.api.page_urls")),
    path("api/v1/", include("commonweal.api.urls")),
    path("accounts/", include("allauth.urls")),
]

handler400 = "commonweal.web.errors.bad_request"
handler403 = "commonweal.web.errors.forbidden"
handler404 = "commonweal.web.errors.not_found"
handler429 = "commonweal.web.errors.too_often"  # allauth asks for it
handler500 = "commonweal.web.errors.broken"
