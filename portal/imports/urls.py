"""Läs in fil."""

from django.urls import path, register_converter

from portal.imports import views


class FileForm:
    """The two forms a file is handed out in."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(FileForm, "file_form")

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("<int:batch>/", views.batch, name="batch"),
    path("<int:batch>/verkstall/", views.apply, name="apply"),
    path("<int:batch>/angra/", views.undo, name="undo"),
    path("<int:batch>/avbryt/", views.discard, name="discard"),
    path("<int:batch>/fil/", views.source, name="source"),
    path("<int:batch>/kolumner/", views.drop_columns, name="drop_columns"),
    path("<slug:kind>/", views.upload, name="upload"),
    path("<slug:kind>/mall.<file_form:form>", views.template, name="template"),
    path("<slug:kind>/export.<file_form:form>", views.export, name="export"),
]
