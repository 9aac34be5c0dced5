"""The editor of a section: a plain box that needs no script, and is better with one (js/section.js)."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView

from portal.content.papers import Paper
from portal.content.prose import read
from portal.documents import access
from portal.documents.checks import Level, run_checks
from portal.documents.domain.living import live_of, resolver
from portal.documents.domain.locking import LOCKED, holder, release_lock
from portal.documents.domain.parts import read_once
from portal.documents.domain.picking import KINDS, Offer, OfferGroup, offer_named, offers_of, put_in, swap
from portal.documents.domain.wordwise import word_diff
from portal.documents.domain.writing import EARLIER, keep_aside, save_section
from portal.documents.forms.writing import SectionForm, TakeOverForm
from portal.documents.models import Section
from portal.documents.views.checking import ShownFinding, shown
from portal.documents.views.writing.page import SectionPage
from portal.ui.requests import Asked

BUTTONS = ("spara", "stang", "visa", "leta")  # one of these pressed puts nothing in


class SectionEdit(SectionPage, FormView):
    """``/handlingar/<id>/avsnitt/<id>/``. Buttons: save, save and close, put in, look at it as it will be."""

    form_class = SectionForm
    template_name = "documents/section_edit.html"
    http_method_names = ["get", "post", "head", "options"]
    shown_text: str | None = None
    clash: Any = ()

    @cached_property
    def live(self):
        return live_of(self.document, today=self.today)

    def get_initial(self) -> dict[str, Any]:
        return {"text": self.section.text, "edition": self.section.edition}

    def post(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        if name := request.POST.get("byt"):
            return self._put_in(name, swap)
        if (name := request.POST.get("infoga")) and not any(each in request.POST for each in BUTTONS):
            return self._put_in(name, put_in)
        if "visa" in request.POST or "leta" in request.POST:
            return self._shown(request.POST.get("text", ""))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        said, by = form.cleaned_data, self.request.user
        try:
            save_section(section=self.section, **said, by=by, now=timezone.now())
        except ValidationError as refusal:
            return self._refused(form, refusal)
        messages.success(self.request, _("Avsnittet är sparat."))
        if "stang" not in self.request.POST:
            return redirect(self.editor_url)
        release_lock(section=self.section, by=by)
        return redirect(self.url)

    def _put_in(self, name: str, way: Callable[[str, Offer], str]) -> HttpResponse:
        """Put what was chosen into the text, for who has no script; nothing is saved yet."""
        offer, text = offer_named(self.live, name), self.request.POST.get("text", "")
        return self._shown(way(text, offer) if offer else text)

    def _shown(self, text: str) -> HttpResponse:
        """The box as it stands, with what it will look like under it."""
        self.shown_text = text
        edition = self.request.POST.get("edition", "")
        form = SectionForm(initial={"text": text, "edition": edition})
        return self.render_to_response(self.get_context_data(form=form))

    def _refused(self, form: Any, refusal: ValidationError) -> HttpResponse:
        """Lose nothing: what was typed stays in the box, and is kept aside where somebody else was first."""
        typed = form.cleaned_data["text"]
        form.add_error(None if refusal.code in (LOCKED, EARLIER) else "text", refusal)
        if refusal.code in (LOCKED, EARLIER):
            self.section = Section.objects.select_related("saved_by").get(pk=self.section.pk)
            self.section.document = self.document
            keep_aside(section=self.section, text=typed, by=self.request.user, now=timezone.now())
            self.clash = word_diff(self.section.text, typed)
            form.data = form.data.copy()  # a save from here is one that has seen what the other wrote
            form.data["edition"] = str(self.section.edition)
        return self.form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lock = holder(self.section, now=timezone.now())
        mine = lock is None or lock.owner_id == self.request.user.pk
        found = {
            "section": self.section,
            "lock": lock,
            "is_taken": not mine,
            "take_over": TakeOverForm(),
            "clash": self.clash,
            **self._picker(),
            "kept": self.section.kept_texts.filter(owner=self.request.user).order_by("-kept_at", "-pk"),
            "preview": self._preview(),
            "findings": self._findings(),
            "may_arrange": access.may_write(self.request.user, self.document),
            "keep_words": _("Visa texten"),
            "marks_words": _("Så skriver du"),
            "urls": {name: self.at(f"section_{name}") for name in PAGES},
        }
        context = super().get_context_data(**(found | kwargs))
        if not mine:  # to be read and copied; written in after it is taken over
            context["form"].fields["text"].widget.attrs["readonly"] = True
        return context

    def get(self, request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
        """While one types in the picker's box only its list is asked for."""
        read_once(self.document)  # nothing is written here
        if request.htmx:
            return render(request, "documents/_picker_list.html", self._picker())
        return super().get(request, *args, **kwargs)

    def _picker(self) -> dict[str, Any]:
        """What can be put in: of the kind and with the words asked for; nothing is built before either is."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        words, kind = asked.get("sok", "")[:100], asked.get("slag", "")
        kind = kind if kind in KINDS else ""
        chosen = offer_named(self.live, self.request.GET.get("infoga", ""))
        groups = offers_of(self.live, kind=kind, words=words) if words.strip() or kind else []
        return {
            "groups": [*([OfferGroup(_("Föreslaget"), "", (chosen,))] if chosen else []), *groups],
            "has_offers": bool(self.document.subject),
            "has_asked": bool(words.strip() or kind),
            "kinds": KINDS.items(),
            "kind": kind,
            "words": words,
        }

    def _preview(self) -> Paper | None:
        return None if self.shown_text is None else preview_of(self.section, self.shown_text, self.live)

    def _findings(self) -> list[ShownFinding]:
        """What the checks say of this section; it is put right here, so only what is offered leads on."""
        found = run_checks(self.document, self.live)
        here = [each for each in found if each.section == self.section.pk and each.level != Level.OK]
        told = shown(here, self.document, may_write=True)
        return [each if "?" in each.href else replace(each, href="") for each in told]


PAGES = (
    "save",
    "lock",
    "release",
    "preview",
    "take_over",
    "editions",
    "rename",
    "decline",
    "secrecy",
    "give",
    "drop_kept",
    "comments",
    "ready",
)


def preview_of(section: Section, text: str, live: Any) -> Paper:
    """Return a section as it will stand in the document."""
    parts = read(text.replace("\x00", ""), resolver(live), top=section.level + 1).parts
    return Paper(title=section.heading, lede="", parts=parts)
