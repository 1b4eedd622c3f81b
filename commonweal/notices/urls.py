"""The addresses of notices."""

from django.urls import path

from commonweal.notices import by_mail, letters, pages, published

app_name = "notices"
urlpatterns = [
    path("mail/", letters.letterbox, name="letterbox"),
    path("mail/html/", letters.as_html, name="letter_html"),
    path("mine/notices/", pages.preferences, name="preferences"),
    path("mine/notices/list/", pages.listed, name="listing"),
    path("mine/digest/", pages.tomorrow, name="tomorrow"),
    path("by-mail/<str:token>/", by_mail.by_mail, name="by_mail"),
    path("less-mail/<str:token>/", by_mail.less, name="less"),
    path("calendar/<str:token>.ics", published.calendar, name="calendar"),
    path("feed/<str:token>.atom", published.feed, name="feed"),
    path("p/<slug:slug>/calendar.ics", published.partnership_calendar, name="partnership_calendar"),
    path("p/<slug:slug>/feed.atom", published.partnership_feed, name="partnership_feed"),
]
