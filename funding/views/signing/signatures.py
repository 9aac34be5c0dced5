"""A party signs, in the portal or on paper, or declines with a reason. The paper is opened here too."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from funding import access
from funding.domain.cautions import cautions
from funding.domain.closing import decline
from funding.domain.signing import is_numbered, sign
from funding.forms.signing import PaperForm, ReasonForm, SignForm
from funding.models import Agreement, Signature, Terms
from funding.views.amending.showing import difference_of
from funding.views.signing.page import PartyPage
from funding.views.signing.paper import short_hash, shown, write_paper
from portal.files.models import StoredFile
from portal.files.serving import serve
from portal.files.storing import store_file
from portal.organisation.models import Role
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin, PageMixin


class SigningPage(PartyPage, CaseWorkMixin, FormView):
    """A form that signs exactly the version that stands on the page."""

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"seen_hash": self.terms.content_hash}

    def form_invalid(self, form: Any):
        """Let the page that is shown again be the one that is signed: what is read is what is sent."""
        form.data = form.data.copy()
        form.data["seen_hash"] = self.terms.content_hash
        form.data.pop("has_read", None)
        return super().form_invalid(form)

    @cached_property
    def signature(self) -> Signature | None:
        return self.terms.signatures.filter(party=self.party).first()

    @property
    def obstacles(self) -> list[str]:
        """Say what stands between the reader and a signature."""
        found = []
        if not is_numbered(self.agreement):
            found.append(_("Överenskommelsen har inget diarienummer än. Utan det undertecknas inget."))
        if self.signature:
            found.append(_("Parten har redan undertecknat."))
        elif self.support is None:
            found.append(
                _("Registrera först vad underskriften stöder sig på: nämndens beslut eller delegation.")
            )
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {
            "obstacles": self.obstacles,
            "cautions": cautions(self.terms, self.today),
            "short_hash": short_hash(self.terms),
            "support": self.support,
            "signature": self.signature,
            "may_support": access.may_register_support(self.request.user, self.party),
        }
        return super().get_context_data(**(found | kwargs))


class SignatureCreate(SigningPage):
    """``/overenskommelser/<id>/underskrift/<part>/``: the whole text, and the signature below it."""

    form_class = SignForm
    template_name = "funding/signature_form.html"
    submit_label = gettext_lazy("Underteckna")

    @property
    def title(self) -> str:
        return _("Underteckna för %(party)s") % {"party": self.party}

    @property
    def success_message(self) -> str:
        words = {"party": self.party}
        if Terms.objects.filter(pk=self.terms.pk, state=Terms.State.SIGNED).exists():
            return _("Du har undertecknat för %(party)s. Nu har alla parter undertecknat.") % words
        return _("Du har undertecknat för %(party)s. Villkoren gäller när alla parter har gjort det.") % words

    def may(self) -> bool:
        return access.may_sign_for(self.request.user, self.party)

    def get_initial(self) -> dict[str, Any]:
        user = self.request.user
        held = user.assignments.valid_on(self.today).filter(role=Role.DISTRICT_DIRECTOR)
        stands_in = bool(held) and all(each.deputy_for_id for each in held)
        title = user.title or str(Role.DISTRICT_DIRECTOR.label)
        return super().get_initial() | {"title": title, "is_acting": stands_in}

    def act(self, form: SignForm) -> Signature:
        return sign(
            terms=self.terms,
            party=self.party,
            signer=form.signer(str(self.request.user)),
            seen_hash=form.cleaned_data["seen_hash"],
            by=self.request.user,
            now=timezone.now(),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        numbers = self.agreement.case.numbers.order_by("pk") if self.agreement.case else []
        paper = write_paper(self.agreement, self.terms, numbers=[each.number for each in numbers])
        found = {
            "paper": paper,
            "parts": shown(paper),
            "decides": self.signature is None,
            "difference": difference_of(self.terms),
        }
        return super().get_context_data(**(found | kwargs))


class PaperTakeIn(SigningPage):
    """``/overenskommelser/<id>/underskrift/<part>/papper/``: signed on paper, and uploaded."""

    form_class = PaperForm
    template_name = "funding/paper_form.html"
    submit_label = gettext_lazy("Spara underskriften")
    success_message = gettext_lazy("Underskriften på papper är registrerad, och papperet är sparat.")

    @property
    def title(self) -> str:
        return _("Undertecknad på papper: %(party)s") % {"party": self.party}

    def may(self) -> bool:
        return access.may_take_in_paper(self.request.user, self.party)

    @transaction.atomic
    def act(self, form: PaperForm) -> Signature:
        file = form.cleaned_data["paper"]
        return sign(
            terms=self.terms,
            party=self.party,
            signer=form.signer(),
            seen_hash=form.cleaned_data["seen_hash"],
            by=self.request.user,
            now=timezone.now(),
            paper=store_file(name=file.name, content=form.content, by=self.request.user),
        )


class TermsDecline(PartyPage, CaseWorkMixin, FormView):
    """``/overenskommelser/<id>/avboj/<part>/``: the version ends, with a reason that all parties read."""

    form_class = ReasonForm
    submit_label = gettext_lazy("Avböj villkoren")
    success_message = gettext_lazy("Villkoren är avböjda. Alla parter ser varför.")

    @property
    def title(self) -> str:
        return _("Avböj för %(party)s") % {"party": self.party}

    def may(self) -> bool:
        return access.may_sign_for(self.request.user, self.party)

    def act(self, form: ReasonForm) -> Terms:
        reason = form.cleaned_data["reason"]
        now, by = timezone.now(), self.request.user
        return decline(terms=self.terms, party=self.party, reason=reason, by=by, now=now)


class SignaturePaper(PageMixin, View):
    """``/overenskommelser/<id>/papper/<underskrift>/``: the signed page, for who may read the agreement."""

    http_method_names = ["get", "head"]
    request: Asked

    def setup(self, request: Asked, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        agreement = get_object_or_404(Agreement.objects.for_user(request.user), pk=kwargs["pk"])
        seen = Terms.objects.for_user(request.user).filter(agreement=agreement)
        rows = Signature.objects.filter(terms__in=seen).select_related("paper")
        self.signature = get_object_or_404(rows, pk=kwargs["signature"])
        if self.signature.paper is None:
            raise Http404
        self.paper: StoredFile = self.signature.paper

    def may(self) -> bool:
        return access.may_list_agreements(self.request.user)

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return serve(self.paper)
