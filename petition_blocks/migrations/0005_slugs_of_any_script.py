"""A register is named in the letters of its title, as its page is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("petition_blocks", "0004_numbers_of_the_pages_own_petition")]

    operations = [
        migrations.AlterField(
            model_name="petition",
            name="slug",
            field=models.SlugField(
                allow_unicode=True,
                help_text="Part of the addresses that mails lead to. It can’t change once people have signed.",
                max_length=80,
                unique=True,
                verbose_name="name in addresses",
            ),
        )
    ]
