"""Write an agreement and its terms: a new one, a draft, or one that is signed on paper already."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funding import access
from funding.domain.papers import refuse_day
from funding.domain.proposing import propose, rewrite, take_in_signed
from funding.domain.registering import refusals_of
from funding.domain.signing import Signer
from funding.forms.agreement import OF_AGREEMENT, AgreementForm, AmendmentForm, SignedForm, TermsForm
from funding.models import Agreement, Terms
from funding.views.saying import proposal_of, seats_of, stored_rows, told_rows
from funding.views.writingpage import WritingPage
from portal.cases.models import Case
from portal.organisation.models import Organisation, Role
from portal.ui.requests import Asked


class AgreementCreate(WritingPage):
    """``/overenskommelser/ny/``: an agreement and the first draft of its terms."""

    form_class: Any = AgreementForm
    title = gettext_lazy("Ny överenskommelse")
    submit_label = gettext_lazy("Spara utkast")
    success_message = gettext_lazy(
        "Utkastet är sparat. Bara din egen förvaltning ser det tills du skickar det."
    )

    def may(self) -> bool:
        return access.may_draft(self.request.user)

    @property
    def cancel_url(self) -> str:
        return reverse("funding:agreement_list")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"cases": cases_for(self.request.user)}

    def owner(self) -> Organisation:
        """Return the authority that drafts: where the officer holds the role today."""
        held = Organisation.objects.filter(pk__in=self.request.user.reach.at(Role.AGREEMENT_OFFICER))
        return held.valid_on(timezone.localdate()).by_name().first() or held.by_name()[0]

    def refusals(self) -> list[str]:
        rows = self.sent.sets["parter"]
        return refusals_of(seats_of(self.sent, self.offered)) if rows.is_valid() else []

    def act(self, form: AgreementForm) -> Terms:
        agreement = form.agreement(Agreement(owner=self.owner()))
        return propose(agreement=agreement, proposal=proposal_of(form, self.sent))


class AgreementRegister(AgreementCreate):
    """``/overenskommelser/registrera/``: one form and one upload for what is signed on paper."""

    form_class = SignedForm
    is_signed = True
    title = gettext_lazy("Registrera en undertecknad överenskommelse")
    submit_label = gettext_lazy("Registrera överenskommelsen")
    success_message = gettext_lazy("Överenskommelsen är registrerad med sina underskrifter.")

    def form_valid(self, form: SignedForm) -> HttpResponse:
        """Tell of a day that cannot be at its box; the form alone knows when the terms end."""
        ends = form.cleaned_data["last_day"] + timedelta(days=1)
        for row in self.sent.sets["parter"]:
            try:
                if signed_on := row.cleaned_data.get("signed_on"):
                    refuse_day(signed_on, ends=ends, today=timezone.localdate())
            except ValidationError as refusal:
                row.add_error("signed_on", refusal)
        return super().form_valid(form) if self.sent.is_valid() else self.form_invalid(form)

    def act(self, form: SignedForm) -> Terms:
        owner = self.owner()
        known = self.offered.organisations
        rows = self.sent.said("parter")
        return take_in_signed(
            agreement=form.agreement(Agreement(owner=owner)),
            proposal=proposal_of(form, self.sent),
            signers={known[row["organisation"]]: _signer(row) for row in rows},
            paper=(form.cleaned_data["paper"].name, form.content),
            to=owner.parent or owner,
            by=self.request.user,
            now=timezone.now(),
        )


class DraftEdit(WritingPage):
    """``/overenskommelser/<id>/utkast/``: write the draft of an agreement; two who save are told of each
    other."""

    submit_label = gettext_lazy("Spara utkast")
    success_message = AgreementCreate.success_message

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self._find()
        self.title = _("Ändra utkastet: %(agreement)s") % {"agreement": self.agreement}

    def _find(self, *, locked: bool = False) -> None:
        seen = Agreement.objects.for_user(self.request.user).select_related("owner", "case")
        self.agreement = get_object_or_404(seen, pk=self.kwargs["pk"])
        drafts = Terms.objects.for_user(self.request.user).filter(state=Terms.State.DRAFT)
        drafts = drafts.select_for_update(of=("self",)) if locked else drafts
        self.terms = drafts.filter(agreement=self.agreement).first()

    def may(self) -> bool:
        return access.may_draft_for(self.request.user, self.agreement)

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().get(request, *args, **kwargs) if self.terms else self._no_draft()

    def _no_draft(self) -> HttpResponse:
        """There is nothing to write over: sent in the meantime, or never drafted."""
        messages.info(self.request, _("Det finns inget utkast att ändra. Skriv ett tillägg i stället."))
        return redirect("funding:agreement_detail", self.agreement.pk)

    @transaction.atomic
    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lock the draft before it is compared with what the form was opened on."""
        self._find(locked=True)
        return super().post(request, *args, **kwargs) if self.terms else self._no_draft()

    @property
    def is_first(self) -> bool:
        return self.terms.amends_id is None

    def get_form_class(self) -> Any:
        return AgreementForm if self.is_first else AmendmentForm

    def get_form_kwargs(self) -> dict[str, Any]:
        residual = self.terms.residual
        stored = {
            "convention": self.terms.convention,
            "rule": self.terms.rule,
            "residual": str(residual.organisation_id) if residual else "",
            "begins": self.terms.valid.lower,
            "last_day": self.terms.valid.upper - timedelta(days=1),
            "change": self.terms.change,
            "rows": told_rows(self.stored()),
        }
        given: dict[str, Any] = {"instance": self.terms, "stored": stored}
        if self.is_first:
            stored |= {name: getattr(self.agreement, name) for name in OF_AGREEMENT}
            stored["case"] = self.agreement.case_id
            given["cases"] = cases_for(self.request.user)
        return super().get_form_kwargs() | given

    def stored(self) -> dict[str, list[dict[str, Any]]]:
        return stored_rows(self.terms)

    def holds(self, kept: dict[str, str]) -> bool:
        return TermsForm(instance=self.terms, organisations=()).is_of_this(kept)

    @property
    def cancel_url(self) -> str:
        page = reverse("funding:agreement_detail", args=[self.agreement.pk])
        return f"{page}?version={self.terms.version}"

    def breadcrumb(self):
        return [*super().breadcrumb(), (str(self.agreement), self.cancel_url)]

    def act(self, form: Any) -> Terms:
        agreement = form.agreement(self.agreement) if self.is_first else None
        return rewrite(terms=self.terms, proposal=proposal_of(form, self.sent), agreement=agreement)


def cases_for(user) -> Any:
    """Return the open cases about agreements that the user may see."""
    return Case.objects.for_user(user).open().filter(kind=Case.Kind.AGREEMENT).order_by("title", "pk")


def _signer(row: dict[str, Any]) -> Signer:
    return Signer(row["signer_name"].strip(), row["signer_title"].strip(), row["is_acting"], row["signed_on"])
