"""The phone form: an activity is registered, planned ahead, told of afterwards or put right."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from outreach import access
from outreach.domain.recording import register, write
from outreach.domain.refusing import COUNTS
from outreach.forms.activity import ActivityForm
from outreach.forms.offering import Offered
from outreach.forms.remembering import ALIKE, alike, asked_for, stored, usual
from outreach.forms.stepping import BY_SEX, RANGE, SENT, STEP, heads_line, stepped
from outreach.models import Activity
from outreach.views.pages import ActivityPage, OutreachPage, activity_url
from portal.content.contacts import refuse_identifying
from portal.content.texts import as_number
from portal.saved.drafting import clear_draft
from portal.saved.formpage import SavesItself
from portal.ui.layout import dress
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin

LATEST = 3  # shown under "Gör likadant som sist"


class PhoneForm(CaseWorkMixin, OutreachPage, FormView):
    """What the two pages have in common: one form, drawn for a thumb."""

    form_class = ActivityForm
    template_name = "outreach/activity_form.html"
    submit_label = gettext_lazy("Spara aktiviteten")

    @cached_property
    def offered(self) -> Offered:
        return Offered(self.request.user, self.today)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"offered": self.offered}

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A step is a button that sends the form and gets it back, where no script counts."""
        if step := request.POST.get(STEP):
            form = self.get_form()
            form.data = stepped(form.data, step)
            return self.render_to_response(self.get_context_data(form=form.as_typed()))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = super().get_context_data(**kwargs)
        form = dress(found["form"])
        counts = {"by_sex": BY_SEX, "by_range": RANGE, "sent": SENT}
        found |= {name: [form[each] for each in names] for name, names in counts.items()}
        return found | {
            "heads_line": heads_line({name: form[name].value() for name in COUNTS}),
            "today": self.today,
            "latest": self.offered.usual.latest[:LATEST],
        }


class ActivityCreate(SavesItself, PhoneForm):
    """``/uppsokande/ny/``; ``?som=<id>`` is like another, ``?dag=&form=&malgrupp=...`` fill boxes in."""

    title = gettext_lazy("Ny aktivitet")
    lede = gettext_lazy("Anonymt. Fyll i det du vet, resten kan du göra senare.")
    refuses = staticmethod(refuse_identifying)

    def may(self) -> bool:
        return access.may_register(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        if self.request.GET:
            return {}
        return super().get_initial()

    def get_form_kwargs(self) -> dict[str, Any]:
        found = super().get_form_kwargs()
        kept = found.pop("initial")
        return found | {"told": usual(self.offered) | kept | self._asked()}

    def _asked(self) -> dict[str, Any]:
        asked = asked_for(self.request.GET)
        wanted = as_number(self.request.GET.get(ALIKE, ""))
        if wanted is None:
            return asked
        rows = Activity.objects.for_user(self.request.user).select_related("form")
        like = rows.filter(pk=wanted).first()
        return (alike(like, self.offered) if like else {}) | asked

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self._sent_before() or super().post(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        """What was sent twice at the same moment is found only when the other has been saved."""
        return self._sent_before() or super().form_invalid(form)

    def _sent_before(self) -> HttpResponse | None:
        """The same form twice, by a double press or because the answer was lost: one activity."""
        key = self.request.POST.get("key", "")[:40].replace("\x00", "")
        mine = Activity.objects.for_user(self.request.user).filter(registered_by=self.request.user)
        activity = mine.filter(key=key).first() if key else None
        if activity is None:
            return None
        clear_draft(user=self.request.user, path=self.request.path)
        messages.info(self.request, _("Aktiviteten är redan sparad."))
        return redirect(activity_url(activity))

    def act(self, form: ActivityForm) -> Activity:
        return register(
            organisation=form.organisation_chosen(),
            told=form.told(),
            by=self.request.user,
            now=timezone.now(),
            key=form.cleaned_data["key"],
        )

    @property
    def success_message(self) -> str:  # type: ignore[override]  # what became of it is known afterwards
        planned = self.object.state == Activity.State.PLANNED
        return _("Aktiviteten är planerad.") if planned else _("Aktiviteten är sparad.")

    def get_success_url(self) -> str:
        return activity_url(self.object)


class ActivityEdit(PhoneForm, ActivityPage):
    """``/uppsokande/<id>/andra/``: tell how many came, or put right. Two who save are told of each other."""

    success_message = gettext_lazy("Aktiviteten är sparad.")
    lede = ""

    @property
    def title(self) -> str:  # type: ignore[override]  # it names the activity
        waits = self.activity.state == Activity.State.PLANNED and self.activity.day <= self.today
        return (
            _("Hur gick det? %(what)s") % {"what": self.activity}
            if waits
            else _("Ändra %(what)s") % {"what": self.activity}
        )

    def may(self) -> bool:
        open_still = self.activity.state != Activity.State.CANCELLED
        return open_still and access.may_edit(self.request.user, self.activity)

    @cached_property
    def offered(self) -> Offered:
        return Offered(self.request.user, self.today, kept=self.activity)

    def get_form_kwargs(self) -> dict[str, Any]:
        found = super().get_form_kwargs()
        found.pop("initial")
        return found | {"instance": self.activity, "stored": stored(self.activity)}

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the activity before it is compared with what the form was opened on."""
        locked = Activity.objects.select_for_update(of=("self",)).select_related(
            "form", "organisation__parent"
        )
        self.activity = locked.get(pk=self.activity.pk)
        if not self.may():
            messages.info(request, _("Aktiviteten har ställts in medan du skrev."))
            return redirect(activity_url(self.activity))
        return super().post(request, *args, **kwargs)

    def act(self, form: ActivityForm) -> Activity:
        return write(activity=self.activity, told=form.told(), by=self.request.user, now=timezone.now())

    def get_success_url(self) -> str:
        return activity_url(self.activity)
