"""allauth without its middleware, on which it insists, though nobody signs in at what we compare with."""

from allauth.account.apps import AccountConfig


class UnusedAccountConfig(AccountConfig):
    """Its models, which other apps refer to, and nothing else."""

    def ready(self) -> None:
        """Ask for no middleware."""
