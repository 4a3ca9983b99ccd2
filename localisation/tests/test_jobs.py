"""Much at once: what is asked for is done by the worker, task by task, whatever happens in between."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, connections, transaction
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation, TranslationSource

from coalition.member import Member
from home.models import ContentPage, HomePage
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.jobs import do_tasks
from localisation.jobs.actions import RunsAlready, retry_job, stop_job
from localisation.jobs.begin import begin_job
from localisation.jobs.do_tasks import do_translation_task, forget_old_jobs
from localisation.jobs.looks import look_at_jobs
from localisation.jobs.models import Action, Job, Reason, Task

from .campaign import (
    fill,
    public_row,
    publish,
    row,
    translation_into,
    user_in,
)

TITLES = ["الميدان للجميع", "Zażółć gęślą jaźń", "廣場屬於所有人", "Η πλατεία ανήκει σε όλους"]


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody signs meanwhile."""
    monkeypatch.setattr(do_tasks, "PAUSE_SECONDS", 0)


@pytest.fixture
def administrator(db: None) -> User:
    """Somebody who may do everything."""
    return User.objects.create_superuser("root", "root@example.org", "password")


@pytest.fixture
def arabic(db: None) -> Locale:
    """A language of other letters."""
    return Locale.objects.get_or_create(language_code="ar")[0]


@pytest.fixture
def tree(home: HomePage) -> list[Page]:
    """The home page and pages below it, each below the one before, with titles from everywhere."""
    pages: list[Page] = [home]
    for number, title in enumerate(TITLES):
        page = ContentPage(title=title, slug=f"page-{number}", introduction=f"{title}.")
        pages.append(publish(Page.objects.get(pk=pages[-1].pk).specific.add_child(instance=page)))
    return pages


def begin(user: User | None, action: Action, objects: list[Any], *locales: Locale, **more: Any) -> Job:
    """Begin a job for which there is something to do."""
    job = begin_job(user, action, objects, locales, **more)
    assert job is not None
    return job


def work_all() -> int:
    """Do all there is, at once even what would be tried again later; return how many tasks were taken."""
    number = 0
    while True:
        number += do_translation_task()
        waiting = Task.objects.filter(state=Task.State.WAITING)
        if not waiting.exists():
            return number
        waiting.filter(attempts__gt=0).update(due_at=timezone.now())


def reasons(job: Job) -> dict[tuple[str, str], str]:
    """Return why what was not done, by title and language."""
    failed = job.tasks.filter(state=Task.State.FAILED).select_related("locale")
    return {(task.title, task.locale.language_code): task.reason for task in failed}


def words(page: Page) -> dict[str, Any]:
    """Return all that the database holds of a page but for how many there are below it."""
    return {name: value for name, value in row(page).items() if name != "numchild"}


def assert_sound() -> None:
    """Assert what `manage.py fixtree` would look for."""
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_whole_tree_is_started_in_several_languages(
    administrator: User, tree: list[Page], german: Locale, arabic: Locale
) -> None:
    """All pages are there as drafts, each below the one above it; nothing in English has moved."""
    before = [public_row(page) for page in tree]
    job = begin(administrator, Action.START, [tree[0]], german, arabic, include_subtree=True)
    assert job.tasks.count() == 10

    work_all()

    job.refresh_from_db()
    assert job.finished_at is not None
    assert reasons(job) == {}
    for locale in (german, arabic):
        translated = Page.objects.filter(locale=locale).order_by("path")
        assert [page.translation_key for page in translated] == [page.translation_key for page in tree]
        assert [page.title for page in translated[1:]] == TITLES
        assert not translated.filter(live=True).exists()
        assert not translated.filter(alias_of__isnull=False).exists()
        assert [page.numchild for page in translated] == [1, 1, 1, 1, 0]
    assert [public_row(page) for page in tree] == before
    assert_sound()


def test_what_is_there_already_is_left_alone(
    administrator: User, tree: list[Page], german_home: HomePage, german: Locale, arabic: Locale
) -> None:
    """A translation that somebody has begun isn't begun again; what is all there is no job."""
    by_hand = tree[1].copy_for_translation(german)
    before = words(german_home), words(by_hand)

    job = begin(administrator, Action.START, [tree[0]], german, include_subtree=True)
    assert sorted(job.tasks.values_list("title", flat=True)) == sorted(TITLES[1:])
    work_all()

    assert (words(german_home), words(by_hand)) == before
    assert begin_job(administrator, Action.START, [tree[0]], [german], include_subtree=True) is None


@pytest.mark.both
def test_a_button_pressed_twice_begins_one_job(
    administrator: User, tree: list[Page], german: Locale, arabic: Locale
) -> None:
    """Whoever asks for the same while it is running gets the same; another person a job with their rights."""
    first = begin(administrator, Action.START, tree, german, arabic)
    assert begin(administrator, Action.START, tree, arabic, german) == first
    other = User.objects.create_superuser("other", "other@example.org", "password")
    assert begin(other, Action.START, tree, german, arabic) != first
    work_all()
    assert Translation.objects.count() == 10
    assert_sound()


@pytest.mark.both
def test_a_small_job_does_not_wait_for_a_large_one(
    administrator: User, tree: list[Page], article: ContentPage, german: Locale, arabic: Locale
) -> None:
    """It comes with the first of its tasks, not after the last of the others."""
    begin(administrator, Action.START, tree, german, arabic)
    for _number in range(3):
        do_translation_task()
    small = begin(administrator, Action.START, [article], german)

    do_translation_task()

    assert article.has_translation(german)
    small.refresh_from_db()
    assert small.finished_at is not None


def test_a_stand_in_stands_for_its_page(
    administrator: User, article: ContentPage, german_home: HomePage, german: Locale, french: Locale
) -> None:
    """Whoever ticks a copy that stands in for a page means that page."""
    stand_in = article.copy_for_translation(german, alias=True)
    begin(administrator, Action.START, [stand_in], german)
    work_all()
    stand_in.refresh_from_db()
    assert stand_in.alias_of_id is None


def test_one_failure_costs_one_branch_and_is_told(
    administrator: User, tree: list[Page], article: ContentPage, german: Locale, monkeypatch: Any
) -> None:
    """What can be done is, and what can't is named with the reason; trying again does it."""
    original = TranslationSource.get_or_create_from_instance.__func__

    def fail_for_one(cls: type[TranslationSource], instance: Any) -> Any:
        if instance.pk == tree[2].pk:
            raise RuntimeError
        return original(cls, instance)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TranslationSource, "get_or_create_from_instance", classmethod(fail_for_one))
        job = begin(administrator, Action.START, [tree[0]], german, include_subtree=True)
        work_all()

    assert reasons(job) == {
        (TITLES[1], "de"): Reason.FAULT,
        (TITLES[2], "de"): Reason.ABOVE,
        (TITLES[3], "de"): Reason.ABOVE,
    }
    assert article.has_translation(german)
    assert tree[1].has_translation(german)
    assert_sound()

    retry_job(job)
    work_all()

    assert reasons(job) == {}
    assert Page.objects.filter(locale=german).count() == 6
    assert_sound()


def test_rights_are_asked_again_when_a_task_is_done(
    translator: User, home: HomePage, article: ContentPage, german: Locale, french: Locale
) -> None:
    """Who has lost them meanwhile, or never had them, gets nothing done."""
    foreign = begin(translator, Action.START, [article], french)
    own = begin(translator, Action.START, [article], german)
    page = publish(home.add_child(instance=ContentPage(title=TITLES[0], slug="later")))
    late = begin(translator, Action.START, [page], german)
    draft = begin(
        translator,
        Action.START,
        [home.add_child(instance=ContentPage(title="Secret", slug="secret", live=False))],
        german,
    )
    do_tasks.TASKS.put_off(late.tasks.all(), timezone.now() + do_tasks.LEASE)
    while do_translation_task():
        pass
    User.objects.filter(pk=translator.pk).update(is_active=False)
    late.tasks.update(due_at=timezone.now())
    work_all()

    assert reasons(foreign) == {(article.title, "fr"): Reason.NOT_ALLOWED}
    assert reasons(draft) == {("Secret", "de"): Reason.NOT_ALLOWED}
    assert reasons(own) == {}
    assert reasons(late) == {(TITLES[0], "de"): Reason.NOT_ALLOWED}
    assert not Page.objects.filter(locale=french).exists()
    assert Page.objects.filter(locale=german).count() == 2


def test_an_account_that_was_deleted_asks_for_nothing_more(
    administrator: User, article: ContentPage, german_home: HomePage, german: Locale
) -> None:
    """The job stays, without a name."""
    job = begin(administrator, Action.START, [article], german)
    administrator.delete()
    work_all()
    assert reasons(job) == {(article.title, "de"): Reason.NOT_ALLOWED}


def test_drafts_that_one_may_not_read_stay_out_of_a_tree(
    translator: User, administrator: User, tree: list[Page], german: Locale, arabic: Locale
) -> None:
    """A translator gets what is public; what is left out is counted, the pages below it not again."""
    ContentPage.objects.filter(pk=tree[2].pk).update(live=False)
    job = begin(translator, Action.START, [tree[0]], german, include_subtree=True)
    assert list(job.tasks.values_list("title", flat=True)) == [TITLES[0]]
    assert job.left_out == 1
    job = begin(administrator, Action.START, [tree[0]], arabic, include_subtree=True)
    assert (job.tasks.count(), job.left_out) == (5, 0)


def test_changes_are_brought_into_the_languages_that_were_chosen(
    administrator: User, article: ContentPage, german_article: ContentPage, german: Locale, arabic: Locale
) -> None:
    """The public page stays, and waits for its translator."""
    submit_for_translation(article, [arabic], None)
    article.title = TITLES[0]
    article = publish(article)
    public = public_row(german_article)

    job = begin(administrator, Action.SYNC, [article], german, arabic)
    work_all()

    assert reasons(job) == {}
    texts = translation_into(german, article).source.stringsegment_set
    assert texts.get(context__path="title").string.data == TITLES[0]
    assert public_row(german_article) == public


def test_what_is_complete_is_published_and_the_rest_named_with_the_number_of_texts(
    administrator: User, tree: list[Page], german: Locale
) -> None:
    """One that lacks texts stops no other."""
    begin(administrator, Action.START, [tree[0]], german, include_subtree=True)
    work_all()
    for page in tree[:3]:
        fill(translation_into(german, page))

    job = begin(administrator, Action.PUBLISH, [tree[0]], german, include_subtree=True)
    work_all()

    assert reasons(job) == {(title, "de"): Reason.INCOMPLETE for title in TITLES[2:]}
    assert "2 texts are not translated yet" in job.tasks.get(title=TITLES[3]).why
    public = Page.objects.filter(locale=german, live=True)
    assert set(public.values_list("title", flat=True)) == {
        f"de {tree[0].title}",
        f"de {TITLES[0]}",
        f"de {TITLES[1]}",
    }
    assert_sound()


def test_syncing_stays_done_where_publishing_is_refused(
    administrator: User, article: ContentPage, german_article: ContentPage, german: Locale
) -> None:
    """The translator finds the new text; visitors find the old page."""
    article.title = TITLES[1]
    article = publish(article)
    job = begin(administrator, Action.SYNC_AND_PUBLISH, [article], german)
    work_all()
    assert reasons(job) == {(TITLES[1], "de"): Reason.INCOMPLETE}
    assert ContentPage.objects.get(pk=german_article.pk).title == "de All of it"

    fill(translation_into(german, article))
    retry_job(job)
    work_all()

    assert reasons(job) == {}
    assert ContentPage.objects.get(pk=german_article.pk).title == f"de {TITLES[1]}"


@pytest.mark.parametrize("action", [Action.SYNC, Action.PUBLISH])
def test_what_is_gone_or_locked_is_told_as_that(
    administrator: User, article: ContentPage, german_article: ContentPage, german: Locale, action: Action
) -> None:
    """No server error, and no riddle."""
    locked = begin(administrator, action, [article], german)
    somebody = user_in("somebody")
    german_article.locked, german_article.locked_by = True, somebody
    german_article.save()
    work_all()
    assert reasons(locked) == ({} if action == Action.SYNC else {(article.title, "de"): Reason.LOCKED})

    stopped = begin(administrator, action, [article], german)
    Translation.objects.filter(target_locale=german, source__object_id=article.translation_key).update(
        enabled=False
    )
    work_all()
    assert reasons(stopped) == {(article.title, "de"): Reason.NOT_STARTED}

    Translation.objects.update(enabled=True)
    gone = begin(administrator, action, [article], german)
    article.delete()
    work_all()
    assert reasons(gone) == {(article.title, "de"): Reason.GONE}


def test_members_are_translated_like_pages(
    administrator: User, home: HomePage, german_home: HomePage, german: Locale
) -> None:
    """They come before the pages, which may name them."""
    member = Member.objects.create(name=TITLES[2], description="Keeps squares open.", locale=home.locale)
    member.save_revision().publish()
    page = publish(home.add_child(instance=ContentPage(title=TITLES[0], slug="a-page")))
    job = begin(administrator, Action.START, [page, member], german)
    assert list(job.tasks.values_list("title", flat=True)) == [TITLES[2], TITLES[0]]
    work_all()
    assert reasons(job) == {}
    assert Member.objects.filter(translation_key=member.translation_key, locale=german).count() == 1


class TestStopping:
    """A job can be stopped, and taken up again."""

    def test_what_is_done_stays_and_the_rest_waits_for_somebody_to_want_it(
        self, administrator: User, tree: list[Page], german: Locale
    ) -> None:
        job = begin(administrator, Action.START, tree, german)
        for _number in range(2):
            do_translation_task()

        stop_job(job)

        assert do_translation_task() == 0
        job.refresh_from_db()
        assert job.finished_at is not None
        assert (job.progress.done, job.progress.stopped) == (2, 3)
        retry_job(job)
        work_all()
        assert Page.objects.filter(locale=german).count() == 5
        assert_sound()

    @pytest.mark.both
    def test_one_that_runs_again_already_is_not_taken_up_twice(
        self, administrator: User, tree: list[Page], german: Locale
    ) -> None:
        job = begin(administrator, Action.START, tree, german)
        stop_job(job)
        other = begin(administrator, Action.START, tree, german)
        with pytest.raises(RunsAlready) as caught:
            retry_job(job)
        assert caught.value.job == other


def test_a_task_that_takes_its_worker_along_is_given_up(
    administrator: User, article: ContentPage, german_home: HomePage, german: Locale
) -> None:
    """It would be tried for ever, and kill one worker after the other."""
    job = begin(administrator, Action.START, [article], german)
    for _number in range(5):
        assert do_tasks.TASKS.claim(job.tasks.all(), do_tasks.LEASE, 1)
        Task.objects.update(due_at=timezone.now())
    do_translation_task()
    assert reasons(job) == {(article.title, "de"): Reason.FAULT}
    assert not article.has_translation(german)


@pytest.mark.both
def test_who_was_overtaken_does_nothing(
    administrator: User, article: ContentPage, german_home: HomePage, german: Locale
) -> None:
    """A worker that was away for longer than its lease finds that the task isn't its own any more."""
    job = begin(administrator, Action.START, [article], german)
    (late,) = do_tasks.TASKS.claim(job.tasks.all(), do_tasks.LEASE, 1)
    Task.objects.update(due_at=timezone.now())
    assert do_translation_task() == 1
    translations = Translation.objects.count()
    Page.objects.filter(locale=german, translation_key=article.translation_key).get().delete()

    do_tasks._do(late)

    assert Translation.objects.count() <= translations
    assert not article.has_translation(german)


def test_the_doctor_notices_that_nobody_gets_on(
    administrator: User, article: ContentPage, german_home: HomePage, german: Locale
) -> None:
    assert list(look_at_jobs()) == []
    job = begin(administrator, Action.START, [article], german)
    assert list(look_at_jobs()) == []
    hour = timezone.now() - timedelta(hours=1)
    Job.objects.update(asked_at=hour)
    job.tasks.update(due_at=hour)
    (finding,) = look_at_jobs()
    assert "for 60 minutes none was done" in str(finding.what)
    work_all()
    assert list(look_at_jobs()) == []


@pytest.mark.both
def test_between_two_tasks_others_may_write(
    administrator: User, article: ContentPage, german_home: HomePage, german: Locale, monkeypatch: Any
) -> None:
    """SQLite lets one in at a time and keeps no queue: whoever signs must find the door open now and then."""
    rests: list[float] = []
    monkeypatch.setattr(do_tasks, "PAUSE_SECONDS", 0.15)
    monkeypatch.setattr(do_tasks.time, "sleep", rests.append)
    begin(administrator, Action.START, [article], german)
    do_translation_task()
    do_translation_task()
    assert rests == ([0.15] if connection.vendor == "sqlite" else [])


def test_old_jobs_are_forgotten(administrator: User, tree: list[Page], german: Locale) -> None:
    job = begin(administrator, Action.START, tree, german)
    Job.objects.update(asked_at=timezone.now() - 2 * do_tasks.KEPT_FOR)
    assert forget_old_jobs() == 0
    work_all()
    assert forget_old_jobs() == 0
    Job.objects.update(finished_at=timezone.now() - 2 * do_tasks.KEPT_FOR)
    assert forget_old_jobs() == 1
    assert not Task.objects.filter(job=job.pk).exists()


@pytest.mark.both
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_each_task_is_a_transaction_of_its_own(
    administrator: User, tree: list[Page], german: Locale, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody who signs meanwhile waits for longer than for one page."""
    perform = do_tasks.perform
    committed: list[int] = []

    def note_commit(task: Task) -> None:
        assert len(connection.savepoint_ids) == 0, "in a transaction, and in no other around it"
        assert connection.in_atomic_block
        perform(task)
        transaction.on_commit(lambda: committed.append(task.pk))

    monkeypatch.setattr(do_tasks, "perform", note_commit)
    begin(administrator, Action.START, [tree[0]], german, include_subtree=True)
    for number in range(1, len(tree) + 1):
        assert do_translation_task() == 1
        assert len(committed) == number
        assert not connection.in_atomic_block


@pytest.mark.both
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_task_that_dies_half_way_leaves_nothing(
    administrator: User, tree: list[Page], german: Locale, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a page, nor a text, nor the note that it is done."""
    perform = do_tasks.perform

    class Killed(BaseException):
        """What no code catches."""

    def die(task: Task) -> None:
        perform(task)
        raise Killed

    job = begin(administrator, Action.START, [tree[0]], german, include_subtree=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(do_tasks, "perform", die)
        with pytest.raises(Killed):
            do_translation_task()
    assert not Page.objects.filter(locale=german).exists()
    assert not Translation.objects.exists()
    assert do_translation_task() == 0, "it is the dead worker's until its lease is over"
    work_all()
    assert reasons(job) == {}
    assert Page.objects.filter(locale=german).count() == 5
    assert_sound()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_several_workers_get_through_it_together(
    administrator: User,
    tree: list[Page],
    german: Locale,
    arabic: Locale,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each task is one worker's, siblings below one page come all, and its children are counted right."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    for number in range(4):
        page = ContentPage(title=f"{TITLES[0]} {number}", slug=f"sibling-{number}")
        publish(Page.objects.get(pk=tree[0].pk).specific.add_child(instance=page))
    job = begin(administrator, Action.START, [tree[0]], german, arabic, include_subtree=True)

    perform = do_tasks.perform

    def take_time(task: Task) -> None:
        """Leave the others time to look, before anything is committed."""
        perform(task)
        time.sleep(0.3)

    monkeypatch.setattr(do_tasks, "perform", take_time)

    def work_beside_others(_number: int) -> int:
        number = 0
        try:
            while job.tasks.filter(state=Task.State.WAITING).exists():
                done = do_translation_task()
                number += done
                time.sleep(0 if done else 0.05)
            return number
        finally:
            connections.close_all()

    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(work_beside_others, range(3)))

    assert reasons(job) == {}
    assert sum(done) >= 18
    assert {task.attempts for task in job.tasks.all()} == {1}, "nobody got in another's way"
    for locale in (german, arabic):
        assert Page.objects.filter(locale=locale).count() == 9
        assert Page.objects.get(locale=locale, depth=2).numchild == 5
    assert_sound()
