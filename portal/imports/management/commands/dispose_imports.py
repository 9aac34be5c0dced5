"""``manage.py dispose_imports [--dry-run]``: dispose of files handed in, by the retention rule. Exit 0."""

from django.core.management.base import BaseCommand
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.imports import disposing
from portal.imports.retention import RetentionRule


class Command(BaseCommand):
    help = (
        "Gallra inlämnade filer och deras rader enligt den regel som gäller i dag. Utan regel bevaras allt."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="säg vad som skulle gallras, gallra inget")

    def handle(self, *, dry_run: bool, **options):
        now = timezone.now()
        today = timezone.localdate(now)
        rule = RetentionRule.objects.valid_on(today)
        with translation.override("sv"):
            if rule is None:
                self.stdout.write(_("Ingen gallringsregel gäller i dag. Allt bevaras."))
                return
            said = _("Filer att gallra enligt beslut %(decision)s: %(count)s.")
            if not dry_run:
                said = _("Gallrade filer enligt beslut %(decision)s: %(count)s.")
            count = disposing.due(today).count() if dry_run else disposing.dispose_due(now=now)
            self.stdout.write(said % {"decision": rule.decision, "count": count})
