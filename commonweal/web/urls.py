"""The addresses of the shell: languages, how things are computed, the style guide and the way into a demonstration."""

from django.urls import path

from commonweal.web import account, entering, languages, methods, openid, paper, recently, styleguide

urlpatterns = [
    path("language/", languages.choose, name="language"),
    path("enter/<str:token>/", entering.enter, name="enter"),
    path("accounts/", account.hub, name="account"),
    path("accounts/about-me/", account.about_me, name="account_about_me"),
    path("accounts/sessions/end/", account.end_sessions, name="account_end_sessions"),
    path("accounts/openid/", openid.go, name="account_openid"),
    path("accounts/openid/back/", openid.back, name="account_openid_back"),
    path("accounts/again/", recently.again, name="account_again"),
    path("accounts/paper/", paper.sign_in, name="account_paper"),
    path("accounts/paper/sheet/", paper.sheet, name=paper.SHEET),
    path("accounts/paper/new/", paper.renew, name="account_paper_new"),
    path("methods/<slug:method>/", methods.method, name="method"),
    path("styleguide", styleguide.styleguide, name="styleguide"),
]
