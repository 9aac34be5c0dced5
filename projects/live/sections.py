"""Ready sections and sentences about the programme as a whole, with references to every figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.content.live import LiveText
from projects.live.accounts import texts as account_texts
from projects.live.facts import ProgrammeFacts
from projects.live.granted import leads
from projects.live.learning import trips
from projects.live.making import key_of
from projects.live.reported import not_reported, told_by_sex
from projects.summary.naming import listed


@dataclass(frozen=True)
class _Ready:
    key: str
    label: str
    group: Any

    def text(self, *paragraphs: str) -> LiveText:
        return LiveText(self.key, self.label, "\n\n".join(filter(None, paragraphs)), self.group)


def texts(facts: ProgrammeFacts) -> list[LiveText]:
    """Whole sections first, then single sentences."""
    return [*_sections(facts), *account_texts(facts)]


def sentences(facts: ProgrammeFacts) -> list[LiveText]:
    group = _("Meningar")
    return [
        _Ready("mening.omfattning", _("Hur mycket och till hur många"), group).text(_scope(facts)),
        _Ready("mening.redovisat", _("Vilka som har redovisat"), group).text(_reported(facts)),
        _Ready("mening.mal", _("Hur många mål som är nådda"), group).text(_goals(facts)),
        _Ready("mening.plan", _("Hur många som har en plan"), group).text(_plans(facts)),
    ]


def _sections(facts: ProgrammeFacts) -> Iterator[LiveText]:
    group = _("Avsnitt")
    yield _Ready("avsnitt.medel", _("Förbrukade medel"), group).text(
        *_money(facts), "[[tabell:medel.forbrukat]]"
    )
    yield _Ready("avsnitt.beviljat", _("Beviljade medel"), group).text(
        _scope(facts), "[[tabell:beviljat.stadsdel]]", _years(facts), "[[diagram:beviljat.omrade-ar]]"
    )
    yield _Ready("avsnitt.redovisningar", _("Redovisningar"), group).text(
        _reported(facts), "[[tabell:redovisning.saknas]]", "[[tabell:redovisning.stadsdel]]"
    )
    yield _Ready("avsnitt.mal", _("Mål och utfall"), group).text(_goals(facts), "[[tabell:mal.projekt]]")
    yield _Ready("avsnitt.plan", _("Implementering"), group).text(
        _plans(facts), "[[tabell:plan.stadsdel]]", "[[tabell:plan.omrade]]"
    )
    yield _Ready("avsnitt.aktiviteter", _("Aktiviteter"), group).text(
        _activities(), "[[tabell:larande.terminer]]", "[[tabell:larande.aktiviteter]]"
    )
    yield _Ready("avsnitt.natverk", _("Nätverk"), group).text(_networks(), "[[tabell:larande.natverk]]")
    yield _Ready("avsnitt.studieresor", _("Studieresor"), group).text(*_trips(facts))
    yield _Ready("avsnitt.jamstalldhet", _("Kvinnor, män och barn i redovisningarna"), group).text(
        _by_sex(facts)
    )


def _scope(facts: ProgrammeFacts) -> str:
    return _(
        "Sammanlagt beviljades [[figur:beviljat.totalt]] till [[figur:beviljat.projekt]]. "
        "De leds av [[figur:beviljat.ansvariga]]."
    )


def _money(facts: ProgrammeFacts) -> Iterator[str]:
    if not facts.appropriations:
        return
    if any(row.used is None for row in facts.appropriations):
        yield _(
            "Nämnderna har avsatt [[figur:medel.budget.totalt]]. Till projekten beviljades "
            "[[figur:beviljat.totalt-tkr]]. Allt som har förbrukats är inte redovisat än."
        )
    else:
        yield _spent()
    yield from _differences(facts)


def _spent() -> str:
    return _(
        "Nämnderna förbrukade [[figur:medel.forbrukat.totalt]] av [[figur:medel.budget.totalt]]. "
        "Kvar blev [[figur:medel.kvar.totalt]]. Av det förbrukade gick [[figur:beviljat.totalt-tkr]] "
        "till projekten och [[figur:medel.annat.totalt]] till annat, som samordning och utbildning."
    )


def _differences(facts: ProgrammeFacts) -> Iterator[str]:
    """How the nämnder shared the cost, for the years in which all have said what they used."""
    for year in sorted({row.year for row in facts.appropriations}):
        used = [row.used for row in facts.appropriations if row.year == year]
        if len(used) > 1 and None not in used:
            words = {"year": year}
            yield (
                _("Nämnderna delade kostnaden lika under %(year)s.") % words
                if len(set(used)) == 1
                else _("Under %(year)s skilde det [[figur:medel.skillnad.%(year)s]] mellan nämnderna.")
                % words
            )


def _years(facts: ProgrammeFacts) -> str:
    years = sorted({grant.year for grant in facts.grants if grant.year})
    told = [_("[[figur:beviljat.ar.%(year)s]] för %(year)s") % {"year": year} for year in years]
    if any(grant.year is None for grant in facts.grants):
        told.append(_("[[figur:beviljat.ar.okant]] där källan inte säger vilket år"))
    return _("Efter år beviljades %(years)s.") % {"years": listed(told)} if told else ""


def _reported(facts: ProgrammeFacts) -> str:
    said = [_("Av projekten är [[figur:redovisning.slutredovisade]] slutredovisade.")]
    if not not_reported(facts):
        return " ".join(said)
    said.append(
        _(
            "Inte slutredovisade är [[figur:redovisning.saknas]], som beviljades "
            "[[figur:redovisning.saknas.beviljat]]."
        )
    )
    for lead in leads(facts):
        mine = [fact for fact in not_reported(facts) if fact.lead == lead]
        if mine:
            name = facts.organisations[lead].short_name
            words = {"lead": name, "key": key_of(name), "numbers": listed([fact.number for fact in mine])}
            said.append(
                _("I %(lead)s gäller det [[figur:redovisning.ansvarig.%(key)s]]: %(numbers)s.") % words
            )
    return " ".join(said)


def _goals(facts: ProgrammeFacts) -> str:
    return _(
        "Det finns [[figur:mal.antal]] i siffror, i [[figur:mal.projekt]]. Nådda: [[figur:mal.natta]]. Inte "
        "nådda: [[figur:mal.inte-natta]]. Utan redovisat utfall: [[figur:mal.ej-redovisade]]. Går inte att "
        "mäta: [[figur:mal.ej-matbara]]."
    )


def _plans(facts: ProgrammeFacts) -> str:
    return _(
        "En plan för implementering har [[figur:plan.ja]] enligt tabellen, och ingen plan "
        "[[figur:plan.nej]]. Så som texterna kan läsas har [[figur:plan.text.ja]] en plan, "
        "[[figur:plan.text.delvis]] delvis en plan och [[figur:plan.text.nej]] ingen."
    )


def _activities() -> str:
    return _(
        "Sammanlagt genomfördes [[figur:larande.aktiviteter]]. Till kompetensprogrammet hörde "
        "[[figur:larande.kompetens]] med [[figur:larande.kompetens.deltagare]] deltagare. Den som deltog "
        "flera gånger är räknad varje gång."
    )


def _networks() -> str:
    return _("Det finns [[figur:larande.natverk]], och av dem pågår [[figur:larande.natverk-pagar]].")


def _trips(facts: ProgrammeFacts) -> Iterator[str]:
    if not trips(facts):
        return
    yield _(
        "Sammanlagt genomfördes [[figur:larande.studieresor]] i form av studieresor och studiebesök, med "
        "[[figur:larande.studieresor.deltagare]] deltagare."
    )
    yield "[[tabell:larande.studieresor]]"


def _by_sex(facts: ProgrammeFacts) -> str:
    """Whether anybody can be told by sex: the data's own answer, with nothing guessed."""
    if not told_by_sex(facts):
        return _(
            "Ingen av redovisningarna delar upp deltagarna på kvinnor, män och barn. Det går därför inte att "
            "säga hur insatserna har nått kvinnor och män, eller vilka barn som berörs."
        )
    return _(
        "Av [[figur:beviljat.projekt]] redovisar [[figur:redovisning.kvinnor-och-man]] kvinnor och män var "
        "för sig."
    )
