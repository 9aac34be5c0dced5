"""What a decision point says, read from its words: which actions, in which of the three printed forms.

Printed: "Socialnämnden godkänner ...", "Rapporterna ... godkänns", and "att / 1. föreslå att ..."
(administration.md 9). Pure functions over a sentence.
"""

import re
from enum import StrEnum

from portal.documents.models import DecisionPoint

_Kind = DecisionPoint.Kind


class Form(StrEnum):
    ACTIVE = "active"
    PASSIVE = "passive"
    INFINITIVE = "infinitive"


# stem -> (present, passive, infinitive). Derived words (godkännande, beviljade) are none of them.
_VERBS: dict[str, tuple[str, str, str]] = {
    _Kind.APPROVE: ("godkänner", "godkänns", "godkänna"),
    _Kind.FORWARD: ("överlämnar", "överlämnas", "överlämna"),
    _Kind.ASSIGN: ("uppdrar|ger(?=.*uppdrag)", "uppdras|ges(?=.*uppdrag)", "uppdra|ge(?=.*uppdrag)"),
    _Kind.ENDORSE: ("tillstyrker", "tillstyrks", "tillstyrka"),
    _Kind.FILE: ("lägger", "läggs", "lägga"),
    _Kind.GRANT: ("beviljar", "beviljas", "bevilja"),
    _Kind.ADJUST: ("förklarar", "förklaras", "förklara"),
    "propose": ("föreslår", "föreslås", "föreslå"),
    "reject": ("avslår|avstyrker", "avslås|avstyrks", "avslå|avstyrka"),
    "adopt": ("fastställer|antar", "fastställs|antas", "fastställa|anta"),
}
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.)]|[-*•])\s*")
_LEANS = re.compile(
    r"\b(?:enligt|i enlighet med)\s+(?:\w+\s+){0,2}?förslag\w*|\benligt ovan\w*|\bovanstående\b|"
    r"\bnedanstående\b|\bovan nämnd\w*|\bdensamma\b|\bdesamma\b",
    re.IGNORECASE,
)
_BODY = re.compile(r"\w*(?:nämnd(?:en|erna|ens)?|styrelsen|fullmäktige)\b", re.IGNORECASE)
_SUM = re.compile(r"\d[\d\s\u00a0.,]*(?:kr|tkr|mnkr|kronor)\b|\[\[figur:", re.IGNORECASE)
_TIME = re.compile(r"\b(?:19|20)\d{2}\b|\btertial\b", re.IGNORECASE)


def numbered_by_hand(text: str) -> bool:
    return bool(_NUMBERED.match(text))


def leans_on(text: str) -> str:
    """The words that cannot be understood without another text ("enligt förslag"); "" when there are none."""
    found = _LEANS.search(text)
    return found[0] if found else ""


def actions(text: str) -> list[str]:
    """What the point does, each action once, in order: kinds of ``DecisionPoint`` and a few more.

    What somebody is asked to do, or proposed to decide ("uppdrar åt ... att", "föreslå att"), is a part of
    that action.
    """
    found = _found(text)
    if not found:
        return []
    form = found[0][2]
    same = [(kind, place) for kind, place, of_form in found if of_form is form]
    if form is Form.INFINITIVE and same[0][0] in (_Kind.ASSIGN, "propose"):
        same = same[:1]
    kinds = list(dict.fromkeys(kind for kind, _place in same))
    if kinds == [_Kind.FORWARD] and re.search(r"\bremiss", text, re.IGNORECASE):
        return [_Kind.ANSWER]
    return [str(kind) for kind in kinds]


def form_of(text: str) -> Form | None:
    """Which of the three printed forms a point has; None for none of them."""
    found = _found(text)
    return found[0][2] if found else None


def names_a_body(text: str, committees: tuple[str, ...]) -> bool:
    """Whether the nämnd that decides is named: one of ``committees``, or any where none is known yet."""
    if committees:
        return any(name.casefold() in text.casefold() for name in committees)
    return bool(_BODY.search(text))


def has_sum(text: str) -> bool:
    return bool(_SUM.search(text))


def has_time(text: str) -> bool:
    return bool(_TIME.search(text))


def _found(text: str) -> list[tuple[str, int, Form]]:
    """Every verb of decision: its kind, where it stands, in which form; in the order of the text."""
    found = []
    for kind, forms in _VERBS.items():
        for form, verbs in zip(Form, forms, strict=True):
            for match in re.finditer(rf"\b(?:{verbs})(?!\w)", text, re.IGNORECASE):
                if _is_decision(kind, text[match.end() :]):
                    found.append((kind, match.start(), form))
    return sorted(found, key=lambda each: each[1])


def _is_decision(kind: str, rest: str) -> bool:
    """Some verbs are of every day: "lägger" decides only with "till handlingarna"."""
    if kind == _Kind.FILE:
        return "till handlingarna" in rest.casefold()
    if kind == _Kind.ADJUST:
        return "justerad" in rest.casefold()
    return True
