"""An amendment is begun: of what is in force, to end it earlier, or because parties have become one."""

from datetime import date
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from funding.domain.amending import draft_answer, draft_ending
from funding.domain.merging import Merged, draft_merger, preview_merger
from funding.forms.amending import AmendForm, EndForm, MergerForm
from funding.models import Terms
from funding.views.amending.page import DraftingPage, next_month
from portal.content.parsing import Unreadable, read_date
from portal.organisation.lineage import load_lineage


class AmendmentCreate(DraftingPage, FormView):
    """``/overenskommelser/<id>/tillagg/nytt/``: a draft with all that is in force, to be changed."""

    form_class: Any = AmendForm
    title = gettext_lazy("Skriv ett tillägg")
    submit_label = gettext_lazy("Skapa utkastet")
    success_message = gettext_lazy(
        "Utkastet är skapat av det som gäller. Ändra det som ska ändras och spara."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"notices": self.notices}

    def get_initial(self) -> dict[str, Any]:
        asked = "\n".join(notice.ground for notice in self.notices)
        return {"begins": self.first_day(), "change": asked}

    def first_day(self) -> date | None:
        """Return the next turn of a month inside the terms, if there is one."""
        held = self.current.force if self.current else None
        found = max(next_month(self.today), next_month(held.lower)) if held else None
        return found if held and found and found < held.upper else None

    def act(self, form: AmendForm) -> Terms:
        return draft_answer(agreement=self.agreement, **form.said())


class AmendmentEnd(AmendmentCreate):
    """``/overenskommelser/<id>/avsluta/``: the amendment by which the agreement ends earlier."""

    form_class = EndForm
    template_name = "funding/amendment_end.html"
    title = gettext_lazy("Avsluta överenskommelsen i förtid")
    success_message = gettext_lazy("Utkastet är skapat. Läs igenom det innan du skickar det för underskrift.")

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "begins": None}

    def act(self, form: EndForm) -> Terms:
        return draft_ending(agreement=self.agreement, **form.said())


class MergerCreate(DraftingPage, FormView):
    """``/overenskommelser/<id>/sammanslagning/``: what the terms become when parties have become one.
    ``?fran=`` asks for another first day."""

    form_class = MergerForm
    template_name = "funding/merger_form.html"
    title = gettext_lazy("Parter har gått samman")
    submit_label = gettext_lazy("Skapa utkastet till tillägg")
    success_message = gettext_lazy(
        "Utkastet är skapat. Ingenting ändras förrän alla parter har undertecknat."
    )

    def hindrance(self) -> str:
        if why := super().hindrance():
            return why
        return "" if self.merged else _("Ingen part har gått upp i en annan förvaltning.")

    @cached_property
    def begins(self) -> date:
        """Return the day asked for, else the next turn of a month inside the terms, else the day after
        they began."""
        held = self.current.force if self.current else None
        asked = self.request.GET.get("fran", "") if self.request.method == "GET" else ""
        try:
            if asked and held and held.lower < (day := read_date(asked)) < held.upper:
                return day
        except Unreadable:
            pass
        first = next_month(max(self.today, held.lower) if held else self.today)
        return first if held and first < held.upper else self.today

    @cached_property
    def merged(self) -> Merged | None:
        return preview_merger(agreement=self.agreement, begins=self.begins, lineage=self.lineage)

    @cached_property
    def lineage(self):
        return self.request.user.reach.lineage or load_lineage()

    def get_initial(self) -> dict[str, Any]:
        return {"begins": self.begins}

    def act(self, form: MergerForm) -> Terms:
        begins = form.cleaned_data["begins"]
        return draft_merger(agreement=self.agreement, begins=begins, lineage=self.lineage)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"merged": self.merged, "begins": self.begins, "agreement": self.agreement}
        return super().get_context_data(**(found | kwargs))
