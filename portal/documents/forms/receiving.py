"""Which nämnder a document goes to: added one at a time, each with the meetings that are its own."""

from collections.abc import Iterable, Mapping
from typing import Any

from crispy_forms.layout import HTML, Div
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from portal.content.sorting import text_key
from portal.documents.domain.drafting import To
from portal.documents.models import Meeting
from portal.organisation.models import Organisation
from portal.ui.layout import group, one_column

MOST = 100  # nämnder of one document: more than a city has, so that none is left out when it is saved
ADD = "lagg-till"  # the button that adds a nämnd and stores nothing
_ROW = ("committee", "meeting")
PLACE = "mottagare"  # where on the page one comes back to


def recipients_of(sent: Mapping[str, Any], *, adding: bool = False) -> dict[str, Any]:
    """Return the rows of ``sent`` renumbered, without those to be dropped; ``adding``: with the new one last,
    where it does not stand there already."""
    kept = [
        (sent.get(f"committee_{number}") or "", sent.get(f"meeting_{number}") or "")
        for number in range(1, MOST + 1)
        if not sent.get(f"drop_{number}")
    ]
    more = sent.get("committee_add") if adding else ""
    if more and more not in [committee for committee, _meeting in kept]:
        kept.append((more, ""))
    rows = enumerate((each for each in kept if any(each)), start=1)
    return {f"{name}_{number}": value for number, row in rows for name, value in zip(_ROW, row, strict=True)}


class RecipientsForm(forms.Form):
    """A row for each nämnd that is chosen, and a box that adds one more. A meeting alone brings its nämnd."""

    def __init__(
        self, *args: Any, committees: Iterable[Organisation], meetings: Iterable[Meeting], **kw: Any
    ):
        super().__init__(*args, **kw)
        self.meetings = {str(each.pk): each for each in meetings}
        self.committees = {str(each.pk): each for each in committees}
        self.committees |= {str(each.committee_id): each.committee for each in self.meetings.values()}
        self.rows = 0
        for number in range(1, MOST + 1):
            if committee := self._committee(number):
                self.rows = number
                self._add_row(number, committee)
        self._add_more()
        self.helper = one_column(*self.groups())

    def _committee(self, number: int) -> Organisation | None:
        said = self.data if self.is_bound else self.initial
        meeting = self.meetings.get(str(said.get(f"meeting_{number}") or ""))
        key = said.get(f"committee_{number}") or (meeting.committee_id if meeting else "")
        return self.committees.get(str(key))

    def _add_row(self, number: int, committee: Organisation) -> None:
        name = committee.as_committee
        mine = [each for each in self.meetings.values() if each.committee_id == committee.pk]
        days = [(str(each.pk), each.held_on.isoformat()) for each in mine]
        self.fields[f"committee_{number}"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=committee.pk
        )
        self.fields[f"meeting_{number}"] = forms.ChoiceField(
            label=_t("%(committee)s, sammanträde") % {"committee": name},
            choices=[("", _t("Inte bestämt")), *days],
            required=False,
        )
        self.fields[f"drop_{number}"] = forms.BooleanField(
            label=_t("Ta bort %(committee)s") % {"committee": name}, required=False
        )
        for each in ("meeting", "drop"):
            self.fields[f"{each}_{number}"].unmarked = True  # type: ignore[attr-defined]  # read by the template

    def _add_more(self) -> None:
        there = {str(self._key(number)) for number in range(1, self.rows + 1)}
        left = [(key, body.as_committee) for key, body in self.committees.items() if key not in there]
        self.fields["committee_add"] = forms.ChoiceField(
            label=_("Lägg till nämnd"),
            choices=[("", _t("Välj nämnd")), *sorted(left, key=lambda each: text_key(each[1]))],
            required=False,
        )
        self.fields["committee_add"].unmarked = True  # type: ignore[attr-defined]

    def _key(self, number: int) -> int | None:
        committee = self._committee(number)
        return committee.pk if committee else None

    def groups(self) -> list[Any]:
        intro = _("En handling kan gå till flera nämnder. Var och en fattar sitt beslut.")
        rows = [
            Div(f"committee_{number}", f"meeting_{number}", f"drop_{number}", css_class="recipient-row")
            for number in range(1, self.rows + 1)
            if self._committee(number)
        ]
        add = HTML(format_html(_BUTTON, ADD, PLACE, _t("Lägg till")))
        more = Div("committee_add", add, css_class="recipient-row", css_id=PLACE)
        return [_FIRST, group(_("Till nämnd"), *rows, more, intro=intro)]

    def recipients(self) -> list[To]:
        """Return the chosen nämnder in order; one that stands in the box and was not added comes last."""
        found: list[To] = []
        for number in range(1, self.rows + 1):
            committee = self._committee(number)
            if committee and not self.cleaned_data.get(f"drop_{number}"):
                found.append((committee, self.meetings.get(self.cleaned_data[f"meeting_{number}"])))
        more = self.committees.get(self.cleaned_data["committee_add"])
        return [*found, (more, None)] if more else found


_BUTTON = '<button class="btn" type="submit" name="{}" value="ja" formaction="#{}" formnovalidate>{}</button>'
# Enter in a box presses the first button there is: that one saves.
_FIRST = HTML('<button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true"></button>')
