"""A renegotiation notice is given, taken to the steering group, answered or taken back."""

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from funding import access
from funding.domain.noticing import answer_with, give_notice, tell_steering_group, withdraw_notice
from funding.forms.amending import NoticeAnswerForm, NoticeForm, NoticeToldForm, NoticeWithdrawForm
from funding.models import Notice, Party, Terms
from funding.views.amending.page import OnAgreement
from portal.ui.requests import Asked

CLOSED = (Terms.State.DECLINED, Terms.State.WITHDRAWN)


class NoticeCreate(OnAgreement, FormView):
    """``/overenskommelser/<id>/omforhandling/ny/``"""

    form_class = NoticeForm
    title = gettext_lazy("Begär omförhandling")
    submit_label = gettext_lazy("Anmäl omförhandlingen")
    success_message = gettext_lazy(
        "Anmälan är registrerad. Alla skyldigheter gäller tills en ändring är beslutad."
    )

    def may(self) -> bool:
        parties = self.agreement.parties.select_related("organisation", "agreement")
        self.own = access.gives_notice_for(self.request.user, parties.order_by("heading_order", "pk"))
        return bool(self.own)

    def dispatch(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.may() and request.method in ("GET", "HEAD", "POST") and not self.bound():
            return self.back(_("Inga villkor är i kraft, så det finns inget att omförhandla."))
        return super().dispatch(request, *args, **kwargs)

    def bound(self):
        """Return the parties the person may speak for that terms in force, or to come, bind."""
        alive = Terms.objects.signed().filter(agreement=self.agreement, force__endswith__gt=self.today)
        found = Party.objects.filter(pk__in=[party.pk for party in self.own], shares__terms__in=alive)
        return found.select_related("organisation").order_by("heading_order", "pk").distinct()

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"parties": self.bound()}

    def get_initial(self) -> dict[str, Any]:
        mine = list(self.bound())
        return {"noticed_on": self.today, "party": mine[0] if len(mine) == 1 else None}

    def act(self, form: NoticeForm) -> Notice:
        said = form.cleaned_data
        return give_notice(
            party=said["party"],
            ground=said["ground"],
            known_since=said["known_since"],
            on=said["noticed_on"],
            today=self.today,
        )


class NoticePage(OnAgreement):
    """A page about ``self.notice``: one that the agreement does not have is 404, one that has ended leads
    back and says so."""

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = self.agreement.notices.select_related("party__organisation", "party__agreement", "amendment")
        self.notice = get_object_or_404(rows, pk=kwargs["notice"])

    def dispatch(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.method in ("GET", "HEAD", "POST")
        if self.may() and asked and not self.notice.is_open:
            return self.back(_("Anmälan är redan avslutad."))
        return super().dispatch(request, *args, **kwargs)

    @property
    def lede(self) -> str:
        return f"{self.agreement}: {self.notice.party}, {self.notice.noticed_on.isoformat()}"


class NoticeTell(NoticePage, FormView):
    """``/overenskommelser/<id>/omforhandling/<id>/styrgruppen/``"""

    form_class = NoticeToldForm
    title = gettext_lazy("Styrgruppen har underrättats")
    submit_label = gettext_lazy("Spara dagen")
    success_message = gettext_lazy("Dagen är sparad.")

    def may(self) -> bool:
        return access.may_tell_steering_group(self.request.user, self.agreement)

    def get_initial(self) -> dict[str, Any]:
        return {"steering_told_on": self.notice.steering_told_on or self.today}

    def act(self, form: NoticeToldForm) -> Notice:
        on = form.cleaned_data["steering_told_on"]
        return tell_steering_group(notice=self.notice, on=on, today=self.today)


class NoticeWithdraw(NoticePage, FormView):
    """``/overenskommelser/<id>/omforhandling/<id>/ta-tillbaka/``"""

    form_class = NoticeWithdrawForm
    title = gettext_lazy("Ta tillbaka anmälan om omförhandling")
    submit_label = gettext_lazy("Ta tillbaka anmälan")
    success_message = gettext_lazy("Anmälan är återtagen. Villkoren gäller som förut.")

    def may(self) -> bool:
        return access.may_withdraw_notice(self.request.user, self.notice)

    def act(self, form: NoticeWithdrawForm) -> Notice:
        reason = form.cleaned_data["withdrawn_reason"]
        return withdraw_notice(notice=self.notice, reason=reason, on=self.today)


class NoticeAnswer(NoticePage, FormView):
    """``/overenskommelser/<id>/omforhandling/<id>/svara/``: with an amendment that is there already."""

    form_class = NoticeAnswerForm
    template_name = "funding/notice_answer.html"
    title = gettext_lazy("Svara med ett tillägg")
    submit_label = gettext_lazy("Svara med tillägget")
    success_message = gettext_lazy("Anmälan avslutas när alla parter har undertecknat tillägget.")

    def may(self) -> bool:
        return access.may_draft_for(self.request.user, self.agreement)

    def amendments(self):
        """Return those that came with or after the notice and may still bind, or do."""
        own = self.agreement.terms.filter(amends__isnull=False).exclude(state__in=CLOSED)
        return own.order_by("-version")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"amendments": self.amendments()}

    def act(self, form: NoticeAnswerForm) -> Notice:
        return answer_with(notice=self.notice, amendment=form.cleaned_data["amendment"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "has_amendments": self.amendments().exists(),
            "new_url": reverse("funding:amendment_create", args=[self.agreement.pk]),
            "end_url": reverse("funding:amendment_end", args=[self.agreement.pk]),
        }
        return super().get_context_data(**(found | kwargs))
