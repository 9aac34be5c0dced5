"""One's own letters, under /mina-brev/."""

from django.urls import path

from portal.deadlines import letter_views

app_name = "letters"
urlpatterns = [
    path("", letter_views.OwnLetters.as_view(), name="own"),
    path("avsluta/<str:token>/", letter_views.StopLetters.as_view(), name="stop"),
]
