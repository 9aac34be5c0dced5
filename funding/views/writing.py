"""Write an agreement and its terms: a new one, a draft, or one that is signed on paper already."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from funding import access
from funding.domain.proposing import propose, rewrite, take_in_signed
from funding.domain.signing import Signer
from funding.forms.agreement import OF_AGREEMENT, OF_TERMS, AgreementForm, AmendmentForm, SignedForm
from funding.forms.rows import RowSets
from funding.models import Agreement, Terms
from funding.views.saying import Offered, proposal_of, stored_rows, told_rows
from portal.cases.models import Case
from portal.organisation.models import Organisation, Role
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin

ADD = "lagg-till"  # the button that adds a row: its value says of which kind


class Whole:
    """The form and its rows as one, for the list of errors above them."""

    def __init__(self, form: Any, rows: RowSets):
        self.form, self.rows, self.is_bound = form, rows, form.is_bound

    def non_field_errors(self) -> list[Any]:
        of_rows = (error for row in self.rows.forms for error in row.non_field_errors())
        return [*self.form.non_field_errors(), *of_rows]

    def __iter__(self):
        for form in (self.form, *self.rows.forms):
            yield from form


class WritingPage(CaseWorkMixin, FormView):
    """What writing has in common: a form, its rows, and the button that adds a row without script."""

    request: Asked
    template_name = "funding/agreement_form.html"
    is_signed = False
    typed: Any = None
    more = ""

    def get_form_kwargs(self) -> dict[str, Any]:
        found = super().get_form_kwargs()
        if self.typed is not None:
            found.pop("data", None)
            found.pop("files", None)
        return found | {"typed": self.typed}

    def stored(self) -> dict[str, list[dict[str, Any]]]:
        return {}

    def rows(self, form: Any) -> RowSets:
        offered = Offered.load()
        given = {"choices": offered.choices, "signed": self.is_signed}
        if form.is_bound:
            return RowSets(data=self.request.POST, **given)
        return RowSets(typed=self.typed, stored=self.stored(), more=self.more, **given)

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.more = request.POST.get(ADD, "")
        if self.more:
            self.typed = request.POST.dict()
            return self.render_to_response(self.get_context_data(form=self.get_form()))
        form = self.get_form()
        self.sent = self.rows(form)
        return self.form_valid(form) if form.is_valid() & self.sent.is_valid() else self.form_invalid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form, rows=self.sent))

    def breadcrumb(self):
        return [(_("Överenskommelser"), reverse("funding:agreement_list"))]

    def get_success_url(self) -> str:
        page = reverse("funding:agreement_detail", args=[self.object.agreement_id])
        return f"{page}?version={self.object.version}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.get("form") or self.get_form()
        rows = kwargs.get("rows") or self.rows(form)
        found = {"form": form, "rows": rows, "whole": Whole(form, rows), "added": self.more}
        return super().get_context_data(**(kwargs | found))


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

    def act(self, form: SignedForm) -> Terms:
        owner = self.owner()
        known = Offered.load().organisations
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
        stored = {name: getattr(self.terms, name) for name in OF_TERMS if name in ("convention", "rule")}
        stored |= {
            "begins": self.terms.valid.lower,
            "last_day": self.terms.valid.upper - timedelta(days=1),
            "change": self.terms.change,
            "rows": told_rows(self.stored()),
        }
        given = {"instance": self.terms, "stored": stored}
        if self.is_first:
            stored |= {name: getattr(self.agreement, name) for name in OF_AGREEMENT}
            stored["case"] = self.agreement.case_id
            given["cases"] = cases_for(self.request.user)
        return super().get_form_kwargs() | given

    def stored(self) -> dict[str, list[dict[str, Any]]]:
        return stored_rows(self.terms)

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
