import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import django_countries.fields
import editorial.country_maps
import modelcluster.fields
import petition_blocks.abuse.models
import petition_blocks.keys.models
import petition_blocks.petition.abuse_steps
import petition_blocks.petition.models
import petition_blocks.sealing.codes
import petition_blocks.signature.models
import uuid
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('editorial', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ClockReading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('believed_at', models.DateTimeField()),
                ('doubted_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='MailProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domain', models.CharField(max_length=253, unique=True)),
                ('records', models.JSONField(default=list)),
                ('checked_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='MailSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paused', models.BooleanField(default=False, help_text='While mails are paused, people can go on signing. They get their mail once you take the tick away.', verbose_name='pause all mails')),
            ],
            options={
                'verbose_name': 'mails',
            },
        ),
        migrations.CreateModel(
            name='Petition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='How the petition is called in the admin.', max_length=255, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, help_text='Part of the addresses that mails lead to. It can’t change once people have signed.', max_length=80, unique=True, verbose_name='name in addresses')),
                ('goal_steps', models.JSONField(default=petition_blocks.petition.models.default_goal_steps, help_text='Whole numbers, separated by commas. The next one shows when one is reached.', validators=[petition_blocks.petition.models.validate_goal_steps], verbose_name='goals')),
                ('count_minimum', models.PositiveIntegerField(blank=True, default=0, help_text='Until there are this many signatures, visitors read “Be among the first” and see no number. With 0 it always shows.', verbose_name='show the number from')),
                ('goal_reached', models.BigIntegerField(default=0, editable=False)),
                ('count_told', models.PositiveBigIntegerField(default=0, editable=False)),
                ('count_lowered', models.PositiveIntegerField(default=0, editable=False)),
                ('opens_at', models.DateTimeField(blank=True, null=True, verbose_name='opens')),
                ('closes_at', models.DateTimeField(blank=True, null=True, verbose_name='closes')),
                ('paused', models.BooleanField(default=False, verbose_name='paused')),
                ('delivered_on', models.DateField(editable=False, null=True, verbose_name='delivered on')),
                ('answered_on', models.DateField(editable=False, null=True, verbose_name='answered on')),
                ('lawful_basis', models.CharField(choices=[('explicit_agreement', 'Those who sign agree to it explicitly (GDPR, Articles 6(1)(a) and 9(2)(a))'), ('own_contacts', 'Work of an association with a political aim, for its members and regular contacts only (GDPR, Articles 6(1)(f) and 9(2)(d))'), ('law', 'A law on petitions asks for it (GDPR, Articles 6(1)(e) and 9(2)(g))')], default='explicit_agreement', help_text='A signature shows a political opinion, which the law protects especially. Almost always people agree to it themselves, and the statement above the button says so.', max_length=20, verbose_name='why the law allows it')),
                ('data_protection_officer', models.TextField(blank=True, help_text='How people reach whoever looks after data protection for you. If you need nobody, say so and why, like: “We need none: we are three people and keep nothing but this petition.” Shown to those who sign.', max_length=500, verbose_name='data-protection officer')),
                ('assessment_reference', models.CharField(blank=True, help_text='Before you collect political opinions on a large scale, the law wants you to write down what could go wrong for people and what you do about it (a data-protection impact assessment). Say where that paper is and of which day. Not shown in public.', max_length=255, verbose_name='assessment of the risks')),
                ('retention_day', models.DateField(blank=True, help_text='Part of what people agree to. Names and addresses are gone on this day; the numbers stay. An earlier day is for everybody; a later one only for those who sign after the change.', null=True, verbose_name='day on which all is erased')),
                ('minimum_age', models.PositiveSmallIntegerField(default=16, validators=[django.core.validators.MinValueValidator(13), django.core.validators.MaxValueValidator(99)], verbose_name='minimum age')),
                ('asks_postcode', models.BooleanField(default=False, help_text='Ask only if whoever receives the petition needs it.', verbose_name='ask for the postcode')),
                ('asks_partner_consent', models.BooleanField(default=False, help_text='Adds the second contact question. Its words are on the petition page.', verbose_name='ask whether a partner may write too')),
                ('shows_names', models.BooleanField(default=False, help_text='You look at each name before it shows in the block “Names of those who signed”. Such names are readable to anybody, unlike all else.', verbose_name='ask whether the name may be shown')),
                ('signatures_per_email', models.PositiveSmallIntegerField(choices=[(1, 'One'), (2, 'Two, for people who share an address')], default=1, help_text='With two, whoever signs second is asked whether they are somebody else.', verbose_name='signatures from one e-mail address')),
                ('counting_mode', models.CharField(choices=[('confirmed', 'Confirmed signatures only'), ('awaiting', 'Confirmed signatures and, apart, those awaiting confirmation')], default='confirmed', max_length=12, verbose_name='what is counted in public')),
                ('abuse_steps', models.JSONField(blank=True, default=petition_blocks.petition.abuse_steps.default_abuse_steps, verbose_name='what is looked at')),
                ('network_limit', models.PositiveSmallIntegerField(default=30, help_text='Those above it are checked first. A school or a mobile provider may be one network.', validators=[django.core.validators.MinValueValidator(1)], verbose_name='signatures from one network within an hour')),
                ('email_rules', models.PositiveSmallIntegerField(default=2, editable=False)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': 'petition',
                'verbose_name_plural': 'petitions',
                'ordering': ['name'],
                'permissions': [('export_petition', 'Can hand over the signatures of a petition'), ('keep_keys_petition', 'Can say whose keys open the signatures of a petition'), ('moderate_petition', 'Can look at names and at what was held back of a petition')],
            },
        ),
        migrations.CreateModel(
            name='LinkRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32)),
                ('mailbox', models.BinaryField(max_length=32, null=True)),
                ('language', models.CharField(max_length=12)),
                ('ciphertext', models.BinaryField()),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('mail_due_at', models.DateTimeField(db_index=True)),
                ('mail_attempts', models.PositiveSmallIntegerField(default=0)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='link_requests', to='petition_blocks.petition')),
            ],
        ),
        migrations.CreateModel(
            name='ErasedSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(db_index=True)),
                ('erased_at', models.DateTimeField(db_index=True)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erased_signatures', to='petition_blocks.petition')),
            ],
        ),
        migrations.CreateModel(
            name='DigestKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed_key', models.BinaryField()),
                ('petition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='digest_key', to='petition_blocks.petition')),
            ],
        ),
        migrations.CreateModel(
            name='Controller',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('purpose', models.CharField(choices=[('petition', 'The petition: collecting the signatures and handing them over'), ('updates', 'News to those who say yes to the first contact question'), ('partner', 'News from the partner, to those who say yes to the second one')], default='petition', max_length=10, verbose_name='responsible for')),
                ('name', models.CharField(max_length=200, verbose_name='organisation')),
                ('address', models.TextField(help_text='Without the country. An organisation outside the EU also names its representative in the EU here.', max_length=500, verbose_name='postal address')),
                ('country', django_countries.fields.CountryField(max_length=2, verbose_name='country')),
                ('transfer_basis', models.CharField(blank=True, choices=[('adequacy', 'The EU has found that the country protects data as well as it does'), ('standard_clauses', 'A contract with the EU’s standard clauses'), ('binding_rules', 'Rules that bind the organisation and that an authority approved'), ('explicit_agreement', 'The explicit agreement of those who sign, who are told of the risk')], help_text='Only for a country outside the EU, Iceland, Liechtenstein and Norway. If you are not sure, ask your data-protection officer.', max_length=20, verbose_name='outside the EU: why data may go there')),
                ('transfer_note', models.CharField(blank=True, help_text='Where people can read the contract or the rules, for example. Shown to those who sign.', max_length=300, verbose_name='more about it')),
                ('petition', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='controllers', to='petition_blocks.petition')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='AbuseStatistics',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('built_at', models.DateTimeField()),
                ('tables', models.JSONField()),
                ('petition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='abuse_statistics', to='petition_blocks.petition')),
            ],
        ),
        migrations.CreateModel(
            name='PetitionPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('introduction', models.TextField(blank=True, help_text='One or two sentences below the title. Also shown where other pages link here.', max_length=600, verbose_name='introduction')),
                ('show_in_footer', models.BooleanField(default=False, help_text='List this page at the foot of every page.', verbose_name='show in the footer')),
                ('ends_with_sign_form', models.BooleanField(default=True, help_text='Let visitors sign the main petition at the end of this page.', verbose_name='end with the sign form')),
                ('demand', models.TextField(help_text='What you call for, and from whom. Shown large above each sign form.', max_length=600, verbose_name='demand')),
                ('statement', wagtail.fields.RichTextField(blank=True, help_text='Stands right above the button. It names the minimum age and what people agree to.', verbose_name='what people sign')),
                ('form_heading', models.CharField(blank=True, max_length=120, verbose_name='heading of the form')),
                ('button_label', models.CharField(blank=True, max_length=60, verbose_name='words on the button')),
                ('updates_question', models.CharField(blank=True, help_text='Asked with Yes and No, neither chosen beforehand. Name who writes, and about what.', max_length=300, verbose_name='may we write to you?')),
                ('partner_question', models.CharField(blank=True, help_text='Asked only if the petition is set to ask it. Name the partner.', max_length=300, verbose_name='may a partner write to you?')),
                ('privacy_notice', wagtail.fields.RichTextField(blank=True, help_text='Who keeps what, until when, and how to remove the signature. Stands above the button.', verbose_name='privacy sentence')),
                ('thanks_text', wagtail.fields.RichTextField(blank=True, help_text='Shown below the request to open the mail and confirm.', verbose_name='after signing')),
                ('confirmed_heading', models.CharField(blank=True, max_length=120, verbose_name='heading after confirming')),
                ('confirmed_text', wagtail.fields.RichTextField(blank=True, verbose_name='after confirming')),
                ('share_text', models.CharField(blank=True, help_text='What people pass on together with the link.', max_length=200, verbose_name='words to share')),
                ('delivered_text', wagtail.fields.RichTextField(blank=True, help_text='To whom the signatures were handed over, where, and by whom. Shown from that day on.', verbose_name='how it was delivered')),
                ('answered_text', wagtail.fields.RichTextField(blank=True, help_text='What was answered, and what you make of it. Shown from that day on.', verbose_name='the answer')),
                ('confirmation_subject', models.CharField(blank=True, max_length=120, verbose_name='subject')),
                ('confirmation_text', models.TextField(blank=True, help_text='The link to confirm follows it. No name, no advertising.', verbose_name='text')),
                ('reminder_subject', models.CharField(blank=True, max_length=120, verbose_name='subject')),
                ('reminder_text', models.TextField(blank=True, help_text='Sent once, after two days.', verbose_name='text')),
                ('already_signed_subject', models.CharField(blank=True, max_length=120, verbose_name='subject')),
                ('already_signed_text', models.TextField(blank=True, help_text='Sent instead when the address has signed before.', verbose_name='text')),
                ('link_subject', models.CharField(blank=True, max_length=120, verbose_name='subject')),
                ('link_text', models.TextField(blank=True, help_text='Sent to who asks for the way to their own signature.', verbose_name='text')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('rich_text', 3), ('callout', 7), ('columns', 18), ('steps', 24), ('timeline', 29), ('questions_and_answers', 34), ('image', 11), ('picture_gallery', 37), ('video', 44), ('key_figures', 50), ('map_of_europe', 56), ('pillar_cards', 63), ('page_cards', 65), ('call_to_action', 70), ('document_download', 73), ('event', 80), ('share_links', 82), ('quote', 15), ('quote_wall', 84), ('petition_numbers', 85)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Heading', 'max_length': 200}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('2', 'Section'), ('3', 'Part of a section')], 'label': 'Size'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('level', 1)]], {}), 3: ('editorial.blocks.text.RichTextBlock', (), {}), 4: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('note', 'Note'), ('warning', 'Warning'), ('victory', 'Victory')], 'label': 'Kind'}), 5: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Heading', 'max_length': 120, 'required': False}), 6: ('wagtail.blocks.RichTextBlock', (), {'default': '', 'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Text', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('kind', 4), ('heading', 5), ('text', 6)]], {}), 8: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 9: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Caption', 'max_length': 300, 'required': False}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('text', 'As wide as the text'), ('wide', 'Wider than the text')], 'label': 'Width'}), 11: ('wagtail.blocks.StructBlock', [[('image', 8), ('caption', 9), ('width', 10)]], {}), 12: ('wagtail.blocks.TextBlock', (), {'default': '', 'label': 'Quote', 'max_length': 600, 'rows': 3}), 13: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Who said it', 'max_length': 120, 'required': False}), 14: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Role or organisation', 'max_length': 160, 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('quote', 12), ('name', 13), ('role', 14)]], {}), 16: ('wagtail.blocks.StreamBlock', [[('rich_text', 3), ('image', 11), ('quote', 15), ('callout', 7)]], {'label': 'First column', 'required': False}), 17: ('wagtail.blocks.StreamBlock', [[('rich_text', 3), ('image', 11), ('quote', 15), ('callout', 7)]], {'label': 'Second column', 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('first', 16), ('second', 17)]], {}), 19: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Heading', 'max_length': 200, 'required': False}), 20: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Step', 'max_length': 120}), 21: ('wagtail.blocks.TextBlock', (), {'default': '', 'label': 'Text', 'max_length': 500, 'required': False, 'rows': 2}), 22: ('wagtail.blocks.StructBlock', [[('title', 20), ('text', 21)]], {}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Steps', 'max_num': 12, 'min_num': 1}), 24: ('wagtail.blocks.StructBlock', [[('heading', 19), ('steps', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'default': '', 'help_text': 'Such as 2024 or Spring 2025.', 'label': 'When', 'max_length': 60}), 26: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'What happened', 'max_length': 160}), 27: ('wagtail.blocks.StructBlock', [[('when', 25), ('title', 26), ('text', 21)]], {}), 28: ('wagtail.blocks.ListBlock', (27,), {'label': 'Entries', 'max_num': 30, 'min_num': 1}), 29: ('wagtail.blocks.StructBlock', [[('heading', 19), ('entries', 28)]], {}), 30: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Question', 'max_length': 200}), 31: ('wagtail.blocks.RichTextBlock', (), {'default': '', 'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'Answer', 'required': False}), 32: ('wagtail.blocks.StructBlock', [[('question', 30), ('answer', 31)]], {}), 33: ('wagtail.blocks.ListBlock', (32,), {'label': 'Questions', 'max_num': 30, 'min_num': 1}), 34: ('wagtail.blocks.StructBlock', [[('heading', 19), ('questions', 33)]], {}), 35: ('wagtail.blocks.StructBlock', [[('image', 8), ('caption', 9)]], {}), 36: ('wagtail.blocks.ListBlock', (35,), {'label': 'Images', 'max_num': 24, 'min_num': 1}), 37: ('wagtail.blocks.StructBlock', [[('heading', 19), ('pictures', 36)]], {}), 38: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Title', 'max_length': 160}), 39: ('wagtail.images.blocks.ImageBlock', [], {'help_text': 'What people see before they start the video.', 'label': 'Image'}), 40: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'An MP4 or WebM file plays on this page, and nobody else learns of it.', 'label': 'Video file', 'required': False}), 41: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'help_text': 'A VTT file with what is said, for those who can’t hear it.', 'label': 'Captions', 'required': False}), 42: ('wagtail.blocks.URLBlock', (), {'default': '', 'help_text': 'Used when no file is chosen. Opens in a new tab; nothing is loaded before.', 'label': 'or its web address', 'required': False}), 43: ('wagtail.blocks.RichTextBlock', (), {'default': '', 'features': ['bold', 'italic', 'ol', 'ul', 'link'], 'label': 'What is said', 'required': False}), 44: ('wagtail.blocks.StructBlock', [[('title', 38), ('poster', 39), ('file', 40), ('captions', 41), ('address', 42), ('transcript', 43)]], {}), 45: ('wagtail.blocks.CharBlock', (), {'default': '', 'help_text': 'Such as 15 or 3 in 4.', 'label': 'Figure', 'max_length': 20}), 46: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'What it counts', 'max_length': 160}), 47: ('wagtail.blocks.StructBlock', [[('figure', 45), ('label', 46)]], {}), 48: ('wagtail.blocks.ListBlock', (47,), {'label': 'Figures', 'max_num': 6, 'min_num': 1}), 49: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Source', 'max_length': 300, 'required': False}), 50: ('wagtail.blocks.StructBlock', [[('heading', 19), ('figures', 48), ('source', 49)]], {}), 51: ('wagtail.blocks.ChoiceBlock', [], {'choices': editorial.country_maps.mapped_countries, 'label': 'Country'}), 52: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('in_use', 'In use'), ('tried', 'Tried or planned'), ('limited', 'Limited by law'), ('banned', 'Banned')], 'label': 'What is known'}), 53: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Note', 'max_length': 300, 'required': False}), 54: ('wagtail.blocks.StructBlock', [[('country', 51), ('status', 52), ('note', 53)]], {}), 55: ('wagtail.blocks.ListBlock', (54,), {'label': 'Countries', 'min_num': 1}), 56: ('wagtail.blocks.StructBlock', [[('heading', 19), ('countries', 55), ('source', 49)]], {}), 57: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page', 'required': False}), 58: ('wagtail.blocks.CharBlock', (), {'default': '', 'help_text': 'Leave empty to use the page’s title.', 'label': 'Title', 'max_length': 120, 'required': False}), 59: ('wagtail.blocks.TextBlock', (), {'default': '', 'help_text': 'Leave empty to use the page’s introduction.', 'label': 'Text', 'max_length': 300, 'required': False, 'rows': 2}), 60: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('reveal', 'Transparency: bring to light'), ('refuse', 'Red lines: refuse'), ('respect', 'Respect for humans: protect')], 'label': 'Meaning'}), 61: ('wagtail.blocks.StructBlock', [[('page', 57), ('title', 58), ('text', 59), ('accent', 60)]], {}), 62: ('wagtail.blocks.ListBlock', (61,), {'label': 'Pillars', 'max_num': 6, 'min_num': 1}), 63: ('wagtail.blocks.StructBlock', [[('heading', 19), ('cards', 62)]], {}), 64: ('wagtail.blocks.ListBlock', (57,), {'label': 'Pages', 'max_num': 12, 'min_num': 1}), 65: ('wagtail.blocks.StructBlock', [[('heading', 19), ('pages', 64)]], {}), 66: ('wagtail.blocks.TextBlock', (), {'default': '', 'label': 'Text', 'max_length': 400, 'required': False, 'rows': 2}), 67: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Words on the button', 'max_length': 60}), 68: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Leads to this page', 'required': False}), 69: ('wagtail.blocks.URLBlock', (), {'default': '', 'help_text': 'Used when no page is chosen.', 'label': 'or to this web address', 'required': False}), 70: ('wagtail.blocks.StructBlock', [[('heading', 0), ('text', 66), ('button', 67), ('page', 68), ('address', 69)]], {}), 71: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'Document', 'required': False}), 72: ('wagtail.blocks.CharBlock', (), {'default': '', 'help_text': 'Leave empty to use the document’s title.', 'label': 'Title', 'max_length': 160, 'required': False}), 73: ('wagtail.blocks.StructBlock', [[('document', 71), ('title', 72), ('text', 66)]], {}), 74: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'What', 'max_length': 160}), 75: ('wagtail.blocks.DateTimeBlock', (), {'label': 'Starts', 'required': False}), 76: ('wagtail.blocks.DateTimeBlock', (), {'label': 'Ends', 'required': False}), 77: ('wagtail.blocks.CharBlock', (), {'default': '', 'help_text': 'Such as a hall, or online.', 'label': 'Place', 'max_length': 160, 'required': False}), 78: ('wagtail.blocks.TextBlock', (), {'default': '', 'label': 'Postal address', 'max_length': 300, 'required': False, 'rows': 2}), 79: ('wagtail.blocks.URLBlock', (), {'default': '', 'label': 'Web address', 'required': False}), 80: ('wagtail.blocks.StructBlock', [[('heading', 74), ('start', 75), ('end', 76), ('place', 77), ('location', 78), ('text', 21), ('address', 79)]], {}), 81: ('wagtail.blocks.TextBlock', (), {'default': '', 'help_text': 'Goes along with the page’s address.', 'label': 'Text to share', 'max_length': 280, 'required': False, 'rows': 2}), 82: ('wagtail.blocks.StructBlock', [[('heading', 19), ('text', 81)]], {}), 83: ('wagtail.blocks.ListBlock', (15,), {'label': 'Quotes', 'max_num': 24, 'min_num': 1}), 84: ('wagtail.blocks.StructBlock', [[('heading', 19), ('quotes', 83)]], {}), 85: ('wagtail.blocks.StructBlock', [[('heading', 19)]], {})}, verbose_name='body')),
                ('petition', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='petition_blocks.petition')),
                ('social_image', models.ForeignKey(blank=True, help_text='Shown when somebody shares this page. 1200 by 630 pixels work everywhere.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='editorial.campaignimage', verbose_name='image for sharing')),
            ],
            options={
                'verbose_name': 'petition page',
                'verbose_name_plural': 'petition pages',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PetitionSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('main_petition', models.ForeignKey(blank=True, help_text='Its form stands at the end of every page, unless the page turns it off or shows it already.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='petition_blocks.petition', verbose_name='main petition')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'main petition',
            },
        ),
        migrations.CreateModel(
            name='PetitionTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('count', models.BigIntegerField()),
                ('petition', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='total', to='petition_blocks.petition')),
            ],
        ),
        migrations.CreateModel(
            name='PublishedStatistics',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('built_at', models.DateTimeField()),
                ('tables', models.JSONField()),
                ('lowered', models.JSONField(default=dict)),
                ('moved_at', models.PositiveBigIntegerField(default=0)),
                ('petition', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='published_statistics', to='petition_blocks.petition')),
            ],
        ),
        migrations.CreateModel(
            name='RecipientKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=160, verbose_name='who holds the private half')),
                ('public_key', models.CharField(max_length=70, validators=[petition_blocks.keys.models.validate_recipient], verbose_name='public key')),
                ('covers', models.CharField(choices=[('petition', 'Every signature: name, address, country, postcode'), ('updates', 'Who wants news from us: name and address'), ('partner', 'Who wants news from the partner: name and address')], default='petition', max_length=10, verbose_name='opens')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('proof_code', models.CharField(default=petition_blocks.sealing.codes.new_code, editable=False, max_length=16)),
                ('proved_at', models.DateTimeField(editable=False, null=True, verbose_name='confirmed by opening a test row')),
                ('approved_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, null=True)),
                ('retired_at', models.DateTimeField(editable=False, null=True)),
                ('added_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipient_keys', to='petition_blocks.petition', verbose_name='petition')),
            ],
            options={
                'verbose_name': 'recipient’s key',
                'verbose_name_plural': 'recipients’ keys',
            },
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('folder', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('full', 'All signatures'), ('changes', 'What has changed since the last one')], max_length=8)),
                ('requested_at', models.DateTimeField(auto_now_add=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('claim', models.PositiveIntegerField(default=0)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('started_at', models.DateTimeField(null=True)),
                ('cursor', models.BigIntegerField(default=0)),
                ('horizon', models.BigIntegerField(null=True)),
                ('change_cursor', models.BigIntegerField(default=0)),
                ('change_horizon', models.BigIntegerField(null=True)),
                ('erased_cursor', models.BigIntegerField(default=0)),
                ('erased_horizon', models.BigIntegerField(null=True)),
                ('rows_done', models.PositiveBigIntegerField(default=0)),
                ('rows_total', models.PositiveBigIntegerField(default=0)),
                ('withdrawn', models.PositiveBigIntegerField(default=0)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('finished_at', models.DateTimeField(null=True)),
                ('code', models.CharField(default=petition_blocks.sealing.codes.new_code, editable=False, max_length=16)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('requested_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('since', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='petition_blocks.export')),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='petition_blocks.petition')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exports', to='petition_blocks.recipientkey')),
            ],
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32)),
                ('place', models.PositiveSmallIntegerField(default=1)),
                ('public_id', models.UUIDField(editable=False, unique=True)),
                ('nonce', models.BinaryField()),
                ('language', models.CharField(max_length=12)),
                ('country', models.CharField(max_length=2)),
                ('source', models.CharField(blank=True, max_length=50)),
                ('signed_on', models.DateField()),
                ('corrected_by', models.UUIDField(null=True)),
                ('state', models.CharField(choices=[('counted', 'Counted'), ('quarantined', 'To be checked'), ('rejected', 'Rejected')], default='counted', max_length=12)),
                ('suspicions', models.JSONField(default=list)),
                ('ended_consents', models.JSONField(default=list)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='petition_blocks.petition')),
            ],
        ),
        migrations.CreateModel(
            name='ShownName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=255)),
                ('state', models.CharField(choices=[('waiting', 'To be looked at'), ('shown', 'Shown'), ('rejected', 'Not shown')], default='waiting', max_length=10)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shown_names', to='petition_blocks.petition')),
                ('signature', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='shown_name', to='petition_blocks.signature')),
            ],
        ),
        migrations.CreateModel(
            name='SealedRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ciphertext', models.BinaryField()),
                ('recipient', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sealed_records', to='petition_blocks.recipientkey')),
                ('signature', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sealed_records', to='petition_blocks.signature')),
            ],
        ),
        migrations.CreateModel(
            name='ReplacedSubmission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(editable=False, unique=True)),
                ('nonce', models.BinaryField()),
                ('signature', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replaced_submissions', to='petition_blocks.signature')),
            ],
        ),
        migrations.CreateModel(
            name='ModeratedSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.BigIntegerField(db_index=True)),
                ('state_before', models.CharField(choices=[('counted', 'Counted'), ('quarantined', 'To be checked'), ('rejected', 'Rejected')], max_length=12)),
                ('signature', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='moderated', to='petition_blocks.signature')),
            ],
        ),
        migrations.CreateModel(
            name='SignatureChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('signed', 'Signed'), ('corrected', 'Corrected'), ('consent_ended', 'Consent Ended'), ('moderated', 'Moderated')], max_length=16)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='petition_blocks.petition')),
                ('signature', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='petition_blocks.signature')),
            ],
        ),
        migrations.CreateModel(
            name='SubjectAccessRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('requested_at', models.DateTimeField()),
                ('due_on', models.DateField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('signature', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subject_access_requests', to='petition_blocks.signature')),
            ],
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('hash', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('language', models.CharField(max_length=12)),
                ('text', models.JSONField()),
                ('retention_day', models.DateField(null=True)),
                ('taken_at', models.DateTimeField(auto_now_add=True)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wordings', to='petition_blocks.petition')),
            ],
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('nonce', models.BinaryField(default=petition_blocks.signature.models.new_nonce)),
                ('digest', models.BinaryField(max_length=32)),
                ('mailbox', models.BinaryField(max_length=32, null=True)),
                ('language', models.CharField(max_length=12)),
                ('source', models.CharField(blank=True, max_length=50)),
                ('ciphertext', models.BinaryField()),
                ('corrects', models.UUIDField(null=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(db_index=True)),
                ('suspicions', models.JSONField(default=list)),
                ('network_tag', models.BinaryField(max_length=8, null=True)),
                ('mail', models.CharField(choices=[('confirmation', 'Confirmation'), ('reminder', 'Reminder'), ('already_signed', 'Already Signed'), ('link', 'Link')], default='confirmation', max_length=16)),
                ('mail_due_at', models.DateTimeField(null=True)),
                ('mail_attempts', models.PositiveSmallIntegerField(default=0)),
                ('mail_accepted_at', models.DateTimeField(null=True)),
                ('bounced_at', models.DateTimeField(null=True)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='petition_blocks.petition')),
                ('wording', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='petition_blocks.wording')),
            ],
        ),
        migrations.AddField(
            model_name='signature',
            name='wording',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='petition_blocks.wording'),
        ),
        migrations.CreateModel(
            name='ExportPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('name', models.CharField(max_length=120)),
                ('size', models.PositiveBigIntegerField()),
                ('export', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='petition_blocks.export')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('export', 'number'), name='export_parts_in_order')],
            },
        ),
        migrations.CreateModel(
            name='OfflineBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('count', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1)], verbose_name='number of signatures')),
                ('country', django_countries.fields.CountryField(max_length=2, verbose_name='country')),
                ('collected_on', models.DateField(help_text='The day on which the last of them was given, as well as you know it.', verbose_name='collected on')),
                ('note', models.CharField(blank=True, help_text='Where, by whom, who counted them. Only colleagues see it.', max_length=300, verbose_name='note')),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ('removed_at', models.DateTimeField(editable=False, null=True)),
                ('removal_reason', models.CharField(blank=True, editable=False, max_length=300)),
                ('added_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('evidence', models.ForeignKey(blank=True, help_text='A counting record or a receipt, without names: whoever knows a document’s address can open it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtaildocs.document', verbose_name='evidence')),
                ('removed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offline_batches', to='petition_blocks.petition', verbose_name='petition')),
            ],
            options={
                'verbose_name': 'signatures on paper',
                'verbose_name_plural': 'signatures on paper',
                'ordering': ['collected_on', 'pk'],
                'indexes': [models.Index(fields=['petition', 'removed_at'], name='batches_that_count')],
            },
        ),
        migrations.CreateModel(
            name='MailRefusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('provider', models.CharField(max_length=30)),
                ('reason', models.CharField(max_length=60)),
                ('count', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField()),
                ('next_try_at', models.DateTimeField(null=True)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mail_refusals', to='petition_blocks.petition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('petition', 'day', 'provider', 'reason'), name='one_mail_refusal_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='MailQuota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32)),
                ('sent', models.PositiveSmallIntegerField(default=0)),
                ('links_sent', models.PositiveSmallIntegerField(default=0)),
                ('links_day', models.DateField(null=True)),
                ('suppressed', models.BooleanField(default=False)),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mail_quotas', to='petition_blocks.petition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('petition', 'digest'), name='one_mail_quota_an_email_and_petition')],
            },
        ),
        migrations.CreateModel(
            name='MailFunnel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('language', models.CharField(max_length=12)),
                ('provider', models.CharField(max_length=30)),
                ('submitted', models.PositiveIntegerField(default=0)),
                ('accepted', models.PositiveIntegerField(default=0)),
                ('confirmed', models.PositiveIntegerField(default=0)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mail_funnel', to='petition_blocks.petition')),
            ],
            options={
                'indexes': [models.Index(fields=['petition', 'day'], name='mail_funnel_day')],
            },
        ),
        migrations.CreateModel(
            name='KeyChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deed', models.CharField(choices=[('added', 'Added'), ('asked', 'Added, waits for a second person'), ('approved', 'Approved by a second person'), ('proved', 'Confirmed by its holder'), ('retired', 'Retired'), ('revoked', 'Revoked'), ('granted', 'Right to keep keys given')], max_length=10)),
                ('holder', models.CharField(max_length=160)),
                ('public_key', models.CharField(blank=True, max_length=70)),
                ('covers', models.CharField(blank=True, choices=[('petition', 'Every signature: name, address, country, postcode'), ('updates', 'Who wants news from us: name and address'), ('partner', 'Who wants news from the partner: name and address')], max_length=10)),
                ('done_by', models.CharField(blank=True, max_length=254)),
                ('happened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_at', models.DateTimeField(default=django.utils.timezone.now, null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('told_at', models.DateTimeField(null=True)),
                ('petition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='key_changes', to='petition_blocks.petition')),
            ],
            options={
                'ordering': ['-happened_at', '-pk'],
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('told_at__isnull', True)), fields=['due_at'], name='key_change_untold')],
            },
        ),
        migrations.CreateModel(
            name='ErasureReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('signatures', models.PositiveBigIntegerField(default=0)),
                ('sealed_records', models.PositiveBigIntegerField(default=0)),
                ('submissions', models.PositiveBigIntegerField(default=0)),
                ('finished_at', models.DateTimeField(null=True)),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='erasure_receipts', to='petition_blocks.petition')),
            ],
            options={
                'ordering': ['day'],
                'constraints': [models.UniqueConstraint(fields=('petition', 'day'), name='one_erasure_receipt_a_petition_and_day')],
            },
        ),
        migrations.CreateModel(
            name='DomainRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('domain', models.CharField(help_text='What stands behind the @, like example.org. It holds for mail.example.org too.', max_length=253, validators=[petition_blocks.abuse.models.validate_domain], verbose_name='mail domain')),
                ('verdict', models.CharField(choices=[('allow', 'Accept, even where a rule for the domain above says to check'), ('quarantine', 'Check before it counts'), ('block', 'Don’t accept: visitors are asked for another address')], default='quarantine', max_length=10, verbose_name='what happens')),
                ('note', models.CharField(blank=True, help_text='Why the rule is there, for your colleagues.', max_length=255, verbose_name='note')),
                ('petition', models.ForeignKey(blank=True, help_text='Leave empty for all petitions.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='domain_rules', to='petition_blocks.petition', verbose_name='petition')),
            ],
            options={
                'verbose_name': 'rule for a mail domain',
                'verbose_name_plural': 'rules for mail domains',
                'ordering': ['domain', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('petition', 'domain'), name='one_rule_a_domain_and_petition', violation_error_message='There is a rule for this domain already.'), models.UniqueConstraint(condition=models.Q(('petition', None)), fields=('domain',), name='one_rule_a_domain_for_all_petitions', violation_error_message='There is a rule for this domain already.')],
            },
        ),
        migrations.CreateModel(
            name='CountTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(max_length=2)),
                ('language', models.CharField(max_length=12)),
                ('source', models.CharField(blank=True, max_length=50)),
                ('day', models.DateField()),
                ('count', models.BigIntegerField()),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='count_totals', to='petition_blocks.petition')),
            ],
            options={
                'indexes': [models.Index(fields=['petition', 'day'], name='total_day')],
                'constraints': [models.UniqueConstraint(fields=('petition', 'country', 'language', 'source', 'day'), name='one_total_a_cell')],
            },
        ),
        migrations.CreateModel(
            name='CountChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('country', models.CharField(max_length=2)),
                ('language', models.CharField(max_length=12)),
                ('source', models.CharField(blank=True, max_length=50)),
                ('day', models.DateField()),
                ('change', models.SmallIntegerField()),
                ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='count_changes', to='petition_blocks.petition')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('change__in', [1, -1])), name='a_change_is_one_up_or_one_down')],
            },
        ),
        migrations.AddConstraint(
            model_name='recipientkey',
            constraint=models.UniqueConstraint(fields=('petition', 'public_key', 'covers'), name='recipient_key_once_a_petition_and_purpose'),
        ),
        migrations.AddIndex(
            model_name='export',
            index=models.Index(condition=models.Q(('due_at__isnull', False)), fields=['due_at'], name='export_due'),
        ),
        migrations.AddConstraint(
            model_name='export',
            constraint=models.UniqueConstraint(fields=('petition', 'number'), name='export_numbers_a_petition'),
        ),
        migrations.AddIndex(
            model_name='shownname',
            index=models.Index(fields=['petition', 'state', '-id'], name='shown_name_newest'),
        ),
        migrations.AddConstraint(
            model_name='sealedrecord',
            constraint=models.UniqueConstraint(fields=('recipient', 'signature'), name='one_sealed_record_a_recipient'),
        ),
        migrations.AddIndex(
            model_name='subjectaccessrequest',
            index=models.Index(condition=models.Q(('answered_at__isnull', True)), fields=['due_on'], name='access_request_open'),
        ),
        migrations.AddConstraint(
            model_name='subjectaccessrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('signature',), name='one_open_access_request_a_signature'),
        ),
        migrations.AddIndex(
            model_name='submission',
            index=models.Index(fields=['petition', 'digest'], name='submission_digest'),
        ),
        migrations.AddIndex(
            model_name='submission',
            index=models.Index(condition=models.Q(('mailbox__isnull', False)), fields=['petition', 'mailbox'], name='submission_mailbox'),
        ),
        migrations.AddIndex(
            model_name='submission',
            index=models.Index(condition=models.Q(('mail_due_at__isnull', False)), fields=['mail_due_at'], name='submission_mail_due'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('corrected_by__isnull', False)), fields=['corrected_by'], name='signature_corrected_by'),
        ),
        migrations.AddIndex(
            model_name='signature',
            index=models.Index(condition=models.Q(('state', 'counted'), _negated=True), fields=['petition', 'state', 'signed_on'], name='signature_held_back'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('petition', 'digest', 'place'), name='one_signature_an_address_and_place'),
        ),
    ]
