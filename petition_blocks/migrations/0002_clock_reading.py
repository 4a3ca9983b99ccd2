from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('petition_blocks', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClockReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('believed_at', models.DateTimeField()),
                ('doubted_at', models.DateTimeField(null=True)),
            ],
        ),
    ]
