"""A version of a material in a language: added, reviewed again, its file opened."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from outreach.domain.keeping import add_version, review
from outreach.forms.material import ReviewForm, VersionForm
from outreach.models import MaterialVersion
from outreach.views.materials.pages import MaterialPage
from portal.files.serving import serve
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin


class VersionCreate(CaseWorkMixin, MaterialPage, FormView):
    """``/uppsokande/material/<id>/version/?sprak=so``"""

    writes = True
    form_class = VersionForm
    title, submit_label = gettext_lazy("Lägg till språkversion"), gettext_lazy("Spara versionen")
    success_message = gettext_lazy("Versionen är sparad.")

    @property
    def lede(self) -> str:
        return str(self.material)

    def get_initial(self) -> dict[str, Any]:
        return {"language": self.request.GET.get("sprak", ""), "reviewed_on": self.today}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"today": self.today}

    def act(self, form: VersionForm) -> MaterialVersion:
        names = ("language", "address", "reviewed_on", "outdated_after")
        return add_version(
            material=self.material,
            file=form.sent(),
            by=self.request.user,
            today=self.today,
            **{name: form.cleaned_data[name] for name in names},
        )


class VersionPage(MaterialPage):
    """A page about one version of the material: else 404."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.material.versions.select_related("language", "file", "material")
        self.version = get_object_or_404(rows, pk=kwargs["version"])


class VersionReview(CaseWorkMixin, VersionPage, FormView):
    """``/uppsokande/material/<id>/version/<id>/granska/``"""

    writes = True
    form_class = ReviewForm
    submit_label = gettext_lazy("Spara granskningen")
    success_message = gettext_lazy("Granskningen är sparad.")

    @property
    def title(self) -> str:
        return _("Granska på %(language)s") % {"language": self.version.language.name.lower()}

    @property
    def lede(self) -> str:
        return str(self.material)

    def get_initial(self) -> dict[str, Any]:
        return {"reviewed_on": self.today}

    def act(self, form: ReviewForm) -> MaterialVersion:
        return review(version=self.version, today=self.today, **form.cleaned_data)


class VersionFile(VersionPage, View):
    """``.../version/<id>/fil/``: the file, never shown in place."""

    http_method_names = ["get", "head"]

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if self.version.file is None:
            raise Http404

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return serve(self.version.file)
