"""``/utlamnande/``"""

from django.urls import path

from portal.disclosures import views

app_name = "disclosures"
urlpatterns = [
    path("", views.DisclosureList.as_view(), name="list"),
    path("ny/", views.Ask.as_view(), name="ask"),
    path("<int:pk>/", views.DisclosureDetail.as_view(), name="detail"),
    path("<int:pk>/prova/", views.TryRequest.as_view(), name="try"),
    path("<int:pk>/ta-tillbaka/", views.Withdraw.as_view(), name="withdraw"),
    path("<int:pk>/historik/", views.DisclosureHistory.as_view(), name="history"),
]
