"""The addresses of the agreement."""

from django.urls import path

from commonweal.capabilities.agreement import life_pages, pages, sign_pages

app_name = "agreement"
_TEXT = "p/<slug:slug>/agreement/<int:presented>/"
urlpatterns = [
    path("p/<slug:slug>/agreement/", pages.index, name="index"),
    path("p/<slug:slug>/agreement/life/<str:turn>/", life_pages.life, name="life"),
    path(_TEXT, pages.text, name="text"),
    path(f"{_TEXT}charter.pdf", pages.charter_pdf, name="charter_pdf"),
    path(f"{_TEXT}force/", life_pages.force, name="force"),
    path(f"{_TEXT}sign/", sign_pages.sign, name="sign"),
    path(f"{_TEXT}sign/code/", sign_pages.by_code, name="by_code"),
    path(f"{_TEXT}decline/", sign_pages.decline, name="decline"),
    path(f"{_TEXT}paper/", sign_pages.paper, name="paper"),
    path(f"{_TEXT}paper/form.pdf", sign_pages.paper_pdf, name="paper_pdf"),
    path(f"{_TEXT}paper/record/", sign_pages.record_paper, name="record_paper"),
]
