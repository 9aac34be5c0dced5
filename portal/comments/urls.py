"""``/kommentarer/``"""

from django.urls import path

from portal.comments import views

app_name = "comments"
urlpatterns = [
    path("<int:content_type>/<int:pk>/", views.CommentCreate.as_view(), name="create"),
]
