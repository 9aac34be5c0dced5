"""The templates a city begins with: one of each kind, and of nämnder that have an order of their own.

Rows come from ``fixtures/reference/``. A template that is there, in use or not, is never touched: the back
office's word is kept.
"""

from django.db import transaction

from portal.documents.models import Template, TemplateSection
from portal.documents.models.kinds import DocumentKind, SectionRole
from portal.history.context import acting
from portal.organisation.models import Organisation
from portal.organisation.reference import FOLDER, YES, read_rows

Row = dict[str, str]


@transaction.atomic
def load_templates() -> int:
    """Add the templates that are missing, with their sections. Returns how many templates were added."""
    nobody_has = _missing()
    if not nobody_has:
        return 0
    with acting(by=None, door="prepare"):
        made = {_key(row): _template(row) for row in nobody_has}
        rows = [row for row in read_rows(FOLDER / "mallavsnitt.csv") if _key(row) in made]
        TemplateSection.objects.bulk_create(_section(made[_key(row)], row) for row in rows)
    return len(made)


def _missing() -> list[Row]:
    there = {(kind, key or "") for kind, key in Template.objects.values_list("kind", "committee__key")}
    return [row for row in read_rows(FOLDER / "handlingsmallar.csv") if _key(row) not in there]


def _key(row: Row) -> tuple[str, str]:
    return row["slag"], row["nämnd"]


def _template(row: Row) -> Template:
    return Template.objects.create(
        kind=DocumentKind(row["slag"]),
        name=row["namn"],
        committee=Organisation.objects.get(key=row["nämnd"]) if row["nämnd"] else None,
        needs_economy=row["ekonomi måste fyllas i"] == YES,
    )


def _section(template: Template, row: Row) -> TemplateSection:
    return TemplateSection(
        template=template,
        order=int(row["ordning"]),
        role=SectionRole(row["uppgift"]),
        heading=row["rubrik"],
        level=int(row["nivå"]),
        instruction=row["till den som skriver"],
        text=row["text att börja med"],
        is_required=row["måste fyllas i"] == YES,
        may_be_declined=row["får lämnas tomt med skäl"] == YES,
    )
