"""The coordinator's doors: send a report back, take it as good, note what a number is when checked."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from portal.ui.fields import NumberField
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin
from projects import access
from projects.domain.reviewing import accept_report, return_report, verify_count
from projects.models import OutcomeCount, Report
from projects.views.reports.page import ReportPage
from projects.views.reports.wording import count_label


class ReviewPage(ReportPage):
    """Only the coordinator, and only of the version that was read: a newer one is to be read first."""

    def may(self) -> bool:
        return access.may_review_reports(self.person)

    @property
    def cancel_url(self) -> str:
        return self.url("report_detail")

    def get_success_url(self) -> str:
        return self.url("report_detail")

    def read_version(self) -> Report:
        """The version that the person had before them. ValidationError when there is none or a newer one."""
        asked = self.request.POST.get("version", "")
        if self.latest is None:
            raise ValidationError(_("Redovisningen är inte inlämnad, så den kan inte granskas."))
        if asked != str(self.latest.version):
            raise ValidationError(_("Det finns en nyare version av redovisningen. Läs om sidan."))
        return self.latest


class ReportAccept(ReviewPage, View):
    """``.../godta/``: granskad och godtagen."""

    http_method_names = ["post"]

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            accept_report(report=self.read_version(), by=self.person, now=timezone.now())
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, _("Redovisningen är granskad och godtagen. Nu är den låst."))
        return redirect(self.url("report_detail"))


class ReturnForm(forms.Form):
    return_reason = forms.CharField(
        label=gettext_lazy("Vad behöver rättas?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Stadsdelen läser det överst i sitt utkast. Skriv så att det går att göra."),
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False)


class ReportReturn(ReviewPage, CaseWorkMixin, FormView):
    """``.../lamna-tillbaka/``: with a reason; the district gets a draft that says the same."""

    form_class = ReturnForm
    submit_label = gettext_lazy("Lämna tillbaka")
    success_message = gettext_lazy("Redovisningen är återlämnad. Stadsdelen kan rätta den och lämna in igen.")

    @property
    def title(self) -> str:
        return _("Lämna tillbaka redovisningen för %(project)s") % {"project": self.project.title}

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"version": self.latest.version if self.latest else ""}

    def act(self, form: ReturnForm) -> Any:
        reason = form.cleaned_data["return_reason"]
        return return_report(report=self.read_version(), reason=reason, by=self.person, now=timezone.now())


class VerifyForm(forms.Form):
    value = NumberField(
        label=gettext_lazy("Kontrollerat värde"),
        required=False,
        help_text=gettext_lazy("Lämna tomt för att ta bort kontrollen."),
    )
    why = forms.CharField(
        label=gettext_lazy("Så kontrollerades det"),
        max_length=300,
        help_text=gettext_lazy("Till exempel: mot verksamhetssystemet den 3 september."),
    )


class ReportVerify(ReviewPage, CaseWorkMixin, FormView):
    """``.../kontrollera/<count>/``: the reported value stands, the checked one beside it is what counts."""

    form_class = VerifyForm
    submit_label = gettext_lazy("Spara det kontrollerade värdet")
    success_message = gettext_lazy("Det kontrollerade värdet är sparat. Det redovisade står kvar bredvid.")

    def load(self) -> None:
        super().load()
        counts = self.latest.counts.all() if self.latest else []
        found = next((each for each in counts if each.pk == self.kwargs["count"]), None)
        if found is None:
            raise Http404
        self.count: OutcomeCount = found

    @property
    def title(self) -> str:
        return _("Kontrollera: %(measure)s") % {"measure": count_label(self.count)}

    @property
    def lede(self) -> str:
        words = {"project": self.project, "period": self.period.title, "value": self._reported}
        return _("%(project)s, %(period)s. Redovisat: %(value)s.") % words

    @property
    def _reported(self) -> str:
        value = self.count.value
        return _("ej redovisat") if value is None else f"{value.normalize():f}"

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"value": self.count.verified, "why": self.count.verified_why}

    def act(self, form: VerifyForm) -> Any:
        return verify_count(count=self.count, by=self.person, now=timezone.now(), **form.cleaned_data)
