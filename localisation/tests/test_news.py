"""Translators are told what has become of the originals: on the home page at once, by mail once a day."""

from datetime import datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail.users.models import UserProfile
from wagtail_localize.models import StringTranslation

from coalition.member import Member
from editorial.bin.actions import put_back, put_in_bin
from home.models import ContentPage, HomePage
from localisation.actions.bring_in_changes import bring_in_changes
from localisation.actions.submit_for_translation import submit_for_translation
from localisation.desk import digest
from localisation.desk.digest import next_morning, tell_translators
from localisation.desk.models import DigestReader, OriginalChange
from localisation.desk.news import KEPT_FOR, forget_old_changes
from localisation.roles import grant_translator
from tests.mail_reading import read_mail
from tests.mail_server import MailServer

from .bulk import translate_in_bulk
from .campaign import fill, fill_and_publish, publish, translation_into, user_in


def panel(client: Client) -> list[str]:
    """Return what the panel on the home page says, line by line; nothing if it is not there."""
    page = BeautifulSoup(client.get("/admin/").content, "html.parser")
    return [
        " ".join(line.get_text(" ").split())
        for news in page.select(".desk-news")
        for line in news.select("h3, dt, dd, p")
    ]


def deeds() -> list[tuple[str, str]]:
    """Return what was written down, in order."""
    return list(OriginalChange.objects.order_by("pk").values_list("deed", "title"))


@pytest.fixture
def quiet(translator: User, german_article: ContentPage) -> None:
    """All that was done until now has been told."""
    OriginalChange.objects.all().delete()
    tell_translators()


@pytest.mark.usefixtures("quiet", "without_words_of_the_hub")
class TestPanel:
    def test_nothing_is_said_if_nothing_is_new(self, translator_client: Client) -> None:
        assert panel(translator_client) == []

    def test_new_and_changed_pages(
        self, translator_client: Client, article: ContentPage, home: HomePage
    ) -> None:
        publish(home.add_child(instance=ContentPage(title="Νέο", slug="neo", live=False)))
        article.title = "All of it, and more"
        publish(article)
        assert panel(translator_client) == [
            *["German", "New", "Νέο", "Changed", "All of it, and more"],
            "2 things wait for you",
        ]

    def test_moved_unpublished_and_deleted_pages(
        self, translator_client: Client, article: ContentPage, home: HomePage, german: Locale
    ) -> None:
        other = publish(home.add_child(instance=ContentPage(title="Other", slug="other")))
        submit_for_translation(other, [german], None)
        fill_and_publish(translation_into(german, other))
        article.move(other, pos="last-child")
        assert panel(translator_client) == ["German", "Moved", "All of it"]
        Page.objects.get(pk=article.pk).specific.unpublish()
        assert panel(translator_client) == ["German", "Moved", "All of it", "Taken off the site", "All of it"]
        Page.objects.get(pk=article.pk).specific.delete()
        assert panel(translator_client) == ["German", "Deleted", "All of it"]
        page = BeautifulSoup(translator_client.get("/admin/").content, "html.parser")
        (link,) = page.select(".desk-news dd a")
        assert translator_client.get(str(link["href"])).status_code == 200

    def test_what_holds_no_longer_is_not_told(self, translator_client: Client, article: ContentPage) -> None:
        article.unpublish()
        assert panel(translator_client) == ["German", "Taken off the site", "All of it"]
        publish(article)
        assert panel(translator_client) == ["German", "Changed", "All of it", "1 thing waits for you"]
        Page.objects.get(pk=article.pk).specific.unpublish()
        assert panel(translator_client)[:3] == ["German", "Taken off the site", "All of it"]
        assert "Changed" not in panel(translator_client)

    def test_what_is_in_the_bin_is_deleted_and_what_comes_back_is_not(
        self, translator_client: Client, article: ContentPage
    ) -> None:
        binned = put_in_bin(article, None)
        assert panel(translator_client) == ["German", "Deleted", "All of it"]
        put_back(binned, None)
        assert "Deleted" not in panel(translator_client)
        binned = put_in_bin(Page.objects.get(pk=article.pk), None)
        before = deeds()
        # To people it is gone already.
        binned.page.specific.delete()
        assert deeds() == before

    def test_snippets_too(self, translator_client: Client, home: HomePage, german: Locale) -> None:
        member = Member.objects.create(
            name="Otwarte Place", description="Place", locale=home.locale, live=False
        )
        member.save_revision().publish()
        assert panel(translator_client) == ["German", "New", "Otwarte Place", "1 thing waits for you"]
        submit_for_translation(member, [german], None)
        fill_and_publish(translation_into(german, member))
        assert panel(translator_client) == []
        member.refresh_from_db()
        member.unpublish()
        assert panel(translator_client) == ["German", "Taken off the site", "Otwarte Place"]
        member.delete()
        assert panel(translator_client) == ["German", "Deleted", "Otwarte Place"]

    def test_what_is_done_is_no_news(
        self, translator: User, translator_client: Client, article: ContentPage, german: Locale
    ) -> None:
        article.title = "All of it, and more"
        publish(article)
        translation = translation_into(german, article)
        bring_in_changes(translation.source, translator)
        assert "Changed" in panel(translator_client)
        fill_and_publish(translation)
        assert panel(translator_client) == []

    def test_a_page_that_was_published_and_deleted_is_no_news(
        self, translator_client: Client, home: HomePage
    ) -> None:
        page = publish(home.add_child(instance=ContentPage(title="Oops", slug="oops", live=False)))
        page.delete()
        assert panel(translator_client) == []

    def test_what_is_translated_waits_for_whoever_publishes(
        self, translator: User, translator_client: Client, article: ContentPage, german: Locale
    ) -> None:
        text = StringTranslation.objects.filter(locale=german, translation_of__data="Act").get()
        text.data = "Los"
        text.save()
        assert panel(translator_client) == [
            *["German", "Waits for review", "All of it", "1 thing waits for you"]
        ]
        group = translator.groups.get()
        GroupPagePermission.objects.filter(group=group, permission__codename="publish_page").delete()
        assert panel(translator_client) == ["German", "1 thing waits for you"]

    def test_translations_and_stand_ins_are_no_originals(
        self, article: ContentPage, german_article: ContentPage, home: HomePage, french: Locale
    ) -> None:
        publish(german_article)
        home.copy_for_translation(french, alias=True)
        article.copy_for_translation(french, alias=True).move(home.get_translation(french), pos="first-child")
        german_article.unpublish()
        assert deeds() == []

    def test_the_order_of_pages_is_no_matter(self, article: ContentPage, home: HomePage) -> None:
        home.add_child(instance=ContentPage(title="Other", slug="other"))
        article.move(home, pos="last-child")
        assert deeds() == []

    @pytest.mark.slow
    def test_takes_as_little_for_many_pages_as_for_one(
        self, translator_client: Client, home: HomePage, german: Locale
    ) -> None:
        publish(home.add_child(instance=ContentPage(title="New", slug="new", live=False)))

        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert panel(translator_client)
            return len(queries)

        count()
        before = count()
        translate_in_bulk(home, 20, [german], texts=2)
        for number in range(5):
            page = ContentPage(title=f"New {number}", slug=f"new-{number}", live=False)
            publish(home.add_child(instance=page))
        assert count() <= before

    def test_who_works_in_many_languages_is_told_of_each_in_a_line(
        self, admin_client: Client, home: HomePage
    ) -> None:
        for code in ("es", "fr", "it", "pl", "uk"):
            Locale.objects.create(language_code=code)
        publish(home.add_child(instance=ContentPage(title="New", slug="new", live=False)))
        lines = panel(admin_client)
        assert len(lines) == 2 * 6
        assert lines[:2] == ["French", "3 things wait for you"]

    def test_is_for_translators(self, client: Client, german_home: HomePage) -> None:
        client.force_login(user_in("visitor"))
        assert panel(client) == []


def later(monkeypatch: pytest.MonkeyPatch, days: int = 1) -> datetime:
    """Let it be so many mornings later."""
    moment = next_morning(timezone.now()) + timedelta(days=days - 1, minutes=1)
    monkeypatch.setattr(digest.timezone, "now", lambda: moment)
    return moment


@pytest.mark.usefixtures("quiet")
class TestDigest:
    def test_one_mail_with_everything(
        self,
        translator: User,
        article: ContentPage,
        home: HomePage,
        german: Locale,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        publish(home.add_child(instance=ContentPage(title="广场\nن", slug="new", live=False)))
        publish(home.add_child(instance=ContentPage(title="Second", slug="second", live=False)))
        article.title = "All of it, and more"
        publish(article)
        assert tell_translators() == 0, "their time has not come"
        later(monkeypatch)
        assert tell_translators() == 1
        (message,) = mail.outbox
        assert message.to == [translator.email]
        assert message.subject == "Translations: 3 things are new"
        assert message.extra_headers["Auto-Submitted"] == "auto-generated"
        text = str(message.body)
        assert "== German ==\n\nNew\n- 广场 ن\n- Second\n\nChanged\n- All of it, and more\n\n" in text
        assert "/admin/translations/?language=de&state=needs-me" in text
        assert "/admin/account/#tab-notifications" in text

    def test_nothing_twice_and_nothing_if_nothing_is_new(
        self, article: ContentPage, home: HomePage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        later(monkeypatch)
        assert tell_translators() == 0
        publish(home.add_child(instance=ContentPage(title="New", slug="new", live=False)))
        OriginalChange.objects.update(happened_at=digest.timezone.now() + timedelta(hours=1))
        later(monkeypatch, days=2)
        assert (tell_translators(), tell_translators()) == (1, 0)
        later(monkeypatch, days=3)
        assert tell_translators() == 0

    def test_what_is_ready_is_told_once_to_who_publishes(
        self, translator: User, article: ContentPage, german: Locale, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        text = StringTranslation.objects.filter(locale=german, translation_of__data="Act").get()
        text.data = "Los"
        text.save()
        later(monkeypatch)
        assert tell_translators() == 1
        assert "Waits for review\n- All of it\n" in str(mail.outbox[0].body)
        later(monkeypatch, days=2)
        assert tell_translators() == 0

    def test_speaks_the_language_that_they_use_the_admin_in(
        self, translator: User, home: HomePage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        UserProfile.objects.update_or_create(user=translator, defaults={"preferred_language": "ar"})
        publish(home.add_child(instance=ContentPage(title="New", slug="new", live=False)))
        later(monkeypatch)
        tell_translators()
        (message,) = mail.outbox
        assert message.extra_headers["Content-Language"] == "ar"
        assert not message.subject.isascii()

    def test_arrives_as_it_was_written(
        self, translator: User, home: HomePage, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Read from its raw bytes, which no server has to guess about."""
        UserProfile.objects.update_or_create(user=translator, defaults={"preferred_language": "ar"})
        title = "Zażółć gęślą jaźń, ساحاتنا 我们的广场 " * 5
        publish(home.add_child(instance=ContentPage(title=title[:200], slug="new", live=False)))
        later(monkeypatch)
        assert tell_translators() == 1
        message = read_mail(mail_server.mails[-1].raw)
        assert message.mailbox("to") == ("", translator.email)
        assert message.fields["content-language"] == "ar"
        assert message.fields["auto-submitted"] == "auto-generated"
        assert title.strip()[:190] in message.text("text/plain")

    @pytest.mark.parametrize("error", [OSError("away"), ConnectionRefusedError()])
    def test_what_could_not_be_sent_is_sent_later_the_same_day(
        self, home: HomePage, monkeypatch: pytest.MonkeyPatch, error: Exception
    ) -> None:
        publish(home.add_child(instance=ContentPage(title="New", slug="new", live=False)))

        def refuse(*args: object) -> int:
            raise error

        moment = later(monkeypatch)
        with monkeypatch.context() as broken:
            broken.setattr(EmailBackend, "send_messages", refuse)
            assert tell_translators() == 0
        assert tell_translators() == 0, "not at once"
        monkeypatch.setattr(digest.timezone, "now", lambda: moment + digest.RETRY_DELAY)
        assert tell_translators() == 1

    def test_two_workers_write_one_mail(self, home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
        publish(home.add_child(instance=ContentPage(title="New", slug="new", live=False)))
        later(monkeypatch)
        both = list(digest.due_readers(digest.timezone.now()))
        monkeypatch.setattr(digest, "due_readers", lambda moment: both)
        assert (tell_translators(), tell_translators()) == (1, 0)

    def test_who_works_everywhere_gets_none_unless_they_ask(
        self, admin_client: Client, admin_user: User, home: HomePage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        later(monkeypatch)
        tell_translators()
        publish(home.add_child(instance=ContentPage(title="New", slug="new", live=False)))
        OriginalChange.objects.update(happened_at=digest.timezone.now() + timedelta(hours=1))
        DigestReader.objects.filter(user=admin_user).update(wants=True)
        later(monkeypatch, days=2)
        tell_translators()
        assert sorted(address for message in mail.outbox for address in message.to) == [
            "admin@example.com",
            "translator@example.org",
        ]
        mail.outbox.clear()
        DigestReader.objects.filter(user=admin_user).update(wants=None)
        publish(home.add_child(instance=ContentPage(title="Newer", slug="newer", live=False)))
        OriginalChange.objects.update(happened_at=digest.timezone.now() + timedelta(hours=1))
        later(monkeypatch, days=3)
        tell_translators()
        assert [message.to for message in mail.outbox] == [["translator@example.org"]]

    def test_who_writes_the_originals_gets_none_though_a_language_is_not_theirs(
        self, translator: User, home: HomePage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """An editor of each language that was there once: one came later, for others to translate into."""
        Locale.objects.create(language_code="el")
        [group] = translator.groups.all()
        for codename in ("add_page", "change_page", "publish_page"):
            GroupPagePermission.objects.create(
                group=group,
                page=home,
                permission=Permission.objects.get(content_type__app_label="wagtailcore", codename=codename),
            )
        publish(home.add_child(instance=ContentPage(title="New", slug="new", live=False)))
        later(monkeypatch)
        assert tell_translators() == 0

    def test_who_wants_none_says_so_in_their_account(
        self, translator: User, translator_client: Client, home: HomePage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = BeautifulSoup(translator_client.get("/admin/account/").content, "html.parser")
        switch = page.select_one("input[name=translation_digest-wants]")
        assert switch is not None
        assert switch.has_attr("checked")
        fields = {
            str(field["name"]): str(field.get("value") or "")
            for field in page.select("form input[name]")
            if field.get("type") not in ("checkbox", "radio", "file") and "password" not in str(field["name"])
        }
        fields |= {"name_email-first_name": "A", "name_email-last_name": "B", "theme-theme": "system"}
        fields |= {"theme-contrast": "system", "theme-density": "default", "locale-preferred_language": "en"}
        fields |= {"name_email-email": translator.email}
        answer = translator_client.post("/admin/account/", fields)
        assert answer.status_code == 302, BeautifulSoup(answer.content, "html.parser").select(
            ".w-field__errors"
        )
        assert DigestReader.objects.get(user=translator).wants is False
        publish(home.add_child(instance=ContentPage(title="New", slug="new", live=False)))
        later(monkeypatch)
        assert tell_translators() == 0
        # Who changes their mind is told of what is new from then on.
        DigestReader.objects.update(wants=True)
        later(monkeypatch, days=2)
        assert tell_translators() == 0

    def test_who_lost_their_languages_or_left_is_not_written_to(
        self, translator: User, home: HomePage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(home.add_child(instance=ContentPage(title="New", slug="new", live=False)))
        later(monkeypatch)
        User.objects.filter(pk=translator.pk).update(is_active=False)
        assert tell_translators() == 0
        User.objects.filter(pk=translator.pk).update(is_active=True)
        translator.groups.clear()
        assert tell_translators() == 0

    def test_each_is_told_of_their_own_languages(
        self, home: HomePage, french: Locale, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        home.copy_for_translation(french)
        other = user_in("autre")
        grant_translator(other.groups.get(), french)
        tell_translators()
        publish(home.add_child(instance=ContentPage(title="New", slug="new", live=False)))
        later(monkeypatch)
        assert tell_translators() == 2
        languages = {message.to[0]: str(message.body).partition(" ==")[0] for message in mail.outbox}
        assert languages == {"translator@example.org": "== German", "autre@example.org": "== French"}

    def test_what_is_old_is_forgotten(self, home: HomePage, article: ContentPage) -> None:
        publish(article)
        assert OriginalChange.objects.exists()
        assert forget_old_changes(timezone.now()) == 0
        assert forget_old_changes(timezone.now() + KEPT_FOR + timedelta(minutes=1)) >= 1


def test_the_translation_of_a_draft_is_finished_before_anybody_reads_it(
    translator_client: Client, german_home: HomePage, home: HomePage, german: Locale
) -> None:
    """A draft that somebody has submitted is on the desk; that it changes is told once it is public."""
    draft = home.add_child(instance=ContentPage(title="Draft", slug="draft", introduction="Hi", live=False))
    submit_for_translation(draft, [german], None)
    fill(translation_into(german, draft))
    assert "Draft" not in [title for _deed, title in deeds()]
    assert panel(translator_client)[-1] == "1 thing waits for you"
