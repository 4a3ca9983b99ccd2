"""What a backup holds and what it leaves out, model by model.

Whoever adds a model says here which of the two it is; a test asks for it. The promises in docs/privacy.md
decide: what is erased within days must not live on in a backup for weeks. What can be made again is left out
too.
"""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from .refusal import BackupRefused

KEPT = [
    # Whose signatures, sealed, what they agreed to, and what may be told of them.
    "petition_blocks.Petition",
    "petition_blocks.DigestKey",
    "petition_blocks.Organisation",
    "petition_blocks.Controller",
    "petition_blocks.Wording",
    "petition_blocks.Signature",
    "petition_blocks.SealedRecord",
    "petition_blocks.SignatureChange",
    "petition_blocks.ModeratedSignature",
    "petition_blocks.ReplacedSubmission",
    "petition_blocks.ShownName",
    "petition_blocks.SubjectAccessRequest",
    "petition_blocks.ErasedSignature",
    "petition_blocks.ErasureReceipt",
    "petition_blocks.RecipientKey",
    "petition_blocks.KeyChange",
    "petition_blocks.Export",
    "petition_blocks.CountChange",
    "petition_blocks.CountTotal",
    "petition_blocks.PetitionTotal",
    "petition_blocks.PublishedStatistics",
    "petition_blocks.OfflineBatch",
    "petition_blocks.DomainRule",
    # A mailbox that wants no more mail must not be written to after a restore.
    "petition_blocks.MailQuota",
    "petition_blocks.MailFunnel",
    "petition_blocks.MailRefusal",
    "petition_blocks.MailProof",
    "petition_blocks.MailSettings",
    "petition_blocks.PetitionSettings",
    "petition_blocks.PetitionPage",
    # By it a leap of the clock shows after a restore.
    "petition_blocks.ClockReading",
    # Pages and all that belongs to them.
    "home.CampaignStart",
    "home.HomePage",
    "home.PillarPage",
    "home.ContentPage",
    "home.NewsIndexPage",
    "home.NewsPage",
    "coalition.Member",
    "coalition.CoalitionPage",
    "editorial.Brand",
    "editorial.BrandAccent",
    "editorial.BinnedPage",
    "editorial.PublicBefore",
    "editorial.InterfaceWord",
    "editorial.Section",
    "editorial.CleanedFile",
    "editorial.CampaignImage",
    "editorial.SiteSettings",
    "wagtailcore.Page",
    "wagtailcore.Revision",
    "wagtailcore.Locale",
    "wagtailcore.Site",
    "wagtailcore.PageLogEntry",
    "wagtailcore.ModelLogEntry",
    "wagtailcore.PageViewRestriction",
    "wagtailcore.PageViewRestriction_groups",
    "wagtailcore.PageSubscription",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.ReferenceIndex",
    "wagtailcore.Task",
    "wagtailcore.TaskState",
    "wagtailcore.GroupApprovalTask",
    "wagtailcore.GroupApprovalTask_groups",
    "wagtailcore.Workflow",
    "wagtailcore.WorkflowState",
    "wagtailcore.WorkflowTask",
    "wagtailcore.WorkflowPage",
    "wagtailcore.WorkflowContentType",
    "wagtailcore.Collection",
    "wagtailcore.CollectionViewRestriction",
    "wagtailcore.CollectionViewRestriction_groups",
    "wagtailredirects.Redirect",
    "wagtaildocs.Document",
    "wagtailimages.Image",
    "taggit.Tag",
    "taggit.TaggedItem",
    "wagtail_localize.TranslatableObject",
    "wagtail_localize.TranslationSource",
    "wagtail_localize.Translation",
    "wagtail_localize.TranslationLog",
    "wagtail_localize.TranslationContext",
    "wagtail_localize.String",
    "wagtail_localize.StringTranslation",
    "wagtail_localize.StringSegment",
    "wagtail_localize.Template",
    "wagtail_localize.TemplateSegment",
    "wagtail_localize.RelatedObjectSegment",
    "wagtail_localize.OverridableSegment",
    "wagtail_localize.SegmentOverride",
    "wagtail_localize.LocaleSynchronization",
    # What a language still goes by, while another one has something newer of the original.
    "localisation.EarlierSource",
    "localisation.EarlierText",
    # Which languages wait, who has reviewed them, and whose times a translation keeps.
    "localisation.HeldBackHome",
    "localisation.LegalReview",
    "localisation.TimesOfTranslation",
    # What a person has yet to read, and how terms are said.
    "localisation.UnreadSuggestion",
    "localisation.GlossaryTerm",
    "localisation.TermTranslation",
    "localisation.LanguageNote",
    # How texts read before, who has read them over, what waits for that, and what was said about it.
    "localisation.TextVersion",
    "localisation.TextMark",
    "localisation.Handover",
    "localisation.TextComment",
    # What translators were told of, and whether they want to be.
    "localisation.OriginalChange",
    "localisation.DigestReader",
    # Accounts and what each may do.
    "auth.User",
    "auth.User_groups",
    "auth.User_user_permissions",
    "auth.Group",
    "auth.Group_permissions",
    "auth.Permission",
    "contenttypes.ContentType",
    "wagtailusers.UserProfile",
    "wagtailadmin.Admin",
    "account.EmailAddress",
    # Second factors: their secrets are sealed with the server's key.
    "mfa.Authenticator",
    "socialaccount.SocialApp",
    "socialaccount.SocialAccount",
    "wagtailcore.APIToken",
    "wagtailcore.GroupPagePermission",
    "wagtailcore.GroupCollectionPermission",
    "wagtailcore.GroupSitePermission",
]

# With the reason. A move to another database takes along all but the search's.
LEFT_OUT = {
    "petition_blocks.Submission": "promised to be gone a week after signing; whoever was waiting signs again",
    "petition_blocks.LinkRequest": "promised to be gone after a day",
    "petition_blocks.AbuseStatistics": "promised to be empty a day later; the worker builds it anew",
    "petition_blocks.ExportPart": "the files are not in it; the worker makes those that wait again",
    "sessions.Session": "everybody signs in again",
    "account.EmailConfirmation": "mailed, and over in days; asked for again",
    "socialaccount.SocialToken": "of a sign-in elsewhere; a new one comes with the next",
    "campaign_site.WorkerHeartbeat": "of processes that run no more",
    "campaign_site.LoggedErrors": "of another machine's log",
    "campaign_site.CertificateReading": "read again",
    "localisation.Job": "under way then; what was done is in the pages, and the rest is asked for again",
    "localisation.Task": "of those jobs",
    "editorial.SiteGeneration": "of the cache, a new one is made",
    "editorial.UntoldChange": "of the cache, a new one is made",
    "editorial.CampaignRendition": "the worker makes the pictures' sizes again",
    "localisation.RememberedText": "the worker learns the texts again",
    "localisation.TextGram": "the worker learns the texts again",
    "wagtailimages.Rendition": "made again when a page asks for it",
    "wagtailembeds.Embed": "a cache",
    "wagtailcore.UploadedFile": "uploads that nobody has finished",
    "wagtailadmin.EditingSession": "who is editing just now",
    "wagtailadmin.FormState": "what somebody has typed and not saved",
}
# `manage.py update_index` makes it again, and it looks different on each database.
SEARCH_INDEX = "wagtailsearch.IndexEntry"
OF_THE_SEARCH = {
    SEARCH_INDEX: "made again",
    # On SQLite alone; triggers keep it in step with the other.
    "wagtailsearch.SQLiteFTSIndexEntry": "made again",
}

# What migrations fill, and a worker at its first look: a database that holds nothing but that is empty.
FILLED_BY_MIGRATIONS = {
    *("auth.Group", "auth.Group_permissions", "auth.Permission", "contenttypes.ContentType"),
    *("home.HomePage", "petition_blocks.ClockReading", "wagtailcore.Collection", "wagtailcore.Locale"),
    *("wagtailcore.Page", "wagtailcore.Site", "wagtailcore.GroupPagePermission"),
    *("wagtailcore.GroupCollectionPermission", "wagtailcore.Task", "wagtailcore.GroupApprovalTask"),
    *("wagtailcore.GroupApprovalTask_groups", "wagtailcore.Workflow", "wagtailcore.WorkflowTask"),
    "wagtailcore.WorkflowPage",
}

# What goes on a retention day stays out of a backup from the day before on: it would have to be destroyed
# before anybody could need it. Label → which rows stay; the parameters are named in `snapshot`.
STAYING_PETITIONS = """
    SELECT staying.id FROM petition_blocks_petition staying
    WHERE staying.retention_day IS NULL OR staying.retention_day > %(day)s
"""
STAYING_SIGNATURES = """
    SELECT signed.id FROM petition_blocks_signature signed
    JOIN petition_blocks_wording wording ON wording.hash = signed.wording_id
    JOIN petition_blocks_petition petition ON petition.id = signed.petition_id
    WHERE (petition.retention_day IS NULL OR petition.retention_day > %(day)s)
    AND (wording.retention_day IS NULL OR wording.retention_day > %(day)s)
"""
OF_STAYING_SIGNATURE = f"signature_id IN ({STAYING_SIGNATURES})"
OF_STAYING_PETITION = f"petition_id IN ({STAYING_PETITIONS})"
STAYING = {
    "petition_blocks.Signature": f"id IN ({STAYING_SIGNATURES})",
    "petition_blocks.SealedRecord": OF_STAYING_SIGNATURE,
    "petition_blocks.SignatureChange": OF_STAYING_SIGNATURE,
    "petition_blocks.ModeratedSignature": OF_STAYING_SIGNATURE,
    "petition_blocks.ReplacedSubmission": OF_STAYING_SIGNATURE,
    "petition_blocks.ShownName": OF_STAYING_SIGNATURE,
    "petition_blocks.SubjectAccessRequest": OF_STAYING_SIGNATURE,
    "petition_blocks.ErasedSignature": OF_STAYING_PETITION,
    "petition_blocks.DigestKey": OF_STAYING_PETITION,
    # A mailbox that wants no more mail is known until the register's day, whatever its owner was promised.
    "petition_blocks.MailQuota": f"""{OF_STAYING_PETITION} AND (suppressed OR NOT EXISTS (
        SELECT 1 FROM petition_blocks_signature signed
        JOIN petition_blocks_wording wording ON wording.hash = signed.wording_id
        WHERE signed.petition_id = petition_blocks_mailquota.petition_id
        AND signed.digest = petition_blocks_mailquota.digest AND wording.retention_day <= %(day)s
    ))""",  # noqa: S608  (a piece of it)
}

OF_DJANGO = {"django_migrations"}


def table_of(label: str) -> str:
    """Return the name of a model's table."""
    return str(apps.get_model(label)._meta.db_table)


def tables_of(labels: Iterable[str]) -> list[str]:
    """Return the names of the models' tables, sorted."""
    return sorted(map(table_of, labels))


def by_table(texts: Mapping[str, str]) -> dict[str, str]:
    """Return what is said of models, by the names of their tables."""
    return {table_of(label): text for label, text in texts.items()}


def refuse_unknown_models() -> None:
    """Refuse to go on where an installed app has a model that is in neither list."""
    known = {label.lower() for label in (*KEPT, *LEFT_OUT, *OF_THE_SEARCH)}
    unknown = sorted(
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in known
    )
    if unknown:
        raise BackupRefused(
            "Nobody has said whether a backup holds these, and nothing must be lost or kept by accident: "
            f"{', '.join(unknown)}. Name them in petition_blocks/backups/tables.py."
        )


def existing_tables(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of all tables of the database."""
    with connection.cursor() as cursor:
        return set(connection.introspection.table_names(cursor))
