"""The whole text of a version as it is signed: what the signing page, the print and the Word file show."""

from collections.abc import Iterable, Sequence
from copy import copy
from datetime import timedelta

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from funding.models import Agreement, Terms
from funding.views.sheet import Sheet, sheet_of
from funding.views.signing.table import SigningLine
from portal.content.figures import Figure, Unit
from portal.content.papers import Facts, Heading, Paper, Paragraph, Part
from portal.content.tables import Column, Row, Table
from portal.money import write_number


def write_paper(agreement: Agreement, terms: Terms, *, numbers: Sequence[str], foot: str = "") -> Paper:
    """Put all that ``terms`` bind to on paper, as they were sent. ``numbers``: those of the case."""
    sent = copy(terms)
    sent.force = None  # the time that is signed for, also where a later amendment has cut it
    sheet = sheet_of(agreement, sent)
    parts: list[Part] = [Facts(tuple(_facts(agreement, sheet, numbers)))]
    if terms.change:
        parts += [Heading(_("Vad som ändras och varför")), Paragraph(terms.change)]
    parts += [Heading(_("Andelar och belopp")), _shares(sheet), Paragraph(_counting(sheet))]
    parts += [Heading(_("Kostnader")), _costs(sheet), *_people(terms), *_clauses(terms)]
    return Paper(title_of(agreement, terms), _lede(sheet), tuple(parts), foot)


def shown(paper: Paper) -> list[tuple[str, str, Part]]:
    """Return the parts as the page draws them: an id, what it is, and itself."""
    return [(f"t{number}", type(part).__name__, part) for number, part in enumerate(paper.parts)]


def title_of(agreement: Agreement, terms: Terms) -> str:
    words = {"agreement": agreement.title}
    return _("Tillägg till %(agreement)s") % words if terms.amends_id else agreement.title


def short_hash(terms: Terms) -> str:
    """Return the checksum so that people can compare it: its first eight and last four signs."""
    held = terms.content_hash
    return f"{held[:4]} {held[4:8]} … {held[-4:]}" if held else ""


def signature_facts(lines: Iterable[SigningLine]) -> list[tuple[str, str]]:
    """Return the signature block as labels and words, for a file without lines to write on."""
    return [(line.party.organisation.as_administration, signed_words(line)) for line in lines]


def signed_words(line: SigningLine) -> str:
    """Say who signed, as what and when, or that nobody has."""
    signature = line.signature
    if signature is None:
        return _("Inte undertecknad")
    title = (
        _("tillförordnad %(title)s") % {"title": signature.title} if signature.is_acting else signature.title
    )
    who = f"{signature.name}, {title}" if signature.name else capfirst(title)
    return f"{who}, {line.day.isoformat()}" if line.day else who


def _lede(sheet: Sheet) -> str:
    names = [line.party.organisation.as_administration for line in sheet.lines]
    last = (
        _("%(first)s och %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]} if names[1:] else ""
    )
    return _("Överenskommelse mellan %(parties)s.") % {"parties": last or "".join(names)}


def _facts(agreement: Agreement, sheet: Sheet, numbers: Sequence[str]) -> list[tuple[str, str]]:
    terms, host = sheet.terms, [line.party for line in sheet.lines if line.party.is_host]
    time = _("%(first)s till och med %(last)s") % {
        "first": terms.valid.lower.isoformat(),
        "last": (terms.valid.upper - timedelta(days=1)).isoformat(),
    }
    found = [
        (_("Diarienummer"), ", ".join(numbers) or _("ej redovisat")),
        (_("Version"), str(terms.version)),
        (_("Gäller"), time),
        (_("Värd"), ", ".join(each.organisation.as_administration for each in host)),
        (_("Enhet hos värden"), agreement.host_unit),
        (_("Projektägare"), agreement.project_owner),
        (_("Ändamål"), agreement.subject),
        (_("Målgrupp"), _target(agreement)),
        (_("Finansiering"), agreement.funding_source),
        (_("Underlag för andelarna"), agreement.share_basis),
    ]
    told = [(label, capfirst(words)) for label, words in found if words]
    return [*told, *([(_("Kontrollsumma"), terms.content_hash)] if terms.content_hash else [])]


def _target(agreement: Agreement) -> str:
    ages = ""
    if agreement.age_from is not None and agreement.age_to is not None:
        ages = _("%(first)s–%(last)s år") % {"first": agreement.age_from, "last": agreement.age_to}
    return ", ".join(words for words in (agreement.target_group, ages) if words)


def _shares(sheet: Sheet) -> Table:
    columns = (
        Column("party", _("Part"), Unit.TEXT),
        Column("percent", _("Andel, procent"), Unit.NUMBER),
        Column("yearly", _("Per år, kr"), Unit.KRONOR),
        Column("whole", _("Hela tiden, kr"), Unit.KRONOR),
    )
    rows = [
        Row(
            line.party.organisation.as_administration,
            {
                "percent": Figure(line.percent.normalize(), Unit.NUMBER),
                "yearly": Figure(line.per_year, Unit.KRONOR),
                "whole": Figure(line.whole, Unit.KRONOR),
            },
        )
        for line in sheet.lines
    ]
    return Table(_("Så delas kostnaden"), columns, tuple(rows), how=tuple(sheet.steps)).with_total()


def _counting(sheet: Sheet) -> str:
    """Say which rule the shares followed, how time is counted and who takes the rest."""
    terms = sheet.terms
    rule = _("Andelarna följer regeln: %(rule)s.") % {"rule": sheet.rule_name}
    takes = terms.residual or next((line.party for line in sheet.lines if line.party.is_host), None)
    return " ".join(
        [
            rule if sheet.rule_name else _("Andelarna är överenskomna utan regel."),
            _("Tiden räknas i %(convention)s.") % {"convention": terms.get_convention_display()},
            *([_("De ören som blir över tar %(party)s.") % {"party": takes}] if takes else []),
        ]
    )


def _costs(sheet: Sheet) -> Table:
    columns = (
        Column("kind", _("Kostnadsslag"), Unit.TEXT),
        Column("amount", _("Per år, tkr"), Unit.TKR),
        Column("note", _("Anteckning"), Unit.TEXT),
    )
    rows = [
        Row(str(line.kind), {"amount": Figure(line.amount, Unit.TKR), "note": line.note})
        for line in sheet.costs
    ]
    return Table(_("Uppskattad kostnad per år"), columns, tuple(rows)).with_total()


def _people(terms: Terms) -> list[Part]:
    """Staffing and steering group, as lines; nothing where there is none."""
    staff = [
        (
            capfirst(row.role),
            _said(
                _("%(count)s på %(percent)s procent av heltid")
                % {"count": row.headcount, "percent": write_number(row.percent)},
                _("från %(day)s") % {"day": row.starts_on} if row.starts_on else "",
                row.note,
            ),
        )
        for row in terms.staffing.order_by("pk")
    ]
    group = [
        (capfirst(row.organisation), _said(row.position, row.role, row.note))
        for row in terms.steering_group.order_by("-is_chair", "pk")
    ]
    found: list[Part] = []
    for heading, pairs in ((_("Bemanning"), staff), (_("Styrgrupp"), group)):
        if pairs:
            found += [Heading(heading), Facts(tuple(pairs))]
    return found


def _said(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _clauses(terms: Terms) -> list[Part]:
    rows = list(terms.clauses.order_by("number"))
    if not rows:
        return []
    pairs = tuple((f"{row.number}. {capfirst(row.kind)}", row.text) for row in rows)
    return [Heading(_("Villkor")), Facts(pairs)]
