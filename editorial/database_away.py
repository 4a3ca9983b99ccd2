"""What a database raises that is away, full, locked or read-only; one that is asked nonsense raises other."""

from django.db import InterfaceError, InternalError, OperationalError

# InternalError is PostgreSQL's for a write to a standby that has not taken over yet.
DATABASE_AWAY = (OperationalError, InterfaceError, InternalError)
