"""The addresses of ideas and of the interventions drafted from them."""

from django.urls import path

from commonweal.capabilities.ideas import draft_pages, pages

app_name = "ideas"
_here = "p/<slug:slug>/ideas/"
urlpatterns = [
    path(_here, pages.ideas, name="ideas"),
    path(f"{_here}new/", pages.new, name="new"),
    path(f"{_here}merge/", pages.merge, name="merge"),
    path(f"{_here}criteria/", pages.criteria, name="criteria"),
    path(f"{_here}<int:idea>/", pages.idea, name="idea"),
    path(f"{_here}<int:idea>/split/", pages.split, name="split"),
    path(f"{_here}drafts/", draft_pages.drafts, name="drafts"),
    path(f"{_here}drafts/new/", draft_pages.new, name="new_draft"),
    path(f"{_here}drafts/<int:draft>/", draft_pages.draft, name="draft"),
    path(f"{_here}drafts/<int:draft>/suggest/<int:paragraph>/", draft_pages.suggest, name="suggest"),
    path(f"{_here}drafts/<int:draft>/settle/<int:suggestion>/", draft_pages.settle, name="settle"),
    path(f"{_here}drafts/<int:draft>/shaped/", draft_pages.shaped, name="shaped"),
]
