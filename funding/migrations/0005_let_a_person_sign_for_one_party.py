from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_first_tables"),
        ("funding", "0004_settle_by_stretch_and_carry_over"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="signature",
            constraint=models.UniqueConstraint(
                fields=("terms", "signed_by"),
                name="signature_one_party_a_person",
                violation_error_message="En person undertecknar bara för en part.",
            ),
        ),
        migrations.AddConstraint(
            model_name="support",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reported_on__isnull", True),
                    models.Q(
                        models.Q(("delegation", ""), _negated=True),
                        ("reported_on__gte", models.F("decided_on")),
                    ),
                    _connector="OR",
                ),
                name="support_reported_on_delegation",
                violation_error_message="Bara delegationsbeslut anmäls, och först efter att de fattats.",
            ),
        ),
    ]
