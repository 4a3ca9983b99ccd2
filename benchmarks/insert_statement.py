"""Print the INSERT that signing comes down to, as a script for pgbench."""

import django


def insert_statement() -> str:
    """Return the INSERT of a submission that is there, with another digest and id each time."""
    from django.db import connection

    from petition_blocks.signature.models import Submission

    varied = {
        "public_id": "gen_random_uuid()",
        "digest": "decode(md5(random()::text) || md5(random()::text), 'hex')",
    }
    submission = Submission.objects.order_by("-pk").first()
    assert submission is not None
    fields = [field for field in Submission._meta.local_concrete_fields if not field.primary_key]
    with connection.cursor() as cursor:
        values = [
            varied.get(str(field.column))
            or cursor.cursor.mogrify(
                "%s", [field.get_db_prep_save(getattr(submission, field.attname), connection)]
            )
            for field in fields
        ]
    columns = ", ".join(str(field.column) for field in fields)
    return f"INSERT INTO {Submission._meta.db_table} ({columns}) VALUES ({', '.join(values)});\n"


if __name__ == "__main__":
    django.setup()
    print(insert_statement())
