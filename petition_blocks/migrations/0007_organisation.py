import django.db.models.deletion
import django_countries.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    """Organisations get a table of their own. What the petitions have chosen of them is filled in next."""

    dependencies = [
        ('petition_blocks', '0006_news_are_optional'),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='organisation')),
                ('address', models.TextField(help_text='Without the country. An organisation outside the EU also names its representative in the EU here.', max_length=500, verbose_name='postal address')),
                ('country', django_countries.fields.CountryField(max_length=2, verbose_name='country')),
                ('transfer_basis', models.CharField(blank=True, choices=[('adequacy', 'The EU has found that the country protects data as well as it does'), ('standard_clauses', 'A contract with the EU’s standard clauses'), ('binding_rules', 'Rules that bind the organisation and that an authority approved'), ('explicit_agreement', 'The explicit agreement of those who sign, who are told of the risk')], help_text='Only for a country outside the EU, Iceland, Liechtenstein and Norway. If you are not sure, ask your data-protection officer.', max_length=20, verbose_name='outside the EU: why data may go there')),
                ('transfer_note', models.CharField(blank=True, help_text='Where people can read the contract or the rules, for example. Shown to those who sign.', max_length=300, verbose_name='more about it')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['name', 'pk'],
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='controller',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='petition_blocks.organisation', verbose_name='organisation'),
        ),
        migrations.AddField(
            model_name='controller',
            name='for_petition',
            field=models.BooleanField(default=False, verbose_name='The petition: collecting the signatures and handing them over'),
        ),
        migrations.AddField(
            model_name='controller',
            name='for_updates',
            field=models.BooleanField(default=False, verbose_name='News to those who say yes to the first contact question'),
        ),
        migrations.AddField(
            model_name='controller',
            name='for_partner',
            field=models.BooleanField(default=False, verbose_name='News from the partner, to those who say yes to the second one'),
        ),
    ]
