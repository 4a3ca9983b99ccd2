"""Django's tags for what the hub itself says, marked with its language where that isn't the page's.

In some languages the hub has no words, or not all of them, and says the rest in English. This library's
`{% translate %}` and `{% blocktranslate %}` tell browsers so, by a `span`: they stand in text. Where there
can be no markup, as in an attribute or a title, use `{{ _("…") }}`, or keep it by `as` and show that.

What comes from elsewhere, as the labels of a form, stands between `{% words %}` and `{% endwords %}`. So do
several pieces that a reader takes as one: between two marks the page's own direction holds.
"""

from django import template
from django.conf import settings
from django.template import Context
from django.template.base import Node, NodeList, Parser, Token
from django.templatetags import i18n
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ..interface_words.heard import is_heard, listening
from .editorial_tags import text_direction

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


class WordsNode(Node):
    """Something that the hub says, in the language of the page if it has words in it."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Return it, marked as English where there are no words."""
        language = get_language() or settings.LANGUAGE_CODE
        if language == settings.LANGUAGE_CODE or is_heard(language):  # what is around it is marked as a whole
            return self.nodelist.render(context)
        with listening(language) as heard:
            text = self.nodelist.render(context)
        if not heard.is_english:
            return text
        english = settings.LANGUAGE_CODE
        return format_html('<span lang="{}" dir="{}">{}</span>', english, text_direction(english), text)


def _marked(node: Node) -> Node:
    """Return what says it, with its mark; what is only kept for later has none."""
    return node if getattr(node, "asvar", None) else WordsNode(NodeList([node]))


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> Node:
    """Say a message, as Django's tag does."""
    return _marked(i18n.do_translate(parser, token))


@register.tag("blocktranslate")
@register.tag("blocktrans")
def blocktranslate(parser: Parser, token: Token) -> Node:
    """Say a message with values in it, as Django's tag does."""
    return _marked(i18n.do_block_translate(parser, token))


@register.tag
def words(parser: Parser, token: Token) -> WordsNode:
    """Mark what the hub says and a template gets from elsewhere, but nothing that editors wrote."""
    nodelist = parser.parse(("endwords",))
    parser.delete_first_token()
    return WordsNode(nodelist)
