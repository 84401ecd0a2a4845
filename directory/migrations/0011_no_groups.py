"""Who may do what follows from stewardships alone, so the groups that said so before go."""

from django.db import migrations


def remove(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=["Owner", "Reviewer"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0010_usual_answers"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
