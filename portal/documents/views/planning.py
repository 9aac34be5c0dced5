"""Plan a draft: what it is called, its case, who handles it, and which nämnder it goes to."""

from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, UpdateView

from portal.cases.models import Case
from portal.documents import access
from portal.documents.domain.drafting import plan, plan_recipients
from portal.documents.forms.beginning import PlanForm
from portal.documents.forms.receiving import RecipientsForm
from portal.documents.models import Document, Meeting
from portal.documents.views.beginning import AddingRecipients, deciding_bodies, meetings_ahead
from portal.documents.views.page import DocumentPage
from portal.organisation.models import Assignment, Organisation, User
from portal.ui.views import CaseWorkMixin


class Plan(DocumentPage, CaseWorkMixin, UpdateView):
    """``/handlingar/<id>/uppgifter/``"""

    form_class = PlanForm
    states = Document.WRITABLE_STATES
    title, submit_label = gettext_lazy("Uppgifter om handlingen"), gettext_lazy("Spara uppgifterna")
    success_message = gettext_lazy("Uppgifterna är sparade.")

    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)

    def get_object(self, queryset: Any = None) -> Document:
        return Document.objects.get(pk=self.document.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        user, document = self.request.user, self.document
        cases = Case.objects.for_user(user).open() | Case.objects.filter(pk=document.case_id)
        here = [each for each in (document.owner_id, document.owner.parent_id) if each]
        at_work = Assignment.objects.valid_on(self.today).filter(
            organisation__in=here, role__in=access.WRITERS
        )
        officers = User.objects.filter(Q(pk__in=at_work.values("user")) | Q(pk=document.officer_id))
        return super().get_form_kwargs() | {
            "cases": cases.order_by("title", "pk"),
            "officers": officers.order_by("last_name", "first_name", "username"),
        }

    def act(self, form: PlanForm) -> Document:
        return plan(document=self.document, **form.cleaned_data)


class Recipients(AddingRecipients, DocumentPage, CaseWorkMixin, FormView):
    """``/handlingar/<id>/mottagare/``"""

    form_class = RecipientsForm
    states = Document.WRITABLE_STATES
    title, submit_label = gettext_lazy("Till vilka nämnder?"), gettext_lazy("Spara mottagarna")
    success_message = gettext_lazy("Mottagarna är sparade.")

    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)

    @cached_property
    def present(self) -> list[Any]:
        return list(self.document.recipients.order_by("order", "pk"))

    @property
    def committees(self) -> Any:
        """The nämnder of today, and those it goes to already."""
        there = Organisation.objects.filter(pk__in=[to.committee_id for to in self.present])
        return (deciding_bodies() | there).distinct()

    def get_form_kwargs(self) -> dict[str, Any]:
        meetings = meetings_ahead() | Meeting.objects.filter(
            pk__in=[to.meeting_id for to in self.present if to.meeting_id]
        ).select_related("committee")
        return super().get_form_kwargs() | {"committees": self.committees, "meetings": meetings}

    def get_initial(self) -> dict[str, Any]:
        found = super().get_initial()
        for number, to in enumerate(self.present, start=1):
            found |= {f"committee_{number}": to.committee_id, f"meeting_{number}": to.meeting_id}
        return found

    def act(self, form: RecipientsForm) -> Any:
        return plan_recipients(document=self.document, recipients=form.recipients())
