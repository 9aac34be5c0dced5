"""What a section is called, who writes it, and what it is marked with: one small form each."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, View

from portal.documents import access
from portal.documents.domain.arranging import (
    decline_section,
    give_section,
    mark_ready,
    mark_secret,
    move_section,
    remove_section,
    rename_section,
)
from portal.documents.domain.locking import take_over
from portal.documents.forms.writing import DeclineForm, GiveForm, HeadingForm, SecrecyForm, TakeOverForm
from portal.documents.views.writing.page import OfSection
from portal.organisation.models import Organisation
from portal.ui.requests import Asked
from portal.ui.views import CaseWorkMixin


class SectionTakeOver(OfSection, CaseWorkMixin, FormView):
    """``.../ta-over/``"""

    form_class = TakeOverForm
    title, submit_label = gettext_lazy("Ta över avsnittet"), gettext_lazy("Ta över")
    lede = gettext_lazy(
        "Den andres text sparas undan för den som skrev. Hen ser att du tog över, och varför."
    )
    success_message = gettext_lazy("Du skriver nu i avsnittet.")

    def act(self, form: Any) -> Any:
        because = form.cleaned_data["because"]
        return take_over(section=self.section, by=self.request.user, because=because, now=timezone.now())


class _OfOwner(OfSection):
    """What the document's own writers do, and not those it is lent to."""

    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)


class SectionRename(_OfOwner, CaseWorkMixin, FormView):
    """``.../rubrik/``"""

    form_class = HeadingForm
    title, submit_label = gettext_lazy("Ändra rubriken"), gettext_lazy("Spara rubriken")
    success_message = gettext_lazy("Rubriken är sparad.")

    def get_initial(self) -> dict[str, Any]:
        return {"heading": self.section.heading, "level": self.section.level}

    def act(self, form: Any) -> Any:
        return rename_section(section=self.section, **form.cleaned_data)


class SectionDecline(OfSection, CaseWorkMixin, FormView):
    """``.../ej-relevant/``"""

    form_class = DeclineForm
    title, submit_label = gettext_lazy("Ange varför avsnittet inte behövs"), gettext_lazy("Spara skälet")
    success_message = gettext_lazy("Skälet är sparat.")

    def get_initial(self) -> dict[str, Any]:
        return {"because": self.section.declined_because}

    def act(self, form: Any) -> Any:
        return decline_section(section=self.section, **form.cleaned_data)


class SectionSecrecy(_OfOwner, CaseWorkMixin, FormView):
    """``.../sekretess/``"""

    form_class = SecrecyForm
    title, submit_label = gettext_lazy("Sekretessmarkera avsnittet"), gettext_lazy("Spara markeringen")
    lede = gettext_lazy(
        "Markeringen är en varning, inget beslut. Texten utgår ur den offentliga varianten, med ett märke. "
        "Töm alla fält för att ta bort markeringen."
    )
    success_message = gettext_lazy("Sekretessmarkeringen är sparad.")

    def get_initial(self) -> dict[str, Any]:
        found = self.section
        return {
            "provision": found.secrecy_provision,
            "authority": found.secrecy_authority,
            "day": found.secrecy_date,
        }

    def act(self, form: Any) -> Any:
        return mark_secret(section=self.section, **form.cleaned_data)


class SectionGive(_OfOwner, CaseWorkMixin, FormView):
    """``.../skrivs-av/``: by one of the administrations that send the document."""

    form_class = GiveForm
    title, submit_label = gettext_lazy("Vem skriver avsnittet?"), gettext_lazy("Spara")
    lede = gettext_lazy(
        "Välj bland de förvaltningar som står som avsändare. Den som skriver ser hela utkastet."
    )
    success_message = gettext_lazy("Sparat.")

    def get_initial(self) -> dict[str, Any]:
        return {"administration": self.section.administration_id}

    def get_form_kwargs(self) -> dict[str, Any]:
        senders = self.document.senders.exclude(administration=self.document.owner)
        rows = Organisation.objects.filter(pk__in=senders.values("administration")).by_name()
        own = self.document.owner.as_administration
        return super().get_form_kwargs() | {"administrations": rows, "own": own}

    def act(self, form: Any) -> Any:
        return give_section(section=self.section, **form.cleaned_data)


class _Button(OfSection, View):
    """One verb; what is refused is said on the page one came from."""

    http_method_names = ["post"]
    done: Any = ""

    act: Callable[[], None]

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.act()
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            if self.done:
                messages.success(request, self.done)
        return redirect(self.back())

    def back(self) -> str:
        return self.editor_url


class SectionReady(_Button):
    """``.../klart/``: ``klart`` = ja or nej."""

    def act(self) -> None:
        ready = self.request.POST.get("klart") != "nej"
        mark_ready(section=self.section, by=self.request.user, now=timezone.now(), ready=ready)
        self.done = _("Avsnittet är markerat som klart.") if ready else _("Avsnittet är inte längre klart.")

    def back(self) -> str:
        return self.url


class _OfOutline(_Button):
    def may(self) -> bool:
        return access.may_write(self.request.user, self.document)

    def back(self) -> str:
        return reverse("documents:outline", args=[self.document.pk])


class SectionMove(_OfOutline):
    """``.../flytta/``: ``at`` = upp or ner."""

    def act(self) -> None:
        move_section(section=self.section, up=self.request.POST.get("at") == "upp")


class SectionRemove(_OfOutline):
    """``.../ta-bort/``"""

    done = gettext_lazy("Avsnittet är borttaget. Texten finns kvar i historiken.")

    def act(self) -> None:
        remove_section(section=self.section, by=self.request.user, now=timezone.now())
