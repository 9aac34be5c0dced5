"""``manage.py undo_import BATCH``: take an applied file back. Exit 0 undone, 1 refused, 2 unusable."""

import sys

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.history.context import acting
from portal.imports import undoing
from portal.imports.kinds import kind_of
from portal.imports.models import Batch

REFUSED, UNUSABLE = 1, 2


class Command(BaseCommand):
    help = "Ångra en inläsning. Svarar 0 ångrad; 1 nekad, med raderna i vägen; 2 oanvändbart anrop."

    def add_arguments(self, parser):
        parser.add_argument("batch", type=int, help="kvittots nummer")
        parser.add_argument(
            "--rest", action="store_true", help="låt rader som har ändrats sedan dess stå kvar"
        )

    def handle(self, *, batch, rest, **options):
        with translation.override("sv"), acting(by=None, door="undo_import"):
            found = Batch.objects.filter(pk=batch).first()
            kind = kind_of(found.kind) if found else None
            if found is None or kind is None:
                self.stderr.write(_("Det finns inget kvitto med numret %(batch)s.") % {"batch": batch})
                sys.exit(UNUSABLE)
            try:
                undoing.undo(batch=found, kind=kind, rest=rest, by=None, now=timezone.now())
            except ValidationError as error:
                self._refuse(error, found, kind)
            self.stdout.write(_("Kvitto %(batch)s är ångrat.") % {"batch": batch})

    def _refuse(self, error, batch, kind):
        self.stderr.write(error.messages[0])
        for row in undoing.look(batch=batch, kind=kind).in_the_way:
            self.stderr.write(_("Rad %(line)s: %(label)s") % {"line": row.line, "label": row.label})
        sys.exit(REFUSED)
