"""The agreement officer's doors: send a party's report back, or take it as good."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from funding import access
from funding.domain.reviewing import accept_report, return_report
from funding.models import PartyReport
from funding.views.reports.page import ReportPage
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin


class ReviewPage(ReportPage):
    """Only the officer, and only of the version that was read: a newer one is to be read first."""

    def may(self) -> bool:
        return access.may_review_reports(self.person)

    @property
    def cancel_url(self) -> str:
        return self.url("report_detail")

    def get_success_url(self) -> str:
        return self.url("report_detail")

    def read_version(self) -> PartyReport:
        """The version that the person had before them. ValidationError when there is none or a newer one."""
        if self.latest is None:
            raise ValidationError(_("Redovisningen är inte inlämnad, så den kan inte granskas."))
        if self.request.POST.get("version", "") != str(self.latest.version):
            raise ValidationError(_("Det finns en nyare version av redovisningen. Läs om sidan."))
        return self.latest


class ReportAccept(ReviewPage, View):
    """``.../godta/``: granskad och godtagen."""

    http_method_names = ["post"]

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            accept_report(report=self.read_version(), now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Redovisningen är granskad och godtagen."))
        return redirect(self.url("report_detail"))


class ReturnForm(forms.Form):
    return_reason = forms.CharField(
        label=gettext_lazy("Vad behöver rättas?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Parten läser det överst i sitt utkast. Skriv så att det går att göra."),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)


class ReportReturn(ReviewPage, CaseWorkMixin, FormView):
    """``.../lamna-tillbaka/``: with a reason; the party gets a draft that says the same."""

    form_class = ReturnForm
    submit_label = gettext_lazy("Lämna tillbaka")
    success_message = gettext_lazy("Redovisningen är återlämnad. Parten kan rätta den och lämna in igen.")

    @property
    def title(self) -> str:
        return _("Lämna tillbaka redovisningen från %(party)s") % {"party": self.party}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.latest.version if self.latest else ""}

    def act(self, form: ReturnForm) -> Any:
        reason = form.cleaned_data["return_reason"]
        return return_report(report=self.read_version(), reason=reason, now=timezone.now())
