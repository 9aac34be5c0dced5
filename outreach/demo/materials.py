"""What is handed out in the example year, with a version in some languages, and who cooperates. Invented."""

from datetime import date, timedelta

from outreach.demo.fixtures import organisations, parts, rows_of
from outreach.domain.cooperating import keep_cooperation
from outreach.domain.keeping import add_version, keep_material
from outreach.models import Cooperation, Language, Material


def load_example_materials(today: date) -> None:
    """Add materials, one of them outdated and several missing in a language, and cooperations."""
    rows, agreed = rows_of("exempelmaterial"), rows_of("exempelsamverkan")
    named = {key for row in agreed for key in (row["stadsdelsförvaltning"], row["partner"])}
    known = organisations([*(row["ägare"] for row in rows), *named])
    languages = Language.objects.in_bulk(field_name="code")
    for row in rows:
        material = keep_material(
            material=Material(
                title=row["titel"],
                kind=row["slag"],
                owner=known[row["ägare"]],
                topics=parts(row["ämnen"]),
                groups=parts(row["målgrupper"]),
                note=row["anteckning"],
                is_example=True,
            )
        )
        for version in parts(row["versioner"]):
            code, reviewed, outdated = version.split(":")
            add_version(
                material=material,
                language=languages[code],
                file=None,
                address="",
                reviewed_on=_on(reviewed, today),
                outdated_after=_on(outdated, today),
                by=None,
                today=today,
            )
    for row in agreed:
        began, ends = row["började dagar sedan"], row["slutar om dagar"]
        keep_cooperation(
            cooperation=Cooperation(
                organisation=known[row["stadsdelsförvaltning"]],
                partner=known[row["partner"]],
                agreed=row["överenskommet"],
                contact=row["kontakt"],
                begins_on=today - timedelta(days=int(began)),
                ends_on=_on(ends, today) if ends else None,
            )
        )


def _on(days: str, today: date) -> date:
    return today + timedelta(days=int(days))
