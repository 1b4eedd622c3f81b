"""The addresses of the API; the version stands in front of them."""

from django.urls import path

from commonweal.api import acting, document, pages
from commonweal.api.endpoint import offered

HERE = "partnerships/<slug:slug>"

app_name = "api"
urlpatterns = [
    path("openapi.json", offered(GET=document.document), name="document"),
    path("kinds", offered(GET=pages.kinds), name="kinds"),
    path("kinds/<str:name>", offered(GET=pages.kind), name="kind"),
    path("partnerships", offered(GET=pages.all_partnerships, POST=acting.found), name="partnerships"),
    path("joining", offered(POST=acting.join), name="joining"),
    path(HERE, offered(GET=pages.partnership), name="partnership"),
    path(f"{HERE}/entries", offered(GET=pages.entries), name="entries"),
    path(f"{HERE}/entries/<int:position>", offered(GET=pages.entry), name="entry"),
    path(f"{HERE}/sheets", offered(GET=pages.sheet_list), name="sheets"),
    path(f"{HERE}/sheets/<str:name>", offered(GET=pages.sheet), name="sheet"),
    path(f"{HERE}/criteria", offered(GET=pages.criteria), name="criteria"),
    path(f"{HERE}/tasks", offered(GET=pages.tasks), name="tasks"),
    path(f"{HERE}/acts", offered(POST=acting.acts), name="acts"),
    path(f"{HERE}/acts/verdict", offered(POST=acting.verdict), name="verdict"),
    path(f"{HERE}/acts/prepare", offered(POST=acting.prepare), name="prepare"),
]
