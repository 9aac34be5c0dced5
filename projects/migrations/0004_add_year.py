from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_add_indicators")]

    operations = []
