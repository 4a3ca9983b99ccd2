"""The indexes of words and references, filled once all of the demo is there."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler, register_signal_handlers
from wagtail.signal_handlers import disable_reference_index_auto_update, reference_index_auto_update_disabled


@contextmanager
def index_in_the_end() -> Iterator[None]:
    """Index what is saved meanwhile once, and not at each of its savings.

    Whoever has no references noted at all, as tests do, has none noted by this either.
    """
    if getattr(reference_index_auto_update_disabled, "value", False):
        yield
        return
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)
    try:
        with disable_reference_index_auto_update():
            yield
    finally:
        register_signal_handlers()
    call_command("update_index", verbosity=0)
    call_command("rebuild_references_index", verbosity=0)
