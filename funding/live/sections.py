"""Ready sections about an agreement: parties and shares, costs, staffing, steering, terms."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from funding.live.facts import AgreementFacts, party_key
from portal.content.live import LiveText
from portal.content.saying import number_in_words
from portal.money import NBSP, write_number


def texts(facts: AgreementFacts) -> list[LiveText]:
    """Those that have something to say."""
    made = (
        ("avsnitt.parter", _("Parter och ändamål"), _parties(facts)),
        ("avsnitt.underlag", _("Underlag för andelarna"), _basis(facts)),
        ("avsnitt.finansiering", _("Kostnader och andelar"), _money(facts)),
        ("avsnitt.organisation", _("Organisation och bemanning"), _staff(facts)),
        ("avsnitt.styrning", _("Styrning och uppföljning"), _steering(facts)),
        ("avsnitt.villkor", _("Villkor"), _clauses(facts)),
        ("avsnitt.tid", _("Giltighetstid"), _time(facts)),
    )
    found = [(key, label, "\n\n".join(filter(None, parts))) for key, label, parts in made]
    return [LiveText(key, label, text, _("Avsnitt")) for key, label, text in found if text]


def _parties(facts: AgreementFacts) -> Iterator[str]:
    agreement = facts.agreement
    names = [facts.organisations[fact.organisation].as_administration for fact in facts.shares]
    host = [facts.organisations[fact.organisation].as_administration for fact in facts.shares if fact.is_host]
    if names:
        yield _("Överenskommelsen gäller mellan %(parties)s.") % {"parties": _listed(names)}
    if host:
        words = {"host": _listed(host), "unit": agreement.host_unit}
        yield (
            _("Värd är %(host)s, som bedriver arbetet vid %(unit)s.") % words
            if agreement.host_unit
            else _("Värd är %(host)s.") % words
        )
    if agreement.subject:
        yield _("Överenskommelsen avser: %(subject)s.") % {"subject": agreement.subject.rstrip(".")}
    if agreement.target_group:
        yield _("Målgruppen är %(group)s%(ages)s.") % {
            "group": _lower(agreement.target_group.rstrip(".")),
            "ages": _ages(facts),
        }


def _ages(facts: AgreementFacts) -> str:
    first, last = facts.agreement.age_from, facts.agreement.age_to
    if first is None or last is None:
        return ""
    return _(", %(first)s–%(last)s år") % {"first": first, "last": last}


def _basis(facts: AgreementFacts) -> Iterator[str]:
    if not facts.basis:
        return
    if facts.agreement.share_basis:
        yield _("Andelarna bygger på %(basis)s.") % {"basis": _lower(facts.agreement.share_basis.rstrip("."))}
    yield _("Sammanlagt omfattar underlaget [[figur:underlag.totalt]] personer.")
    yield "[[tabell:underlag.perioder]]"
    caveats = dict.fromkeys(text for row in facts.basis for text in (row.inclusion, row.caveats) if text)
    yield " ".join(f"{text.rstrip('.')}." for text in caveats)


def _money(facts: AgreementFacts) -> Iterator[str]:
    if facts.terms is None:
        return
    yield _(
        "Kostnaden uppskattas till [[figur:kostnad.per-ar-mnkr]] per år och delas mellan parterna efter "
        "de överenskomna andelarna."
    )
    yield "[[tabell:kostnad.slag]]"
    each = [
        _("- %(party)s: [[figur:andel.%(key)s]], [[figur:andel.%(key)s.per-ar]] per år")
        % {
            "party": facts.organisations[fact.organisation].as_administration,
            "key": party_key(facts, fact.organisation),
        }
        for fact in facts.shares
    ]
    yield "\n".join([_("Parterna bär:"), "", *each])
    yield "[[tabell:andel.parter]]"
    yield _("Under hela giltighetstiden blir kostnaden [[figur:kostnad.hela]].")
    if facts.agreement.funding_source:
        yield _("Finansiering: %(source)s.") % {"source": _lower(facts.agreement.funding_source.rstrip("."))}


def _staff(facts: AgreementFacts) -> Iterator[str]:
    lines = []
    for row in facts.staff:
        words = {"n": number_in_words(row.headcount, of_neuter=False), "role": capfirst(row.role)}
        words["percent"] = f"{write_number(row.percent)}{NBSP}{_('procent')}"
        said = _("- %(role)s: %(n)s på %(percent)s av heltid") % words
        lines.append(f"{said}. {row.note}".rstrip(". ") + ".")
    yield "\n".join(lines)


def _steering(facts: AgreementFacts) -> Iterator[str]:
    if not facts.steering_group:
        return
    yield _("Styrgruppen består av:")
    lines = [
        f"- {capfirst(row.organisation)}: {', '.join(filter(None, (row.position, row.role)))}"
        for row in facts.steering_group
    ]
    yield "\n".join(lines)


def _clauses(facts: AgreementFacts) -> Iterator[str]:
    kind = ""
    lines: list[str] = []
    for row in facts.clauses:
        if row.kind != kind and lines:
            yield "\n".join(lines)
            lines = []
        if row.kind != kind:
            yield f"## {capfirst(row.kind)}"
        kind = row.kind
        lines.append(f"- {row.text}")
    yield "\n".join(lines)


def _time(facts: AgreementFacts) -> Iterator[str]:
    if facts.terms is None:
        return
    valid = facts.terms.valid
    words = {"first": valid.lower, "last": valid.upper - timedelta(days=1)}
    yield _("Överenskommelsen gäller från och med %(first)s till och med %(last)s.") % words


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s och %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _lower(text: str) -> str:
    """The text inside a sentence; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
