"""Läs in fil."""

from django.urls import path, register_converter

from portal.imports.views import correcting, files, handing_back, preview, receiving


class FileForm:
    """The two forms a file is handed out in."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(FileForm, "file_form")

app_name = "imports"
urlpatterns = [
    path("", files.index, name="index"),
    path("<int:batch>/", preview.batch, name="batch"),
    path("<int:batch>/verkstall/", files.apply, name="apply"),
    path("<int:batch>/angra/", files.undo, name="undo"),
    path("<int:batch>/avbryt/", files.discard, name="discard"),
    path("<int:batch>/fil/", files.source, name="source"),
    path("<int:batch>/celler/", correcting.cells, name="cells"),
    path("<int:batch>/rader.<file_form:form>", handing_back.rows, name="rows"),
    path("<int:batch>/kolumner/", correcting.columns, name="columns"),
    path("<int:batch>/forsok/", files.try_again, name="try_again"),
    path("<slug:kind>/", receiving.upload, name="upload"),
    path("<slug:kind>/filer/", receiving.files, name="files"),
    path("<slug:kind>/mall.<file_form:form>", files.template, name="template"),
    path("<slug:kind>/export.<file_form:form>", files.export, name="export"),
]
