"""``/sparat/``"""

from django.urls import path

from portal.saved import views

app_name = "saved"
urlpatterns = [
    path("", views.SavedList.as_view(), name="list"),
    path("vyer/ny/", views.ViewCreate.as_view(), name="view_create"),
    path("vyer/<int:pk>/ta-bort/", views.ViewDelete.as_view(), name="view_delete"),
    path("utkast/", views.DraftKeep.as_view(), name="draft_keep"),
    path("utkast/bort/", views.DraftClear.as_view(), name="draft_clear"),
]
