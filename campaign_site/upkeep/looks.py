"""All that the doctor looks at: what is the whole site's here, and what apps name with a hook."""

from wagtail import hooks

from editorial.upkeep.looks import Look

from . import (
    addresses,
    backups,
    cache,
    certificate,
    configuration,
    connections,
    database,
    disk,
    proxy,
    workers,
)

# Everything that needs the database comes after this one, and is left out if it finds something.
DATABASE_ANSWERS = "database"


def all_looks() -> list[Look]:
    """Return everything to look at, the database first."""
    looks = [
        Look(DATABASE_ANSWERS, database.look_whether_it_answers, seconds=15),
        Look("settings", configuration.look_at_settings, seconds=30, needs_database=False),
        Look("page cache", configuration.look_at_page_cache, needs_database=False),
        Look("time zone", configuration.look_at_time_zone, needs_database=False),
        Look("database takes writes", database.look_whether_it_takes_anything, is_watched=True),
        Look("migrations", database.look_at_migrations, seconds=15),
        Look("PostgreSQL", database.look_at_postgres),
        Look("connections", connections.look_at_connections),
        Look("disk", disk.look_at_disk, needs_database=False, is_watched=True),
        Look("uploads", disk.look_at_media_folder, needs_database=False),
        Look("static files", disk.look_at_static_files, seconds=30, needs_database=False),
        Look("folder for exports", workers.look_at_exports_folder),
        Look("workers", workers.look_at_workers),
        Look("sites", addresses.look_at_sites),
        Look("cache", cache.look_at_redis, seconds=15, needs_database=False),
        Look("proxy", proxy.look_at_proxy, seconds=30, needs_database=False, asks_network=True),
        Look("certificate", certificate.look_at_certificate, seconds=15, asks_network=True),
        Look("backups", backups.look_at_backups),
    ]
    for register in hooks.get_hooks("register_doctor_checks"):
        looks += register()
    return looks
