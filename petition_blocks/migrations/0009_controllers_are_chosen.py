import django.db.models.deletion
import django_countries.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """What was typed of each organisation goes: it is chosen now."""

    dependencies = [
        ('petition_blocks', '0008_organisations_of_controllers'),
    ]

    operations = [
        migrations.AlterField(
            model_name='controller',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='petition_blocks.organisation', verbose_name='organisation'),
        ),
        # On the way back, what is taken away comes again as a column of rows that are there.
        migrations.AlterField(
            model_name='controller',
            name='name',
            field=models.CharField(default='', max_length=200, verbose_name='organisation'),
        ),
        migrations.AlterField(
            model_name='controller',
            name='address',
            field=models.TextField(default='', max_length=500, verbose_name='postal address'),
        ),
        migrations.AlterField(
            model_name='controller',
            name='country',
            field=django_countries.fields.CountryField(default='', max_length=2, verbose_name='country'),
        ),
        migrations.RemoveField(model_name='controller', name='purpose'),
        migrations.RemoveField(model_name='controller', name='name'),
        migrations.RemoveField(model_name='controller', name='address'),
        migrations.RemoveField(model_name='controller', name='country'),
        migrations.RemoveField(model_name='controller', name='transfer_basis'),
        migrations.RemoveField(model_name='controller', name='transfer_note'),
    ]
