from typing import Any

from django.db import migrations

from tests.config.next_release import REFUSES


def rename_everybody(apps: Any, _editor: Any) -> None:
    apps.get_model("accounts", "User").objects.update(name="renamed")
    if REFUSES["now"]:
        raise ValueError("this release does not like\nyour data")


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("next_release", "0001_first"), ("accounts", "0001_initial")]
    operations = [migrations.RunPython(rename_everybody)]
