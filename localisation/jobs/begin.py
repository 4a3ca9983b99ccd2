"""Writing down what is to be done: a job, and a task for each object and language."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import Translation

from editorial.bin.tree import outside_bin

from ..locale_permissions import AnyUser, pages_to_read
from .models import LONGEST_TITLE, Action, Job, Task

# What exists in which language: translation keys with the languages' primary keys.
Pairs = set[tuple[UUID, int]]


@transaction.atomic
def begin_job(
    user: AnyUser | None,
    action: Action,
    objects: Iterable[TranslatableMixin],
    locales: Iterable[Locale],
    *,
    include_subtree: bool = False,
) -> Job | None:
    """Write down what a user wants done with the objects in these languages, and return the job.

    What is there already is left out: objects that have words of their own in a language where translations
    are to be started, and those without a running translation where one is to be brought up to date or
    published. Nothing is left: returns nothing. While a job that asks for the very same is running, that one
    is returned. The worker asks for the user's rights again, task by task.

    With `include_subtree`, the pages below come along, but for stand-ins of pages in other languages, and for
    drafts that the user may not read and what is below these.
    """
    chosen = _without_stand_ins(objects) if action == Action.START else list(objects)
    left_out = 0
    if include_subtree:
        chosen, left_out = _with_pages_below(chosen, user)
    chosen = _in_order(chosen)
    languages = sorted(set(locales), key=lambda locale: locale.language_code)
    wanted = list(_wanted(action, chosen, languages))
    if not wanted:
        return None
    owner = user if isinstance(user, User) else None
    job, is_new = Job.objects.get_or_create(
        fingerprint=_fingerprint(owner, action, wanted),
        finished_at=None,
        defaults={
            "asked_by": owner,
            "action": action,
            "first_title": _title(wanted[0][0]),
            "objects_number": len(
                {(_translated_model(instance), instance.pk) for instance, _locale in wanted}
            ),
            "languages_number": len({locale.pk for _instance, locale in wanted}),
            "left_out": left_out,
        },
    )
    if is_new:
        _write_tasks(job, wanted)
    return job


def _without_stand_ins(objects: Iterable[TranslatableMixin]) -> list[TranslatableMixin]:
    """Return the objects, and for pages that stand in for others those others."""
    return [
        instance.alias_of if isinstance(instance, Page) and instance.alias_of_id else instance
        for instance in objects
    ]


def _with_pages_below(
    objects: list[TranslatableMixin], user: AnyUser | None
) -> tuple[list[TranslatableMixin], int]:
    """Return the objects with all pages below, and how many were left out."""
    found = list(objects)
    left_out: list[Page] = []
    for page in [instance for instance in objects if isinstance(instance, Page)]:
        below = page.get_descendants().filter(alias_of=None).order_by("path")
        readable = set(pages_to_read(user, below).values_list("pk", flat=True))
        for each in below:
            is_below = left_out and each.path.startswith(left_out[-1].path)
            if each.pk in readable and not is_below:
                found.append(each)
            elif not is_below:
                left_out.append(each)
    return found, len(left_out)


def _in_order(objects: Collection[TranslatableMixin]) -> list[TranslatableMixin]:
    """Return each object once: first what pages may name, then the pages, parents before children."""
    pages = {instance.pk: instance for instance in objects if isinstance(instance, Page)}
    others = {
        (type(instance), instance.pk): instance for instance in objects if not isinstance(instance, Page)
    }
    return [*others.values(), *sorted(pages.values(), key=lambda page: page.path)]


def _wanted(
    action: Action, objects: list[TranslatableMixin], locales: list[Locale]
) -> Iterator[tuple[TranslatableMixin, Locale]]:
    """Yield each object and language that there is something to do for."""
    keys = [instance.translation_key for instance in objects]
    there = _running(keys) if action not in (Action.START, Action.STAND_IN) else _written(action, objects)
    wants_those = action not in (Action.START, Action.STAND_IN)
    for instance in objects:
        for locale in locales:
            if wants_those == ((instance.translation_key, locale.pk) in there):
                yield instance, locale


def _running(keys: list[UUID]) -> Pairs:
    """Return which of the keys have a running translation in which language."""
    running = Translation.objects.filter(source__object_id__in=keys, enabled=True)
    return set(running.values_list("source__object_id", "target_locale_id"))


def _written(action: Action, objects: list[TranslatableMixin]) -> Pairs:
    """Return which objects exist in which language; stand-ins only count where stand-ins are wanted."""
    found: Pairs = set()
    for model in {_translated_model(instance) for instance in objects}:
        keys = [instance.translation_key for instance in objects if _translated_model(instance) is model]
        rows = model._base_manager.filter(translation_key__in=keys)
        if model is Page and action == Action.START:
            rows = rows.filter(alias_of=None)
        found.update(rows.values_list("translation_key", "locale_id"))
    return found


def _translated_model(instance: TranslatableMixin) -> type[TranslatableMixin]:
    """Return the model whose rows are translations of each other."""
    model: type[TranslatableMixin] = instance.get_translation_model()
    return model


def _fingerprint(user: User | None, action: Action, wanted: list[tuple[TranslatableMixin, Locale]]) -> str:
    parts = [f"{user.pk if user else ''} {action}"]
    parts += [
        f"{_translated_model(instance)._meta.label} {instance.pk} {locale.pk}" for instance, locale in wanted
    ]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _write_tasks(job: Job, wanted: list[tuple[TranslatableMixin, Locale]]) -> None:
    """Write the tasks down, those of each depth of the tree at once, each with the one above it."""
    written: dict[tuple[str, int], Task] = {}
    by_depth: dict[int, list[tuple[int, TranslatableMixin, Locale]]] = {}
    for position, (instance, locale) in enumerate(wanted):
        depth = instance.depth if isinstance(instance, Page) else 0
        by_depth.setdefault(depth, []).append((position, instance, locale))
    for depth in sorted(by_depth):
        tasks = [
            Task(
                job=job,
                position=position,
                content_type=ContentType.objects.get_for_model(_translated_model(instance)),
                object_id=str(instance.pk),
                title=_title(instance),
                locale=locale,
                after=_task_above(instance, locale, written),
            )
            for position, instance, locale in by_depth[depth]
        ]
        Task.objects.bulk_create(tasks, batch_size=500)
        for (_position, instance, locale), task in zip(by_depth[depth], tasks, strict=True):
            if isinstance(instance, Page):
                written[instance.path, locale.pk] = task


def _task_above(
    instance: TranslatableMixin, locale: Locale, written: dict[tuple[str, int], Task]
) -> Task | None:
    """Return the task of the nearest page above in the same language, if the job has one."""
    if not isinstance(instance, Page):
        return None
    for length in range(len(instance.path) - Page.steplen, 0, -Page.steplen):
        if task := written.get((instance.path[:length], locale.pk)):
            return task
    return None


def _title(instance: TranslatableMixin) -> str:
    title = instance.get_admin_display_title() if isinstance(instance, Page) else str(instance)
    return str(title)[:LONGEST_TITLE]


def begin_stand_ins(source: Locale, target: Locale) -> Job | None:
    """Write down that a language is to have a stand-in for each page of another one, and return the job."""
    pages = outside_bin(Page.objects.filter(locale=source, depth__gt=1).order_by("path"))
    return begin_job(None, Action.STAND_IN, pages, [target])
