"""A report as plain text to paste, and the measure file, both from masked figures."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from portal import money
from portal.content.figures import MASKED, Value
from portal.content.writers_cells import guarded
from projects.models import OutcomeCount, Report
from projects.summary.handover import CHILDREN, PARTS, Handed, PeriodHandover

BOM = "\ufeff"


def text_of(shown: PeriodHandover, handed: Handed) -> str:
    """The report in words, a paragraph a matter; what is not reported is left out."""
    project = handed.report.duty.project
    heading = _("%(project)s. %(period)s (%(days)s).") % {
        "project": project,
        "period": handed.period.title,
        "days": handed.period.written,
    }
    example = _("Exempel: talen är påhittade.") if project.programme.is_example else ""
    parts = [heading, example, _figures(shown, handed), _money(handed.report), *_words(handed.report)]
    return "\n\n".join(part for part in parts if part)


def _figures(shown: PeriodHandover, handed: Handed) -> str:
    return "\n".join(line for count in handed.counts if (line := _figure(shown, count)))


def _figure(shown: PeriodHandover, count: OutcomeCount) -> str:
    """ "Deltagare hittills: 45 (kvinnor 25, män 20), barn 12"; "" when nothing is reported."""
    total = shown.value(count)
    if total is None and count.children is None:
        return ""
    name = count.label or count.measure.name
    unit = count.unit if count.unit and count.unit != count.measure.unit else ""
    qualifier = "" if count.qualifier == count.Qualifier.EXACT else count.get_qualifier_display()
    said = " ".join(filter(None, (qualifier, written(total), unit)))
    words = {"women": _("kvinnor"), "men": _("män"), "unknown": _("kön ej noterat")}
    values = {part: shown.value(count, part) for part in PARTS}
    split = ", ".join(
        f"{words[part]} {written(value)}" for part, value in values.items() if value is not None
    )
    line = f"{name}: {said} ({split})" if split else f"{name}: {said}"
    if count.children is not None:
        line += _(", barn %(children)s") % {"children": written(shown.value(count, CHILDREN))}
    return line


def written(value: Value) -> str:
    """A figure as it is pasted."""
    if value is None:
        return _("ej redovisat")
    if value is MASKED:
        return str(MASKED.value)
    return money.write_number(value)  # type: ignore[arg-type]  # counts are numbers, no shares


def _money(report: Report) -> str:
    said = []
    if report.spent is not None:
        said.append(_("Förbrukat hittills: %(tkr)s tkr.") % {"tkr": money.write_tkr(report.spent)})
    if report.forecast is not None:
        said.append(_("Prognos för helåret: %(tkr)s tkr.") % {"tkr": money.write_tkr(report.forecast)})
    return " ".join(said)


def _words(report: Report) -> Iterator[str]:
    plan = f"{report.get_plan_display()}." if report.plan else ""
    for heading, text in (
        (_("Avvikelse och orsak"), report.cause),
        (_("Åtgärd"), report.action),
        (_("Plan för implementering"), " ".join(filter(None, (plan, report.implementation)))),
        (_("Erfarenheter"), report.experience),
        (_("Fortsatt arbete"), report.further_work),
    ):
        if text:
            yield f"{heading}: {text}"


def file_rows(shown: PeriodHandover) -> list[tuple[str, str, str, Value]]:
    """(organisation, last day of the period, measure, value), by the names in the system, in their order."""
    names, day = shown.names, shown.period.last_day.isoformat()
    keys = [key for key in shown.sums if names.measure(key[1])]
    order = {measure: place for place, measure in enumerate(names.measures)}
    keys.sort(key=lambda key: (key[0], order[key[1]]))
    return [(name, day, names.measure(measure), shown.sum_of((name, measure))) for name, measure in keys]


def measure_file(shown: PeriodHandover) -> str:
    """The measure file: tabs, a heading, UTF-8 with BOM and CRLF as all our files (decision 0012)."""
    lines = ["\t".join((_("Organisation"), _("Perioddatum"), _("Mått"), _("Värde")))]
    for name, day, measure, value in file_rows(shown):
        number = str(MASKED.value) if value is MASKED else money.csv_number(value)  # type: ignore[arg-type]
        lines.append("\t".join((guarded(name), day, guarded(measure), number)))
    return BOM + "".join(f"{line}\r\n" for line in lines)
