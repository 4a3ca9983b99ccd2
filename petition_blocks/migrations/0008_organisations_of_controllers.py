from itertools import groupby

from django.db import migrations

FACTS = ['name', 'address', 'country', 'transfer_basis', 'transfer_note']


def facts_of(row):
    """Return all that is said of an organisation. Only what is the same to the letter is one."""
    return tuple(str(getattr(row, name) or '') for name in FACTS)


def merged(rows):
    """Return a petition's rows as lists of those that can be one, in an order that people read as before.

    An organisation that was typed twice for two purposes is one row with two ticks. It stays two where the order of
    those who answer for one of the purposes would change: that order is part of what people have signed.
    """
    groups = []
    for row in rows:
        for number, group in enumerate(groups):
            behind = [one for later in groups[number + 1 :] for one in later]
            if (
                facts_of(group[0]) == facts_of(row)
                and all(one.purpose != row.purpose for one in group)
                and all(one.purpose != row.purpose for one in behind)
            ):
                group.append(row)
                break
        else:
            groups.append([row])
    return groups


def write_down_organisations(apps, schema_editor):
    Controller = apps.get_model('petition_blocks', 'Controller')
    Organisation = apps.get_model('petition_blocks', 'Organisation')
    organisations = {}
    rows = Controller.objects.order_by('petition_id', 'sort_order', 'pk')
    for _petition, of_petition in groupby(list(rows), key=lambda row: row.petition_id):
        for number, group in enumerate(merged(of_petition)):
            first, facts = group[0], facts_of(group[0])
            if facts not in organisations:
                organisation = Organisation(**dict(zip(FACTS, facts)))
                # As it is, to the letter: nothing that listens may tidy what people have read.
                Organisation.objects.bulk_create([organisation])
                organisations[facts] = Organisation.objects.latest('pk')
            Controller.objects.filter(pk=first.pk).update(
                organisation=organisations[facts],
                sort_order=number,
                **{f'for_{row.purpose}': True for row in group},
            )
            Controller.objects.filter(pk__in=[row.pk for row in group[1:]]).delete()


def write_them_into_each_row(apps, schema_editor):
    Controller = apps.get_model('petition_blocks', 'Controller')
    rows = Controller.objects.select_related('organisation').order_by('petition_id', 'sort_order', 'pk')
    for _petition, of_petition in groupby(list(rows), key=lambda row: row.petition_id):
        number = 0
        for row in of_petition:
            facts = {name: getattr(row.organisation, name) for name in FACTS}
            purposes = [name for name in ('petition', 'updates', 'partner') if getattr(row, f'for_{name}')]
            for place, purpose in enumerate(purposes):
                values = {'purpose': purpose, 'sort_order': number, **facts}
                if place == 0:
                    Controller.objects.filter(pk=row.pk).update(organisation=None, **values)
                else:
                    Controller.objects.bulk_create([Controller(petition_id=row.petition_id, **values)])
                number += 1
    apps.get_model('petition_blocks', 'Organisation').objects.all().delete()


class Migration(migrations.Migration):
    """Each organisation is written down once, and chosen where it was typed."""

    dependencies = [
        ('petition_blocks', '0007_organisation'),
    ]

    operations = [
        migrations.RunPython(write_down_organisations, write_them_into_each_row),
    ]
