"""The form a district answers in, a box for each question; and the one a reply is given back with."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.ui.layout import group, one_column
from portal.ui.meanwhile import Meanwhile


class ReplyForm(Meanwhile, forms.Form):
    """No question is required; ``answers()`` is question number -> words, an empty box is not answered.

    Two of the same administration may write at once: what is stored is compared, not what the autosave kept.
    """

    #: question -> its box
    box: Callable[[Any], forms.Field]

    def __init__(self, *args: Any, reply: Any, **kwargs: Any):
        self.instance = reply
        super().__init__(*args, **kwargs)
        self.numbers: dict[str, int] = {}
        self.stored: dict[str, str | list[str]] = {}
        written = {answer.question_id: answer.text for answer in reply.answers.all()}
        for question in reply.inquiry.questions.order_by("number"):
            name = f"question_{question.number}"
            self.numbers[name] = question.number
            self.fields[name] = type(self).box(question)
            self.stored[name] = written.get(question.pk, "").replace("\r\n", "\n").strip()
            self.initial.setdefault(name, self.stored[name])
        self.helper = one_column()

    def _now(self) -> dict[str, str | list[str]]:
        return self.stored

    def answers(self) -> dict[int, str]:
        return {number: self.cleaned_data[name] for name, number in self.numbers.items()}


class ReturnForm(forms.Form):
    """Why a reply is given back to its district."""

    reason = forms.CharField(
        label=_("Varför lämnas svaret tillbaka?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Stadsdelen läser det. Skriv vad som saknas eller är fel, men inget som pekar ut en person."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.helper = one_column(group("", "reason"))
