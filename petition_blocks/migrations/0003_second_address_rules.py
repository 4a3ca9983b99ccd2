"""New petitions compare addresses by version 2 of the rules; those that know an address already keep theirs."""

from django.db import migrations, models

# What holds a digest of an address: by other rules it would never be found again.
WITH_DIGESTS = ["Signature", "Submission", "MailAllowance", "LinkRequest"]


def renew_unused(apps, schema_editor):
    """Give the new rules to registers that nobody has entered an address in."""
    unused = apps.get_model("petition_blocks", "Petition").objects.filter(address_rules=1)
    for name in WITH_DIGESTS:
        known = apps.get_model("petition_blocks", name).objects.filter(petition=models.OuterRef("pk"))
        unused = unused.filter(~models.Exists(known))
    unused.update(address_rules=2)


class Migration(migrations.Migration):
    dependencies = [("petition_blocks", "0002_clock_reading")]

    operations = [
        migrations.AlterField(
            model_name="petition",
            name="address_rules",
            field=models.PositiveSmallIntegerField(default=2, editable=False),
        ),
        migrations.RunPython(renew_unused, migrations.RunPython.noop),
    ]
