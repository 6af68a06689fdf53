"""``{% figures %} … {% endfigures %}``: references to figures in between are replaced by the figures."""

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.figures import with_figures

register = template.Library()


class FiguresNode(template.Node):
    """Looks at the finished HTML: titles, leads, descriptions and bodies alike may refer to figures."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        html = self.nodelist.render(context)
        language = get_language() or settings.LANGUAGE_CODE
        return mark_safe(with_figures(html, language, safe=escape))  # noqa: S308 - rendered, and what comes in is escaped


@register.tag
def figures(parser: Parser, token: Token) -> FiguresNode:
    nodelist = parser.parse(("endfigures",))
    parser.delete_first_token()
    return FiguresNode(nodelist)
