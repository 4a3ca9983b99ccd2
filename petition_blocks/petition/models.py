"""The register of a petition, one whatever the language, and which of them a site asks for."""

import re
from datetime import date, datetime, timedelta
from itertools import count

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from editorial.days import current_day, day_of, last_day_before
from editorial.slugs import slug_from

from ..details.models import AsksDetails
from ..sealing.email_addresses import LATEST_RULES
from ..sealing.encryption import new_sealed_digest_key
from .abuse_steps import AbuseStep, default_abuse_steps
from .main_petition_form import MainPetitionForm

# A link that was mailed just before the petition closed is still confirmed within this time.
CONFIRMATION_GRACE = timedelta(hours=24)
LONGEST_REGISTER_SLUG = 80


def default_goal_steps() -> list[int]:
    """Return the goals a new petition climbs: each one appears when the one before is reached."""
    return [100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000]


def validate_goal_steps(steps: object) -> None:
    """Refuse anything but a rising list of whole numbers."""
    if not isinstance(steps, list) or not steps:
        raise ValidationError(_("Give at least one goal, like 1000."))
    if any(isinstance(step, bool) or not isinstance(step, int) or step < 1 for step in steps):
        raise ValidationError(_("Goals are whole numbers above zero, separated by commas."))
    if sorted(set(steps)) != steps:
        raise ValidationError(_("Let each goal be higher than the one before."))


class PetitionQuerySet(models.QuerySet["Petition"]):
    """Petitions together with their numbers."""

    def create_register(self, name: str, slug: str) -> "Petition":
        """Return a new register that is not open yet, with a digest key of its own.

        Its slug is the given one, or the first free one that starts with it.
        """
        with transaction.atomic():
            petition = self.create(name=name, slug=self.free_slug(slug))
            DigestKey.objects.create(petition=petition, sealed_key=new_sealed_digest_key())
        return petition

    def free_slug(self, slug: str) -> str:
        """Return the slug, or the first that starts with it and belongs to no petition of these.

        Without any letter or digit, as of a title that is all signs, it is "petition".
        """
        slug = slug_from(slug, longest=LONGEST_REGISTER_SLUG) or "petition"
        taken = set(self.filter(slug__startswith=slug[:70]).values_list("slug", flat=True))
        return next(
            candidate
            for number in count(1)
            if (candidate := slug if number == 1 else f"{slug[:70]}-{number}") not in taken
        )

    def with_count(self) -> "PetitionQuerySet":
        """Add `confirmed` and, apart, `offline`, each exact, both read in the same one statement.

        Totals and changes read in two statements give a wrong number while rows are being folded.
        """
        return self.annotate(
            confirmed=_sum_of("PetitionTotal", "count") + _sum_of("CountChange", "change"),
            offline=_sum_of("OfflineBatch", "count", removed_at__isnull=True),
        )

    def with_counts(self) -> "PetitionQuerySet":
        """Add `confirmed`, `offline` and `awaiting`, each exact, all read in the same one statement."""
        waiting: PetitionQuerySet = self.annotate(awaiting=_awaiting())
        return waiting.with_count()

    def with_public_counts(self) -> "PetitionQuerySet":
        """Add `confirmed`, `offline` and, where the petition tells it, `awaiting`, read in one statement.

        Elsewhere `awaiting` is 0: in a flood, counting those who have not confirmed yet takes longer than all
        else that a page asks for.
        """
        is_told = models.When(counting_mode=Petition.CountingMode.CONFIRMED_AND_AWAITING, then=_awaiting())
        waiting: PetitionQuerySet = self.annotate(
            awaiting=models.Case(is_told, default=0, output_field=models.BigIntegerField())
        )
        return waiting.with_count()

    def with_confirmed_since(self, day: date) -> "PetitionQuerySet":
        """Add `confirmed_since`: how many signatures the days from that one on have brought."""
        return self.annotate(
            confirmed_since=_sum_of("CountTotal", "count", day__gte=day)
            + _sum_of("CountChange", "change", day__gte=day)
        )

    def crossing_between(self, start: datetime, end: datetime) -> "PetitionQuerySet":
        """Return the petitions that open or close after `start` and not after `end`."""
        return self.filter(
            models.Q(opens_at__gt=start, opens_at__lte=end)
            | models.Q(closes_at__gt=start, closes_at__lte=end)
        )


def _sum_of(model: str, field: str, **conditions: object) -> Coalesce:
    """Return the sum of a field over the petition's rows of a model, 0 without any."""
    rows = apps.get_model("petition_blocks", model).objects.filter(petition=OuterRef("pk"), **conditions)
    total = rows.order_by().values("petition").annotate(total=models.Sum(field)).values("total")
    return Coalesce(Subquery(total, output_field=models.BigIntegerField()), 0)


def _awaiting() -> Coalesce:
    """Return how many addresses have handed in what is neither confirmed nor erased, corrections aside."""
    rows = apps.get_model("petition_blocks", "Submission").objects.filter(
        petition=OuterRef("pk"), corrects=None
    )
    awaiting = rows.order_by().values("petition").annotate(count=models.Count("digest", distinct=True))
    return Coalesce(Subquery(awaiting.values("count"), output_field=models.BigIntegerField()), 0)


class Petition(AsksDetails):
    """What a petition counts and obeys. Its words are a `PetitionPage` a language."""

    class State(models.TextChoices):
        """Where the petition is in its life. `lifecycle/transitions.py` has the ways between."""

        # Translators: visitors read this
        NOT_OPEN = "not_open", _("Not open yet")
        # Translators: visitors read this
        OPEN = "open", pgettext_lazy("state of a petition", "Open")
        # Translators: visitors read this
        PAUSED = "paused", _("Paused")
        # Translators: visitors read this
        CLOSED = "closed", pgettext_lazy("state of a petition", "Closed")
        # Translators: visitors read this
        DELIVERED = "delivered", pgettext_lazy("state of a petition", "Delivered")
        # Translators: visitors read this
        ANSWERED = "answered", pgettext_lazy("state of a petition", "Answered")

    class CountingMode(models.TextChoices):
        """Which numbers are public."""

        CONFIRMED = "confirmed", _("Confirmed signatures only")
        CONFIRMED_AND_AWAITING = "awaiting", _("Confirmed signatures and, apart, those awaiting confirmation")

    class LawfulBasis(models.TextChoices):
        """Why the law allows to keep what people enter, which shows what they think of politics."""

        EXPLICIT_AGREEMENT = (
            "explicit_agreement",
            # Translators: visitors read this
            _("Those who sign agree to it explicitly (GDPR, Articles 6(1)(a) and 9(2)(a))"),
        )
        OWN_CONTACTS = (
            "own_contacts",
            # Translators: visitors read this
            _(
                "Work of an association with a political aim, for its members and regular contacts only "
                "(GDPR, Articles 6(1)(f) and 9(2)(d))"
            ),
        )
        # Translators: visitors read this
        LAW = "law", _("A law on petitions asks for it (GDPR, Articles 6(1)(e) and 9(2)(g))")

    name = models.CharField(
        _("name"), max_length=255, help_text=_("How the petition is called in the admin.")
    )
    slug = models.SlugField(
        _("name in addresses"),
        max_length=LONGEST_REGISTER_SLUG,
        unique=True,
        allow_unicode=True,
        help_text=_("Part of the addresses that mails lead to. It can’t change once people have signed."),
    )
    goal_steps = models.JSONField(
        _("goals"),
        default=default_goal_steps,
        validators=[validate_goal_steps],
        help_text=_("Whole numbers, separated by commas. The next one shows when one is reached."),
    )
    count_minimum = models.PositiveIntegerField(
        _("show the number from"),
        default=0,
        blank=True,
        help_text=_(
            "Until there are this many signatures, visitors read “Be among the first” and see no number. "
            "With 0 it always shows."
        ),
    )
    # The last goal, or the minimum, that cached pages know to be reached; see `show_reached_goal`.
    goal_reached = models.BigIntegerField(default=0, editable=False)
    # What is told of a number below `EXACT_COUNTS_FROM`, and how often it had to be lowered; see
    # `secret_steps`.
    count_told = models.PositiveBigIntegerField(default=0, editable=False)
    count_lowered = models.PositiveIntegerField(default=0, editable=False)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    paused = models.BooleanField(_("paused"), default=False)
    delivered_on = models.DateField(_("delivered on"), null=True, editable=False)
    answered_on = models.DateField(_("answered on"), null=True, editable=False)
    lawful_basis = models.CharField(
        _("why the law allows it"),
        max_length=20,
        choices=LawfulBasis.choices,
        default=LawfulBasis.EXPLICIT_AGREEMENT,
        help_text=_(
            "A signature shows a political opinion, which the law protects especially. "
            "Almost always people agree to it themselves, and the statement above the button says so."
        ),
    )
    data_protection_officer = models.TextField(
        _("data-protection officer"),
        max_length=500,
        blank=True,
        help_text=_(
            "How people reach whoever looks after data protection for you. If you need nobody, say so and "
            "why, like: “We need none: we are three people and keep nothing but this petition.” Shown to "
            "those who sign."
        ),
    )
    assessment_reference = models.CharField(
        _("assessment of the risks"),
        max_length=255,
        blank=True,
        help_text=_(
            "Before you collect political opinions on a large scale, the law wants you to write down what "
            "could go wrong for people and what you do about it (a data-protection impact assessment). Say "
            "where that paper is and of which day. Not shown in public."
        ),
    )
    retention_day = models.DateField(
        _("day on which all is erased"),
        null=True,
        blank=True,
        help_text=_(
            "Part of what people agree to. Names and addresses are gone on this day; the numbers stay. "
            "An earlier day is for everybody; a later one only for those who sign after the change."
        ),
    )
    minimum_age = models.PositiveSmallIntegerField(
        _("minimum age"), default=16, validators=[MinValueValidator(13), MaxValueValidator(99)]
    )
    asks_updates = models.BooleanField(
        _("ask whether you may write to people"),
        default=True,
        db_default=True,
        help_text=_(
            "The contact question; its words are on the petition page. Without it the petition sends no "
            "news, asks nothing about them, and nobody has to answer for them. Whoever has said Yes "
            "before is not asked again: that Yes holds until its owner takes it back."
        ),
    )
    asks_partner_consent = models.BooleanField(
        _("ask whether a partner may write too"),
        default=False,
        help_text=_(
            "Adds a second contact question, which is asked only together with the first. Its words are on "
            "the petition page."
        ),
    )
    shows_names = models.BooleanField(
        _("ask whether the name may be shown"),
        default=False,
        help_text=_(
            "You look at each name before it shows in the block “Names of those who signed”. "
            "Such names are readable to anybody, unlike all else."
        ),
    )
    denies_initiative = models.BooleanField(
        _("say that it is no European Citizens’ Initiative"),
        default=True,
        db_default=True,
        help_text=_(
            "In the EU, people could take it for one: a kind of petition that a law of the EU provides for. "
            "Elsewhere the sentence only confuses."
        ),
    )
    signatures_per_email = models.PositiveSmallIntegerField(
        _("signatures from one e-mail address"),
        choices=[
            (1, _("One")),
            (2, _("Two, for people who share an address")),
        ],
        default=1,
        help_text=_("With two, whoever signs second is asked whether they are somebody else."),
    )
    counting_mode = models.CharField(
        _("what is counted in public"),
        max_length=12,
        choices=CountingMode.choices,
        default=CountingMode.CONFIRMED,
    )
    abuse_steps = models.JSONField(
        _("what is looked at"),
        default=default_abuse_steps,
        blank=True,
    )
    network_limit = models.PositiveSmallIntegerField(
        _("signatures from one network within an hour"),
        default=30,
        validators=[MinValueValidator(1)],
        help_text=_("Those above it are checked first. A school or a mobile provider may be one network."),
    )
    # Rules for telling that two spellings are one address; frozen, or old digests would never match again.
    email_rules = models.PositiveSmallIntegerField(default=LATEST_RULES, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    # Set by `with_count()`, `with_counts()`, `with_public_counts()` and `with_confirmed_since()`.
    confirmed: int
    awaiting: int
    offline: int
    confirmed_since: int

    objects = PetitionQuerySet.as_manager()

    class Meta:
        verbose_name = _("petition")
        verbose_name_plural = _("petitions")
        ordering = ["name"]
        permissions = [
            ("export_petition", _("Can hand over the signatures of a petition")),
            ("keep_keys_petition", _("Can say whose keys open the signatures of a petition")),
            ("moderate_petition", _("Can look at names and at what was held back of a petition")),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse dates that contradict each other."""
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            raise ValidationError({"closes_at": _("Let it close after it opens.")})
        if self.last_day and self.retention_day and self.retention_day <= self.last_day:
            raise ValidationError({"retention_day": _("Choose a day after the petition has closed.")})

    def follow_page(self, old_title: str, old_slug: str, title: str, slug: str) -> None:
        """Be called as the page is that the register was made for, and stand in addresses as it does.

        Only until the petition opens, and only as far as the register was called so before: what somebody has
        entered in Petitions stays. A page gets its register with its first save, which may be one that
        happened by itself in the middle of a word.
        """
        if self.state != self.State.NOT_OPEN or self.submissions.exists() or self.signatures.exists():
            return
        others = Petition.objects.exclude(pk=self.pk)
        name = title if self.name == old_title else self.name
        own_slugs = rf"{re.escape(old_slug[:80])}|{re.escape(old_slug[:70])}-[0-9]+"
        followed = old_slug != slug and re.fullmatch(own_slugs, self.slug)
        new_slug = others.free_slug(slug) if followed else self.slug
        if (name, new_slug) != (self.name, self.slug):
            self.name, self.slug = name, new_slug
            self.save(update_fields=["name", "slug"])

    def holds_people(self) -> bool:
        """Tell whether anything is kept of somebody who signed, on paper too, or was kept and is erased.

        That is whatever the database refuses to lose together with the register, but for its own words.
        """
        return any(
            relation.related_model.objects.filter(**{relation.field.name: self}).exists()
            for relation in self._meta.related_objects
            if relation.on_delete is models.PROTECT and relation.name not in ("pages", "wordings")
        )

    def signing_at(self, moment: datetime) -> "Petition.State":
        """Return whether people can sign at that moment: not open, open, paused or closed."""
        if self.closes_at is not None and moment >= self.closes_at:
            return self.State.CLOSED
        if self.retention_day is not None and day_of(moment) >= self.retention_day:
            return self.State.CLOSED
        if self.opens_at is None or moment < self.opens_at:
            return self.State.NOT_OPEN
        return self.State.PAUSED if self.paused else self.State.OPEN

    @property
    def signing(self) -> "Petition.State":
        """Whether people can sign now: not open, open, paused or closed. What was delivered is closed."""
        return self.State.CLOSED if self.delivered_on is not None else self.signing_at(timezone.now())

    @property
    def state(self) -> "Petition.State":
        """Where the petition is in its life now."""
        if self.answered_on is not None:
            return self.State.ANSWERED
        return self.State.DELIVERED if self.delivered_on is not None else self.signing_at(timezone.now())

    @property
    def is_open(self) -> bool:
        """Whether a visitor can sign now."""
        return self.state == self.State.OPEN

    @property
    def first_day(self) -> date | None:
        """The first day on which people can sign, as far as it is known."""
        return day_of(self.opens_at) if self.opens_at is not None else None

    @property
    def last_day(self) -> date | None:
        """The last day on which people can sign, if it is known: for midnight, the one that ends there."""
        return last_day_before(self.closes_at) if self.closes_at is not None else None

    @property
    def together(self) -> int:
        """How many have signed, online and on paper. The petition comes from `with_count()`."""
        return self.confirmed + self.offline

    @property
    def is_told_exactly(self) -> bool:
        """Whether enough have signed to be told exactly. The petition comes from `with_count()`."""
        return self.confirmed >= settings.EXACT_COUNTS_FROM

    @property
    def told(self) -> int:
        """How many have signed online, as far as visitors may know. The petition comes from `with_count()`.

        Exact where many have signed. Of a few, `show_reached_goal` notes what may be told.
        """
        return self.confirmed if self.is_told_exactly else self.count_told

    @property
    def told_together(self) -> int:
        """The same, with those on paper. The petition comes from `with_count()`."""
        return self.told + self.offline

    @property
    def shows_count(self) -> bool:
        """Whether visitors may see the numbers yet. The petition comes from `with_count()`.

        A nought that isn't exact says nothing, least of all to those who have just signed.
        """
        return self.told_together >= self.count_minimum and (self.told_together > 0 or self.is_told_exactly)

    def highest_reached(self, number: int) -> int:
        """Return the highest of the goals and the minimum that the number has reached; 0 without any."""
        return max((step for step in [*self.goal_steps, self.count_minimum] if step <= number), default=0)

    @property
    def asks_partner(self) -> bool:
        """Whether the form asks if a partner may write too: never where it doesn't ask for ourselves."""
        return self.asks_updates and self.asks_partner_consent

    @property
    def accepts_confirmations(self) -> bool:
        """Whether a link that was mailed counts now: pausing doesn't stop it, closing does a day later."""
        if self.opens_at is None:
            return False
        if self.retention_day is not None and current_day() >= self.retention_day:
            return False
        return self.closes_at is None or timezone.now() < self.closes_at + CONFIRMATION_GRACE

    @property
    def controllers_text(self) -> str:
        """Who answers for the petition, an organisation a line, in the active language."""
        return "\n".join(
            controller.organisation.line for controller in self.controllers.all() if controller.for_petition
        )

    def takes_step(self, step: AbuseStep) -> bool:
        """Tell whether a step of the abuse ladder is turned on."""
        return step.value in self.abuse_steps

    def goal_for(self, number: int) -> int:
        """Return the first goal above the number, or the last goal there is."""
        return next((step for step in self.goal_steps if step > number), self.goal_steps[-1])

    def percent_of_goal(self, number: int) -> int:
        """Return how much of its goal the number reaches, from 0 to 100."""
        return min(100, number * 100 // self.goal_for(number))


class DigestKey(models.Model):
    """The random key under which a petition's addresses are digested, sealed with the server's key.

    Never rotated: an address must give the same digest as long as the petition lives. Deleting the row makes
    every digest meaningless.
    """

    petition = models.OneToOneField(Petition, on_delete=models.CASCADE, related_name="digest_key")
    sealed_key = models.BinaryField()


@register_setting(icon="form")
class PetitionSettings(BaseSiteSetting):
    """The site's main petition."""

    main_petition = models.ForeignKey(
        Petition,
        verbose_name=_("main petition"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_(
            "Its form stands at the end of every page, unless the page turns it off or shows it already."
        ),
    )

    edit_handler = ObjectList([FieldPanel("main_petition")], base_form_class=MainPetitionForm)

    class Meta:
        verbose_name = _("main petition")
