"""The list of agreements: who shares what, until when, and what is going on."""

from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from funding import access
from funding.filters import AgreementFilter
from funding.models import Agreement, standing
from funding.tables import EXTRA, agreement_columns
from portal.ui.views import Action, ListPage


class AgreementList(ListPage):
    """``/overenskommelser/``"""

    title, noun, noun_one = _("Överenskommelser"), _("överenskommelser"), _("överenskommelse")
    default_sort = "rank"
    filterset_class = AgreementFilter
    extra = EXTRA
    empty_title = _("Inga överenskommelser än")
    empty_text = _("Här står vad stadsdelarna har kommit överens om att dela: kostnader, andelar och tid.")

    def may(self) -> bool:
        return access.may_list_agreements(self.request.user)

    @cached_property
    def today(self):
        return timezone.localdate()

    def get_queryset(self):
        visible = Agreement.objects.for_user(self.request.user)
        return standing.with_standing(visible, self.request.user, self.today)

    def get_columns(self):
        return agreement_columns(self.today)

    def actions(self):
        reports = reverse("funding:report_overview")
        found = [Action(_("Väntade redovisningar"), reports, icon="wait", primary=False)]
        if not access.may_draft(self.request.user):
            return found
        new, signed = reverse("funding:agreement_create"), reverse("funding:agreement_register")
        return [
            *found,
            Action(_("Registrera en undertecknad"), signed, icon="upload", primary=False),
            Action(_("Ny överenskommelse"), new, icon="plus"),
        ]
