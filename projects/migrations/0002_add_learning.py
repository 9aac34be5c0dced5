from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_first_tables")]

    operations = []
