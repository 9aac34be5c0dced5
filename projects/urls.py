"""The projects' paths."""

app_name = "projects"
urlpatterns: list = []
