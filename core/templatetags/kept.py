"""``{% kept "name" of.pk … with counted %} … {% endkept %}``: HTML that is printed once, then kept until
content changes.

For what many pages or many readers get alike: a project's card, the drawing of all countries, what is counted
of the whole portfolio. What stands in between may depend on nothing but the values given, what is published,
the language and the day. Never on who asks: nothing of a user, a session or a form's token may stand there.

``with``: a function that a page hands to its template; it gives a dictionary of what only this piece prints,
and is called only when the piece is made. Lines are not indented: no ``<pre>`` stands in a piece.
"""

import re

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core.caching import kept_piece

register = template.Library()

_INDENTED = re.compile(r"\n\s+")


class KeptNode(template.Node):
    def __init__(
        self, nodelist: NodeList, values: list[FilterExpression], counted: FilterExpression | None
    ) -> None:
        self.nodelist = nodelist
        self.values = values
        self.counted = counted

    def render(self, context: template.Context) -> SafeString:
        if getattr(context.get("request"), "is_preview", False):  # of what no reader gets yet
            return self._made(context)
        values = (value.resolve(context) for value in self.values)
        key = (get_language(), timezone.localdate(), *values)
        return mark_safe(kept_piece(key, lambda: self._made(context)))  # noqa: S308 - rendered by a template

    def _made(self, context: template.Context) -> SafeString:
        with context.push(**(self.counted.resolve(context) if self.counted else {})):
            html = self.nodelist.render(context)
        # Templates are written in lines and steps that nobody needs to receive.
        return mark_safe(_INDENTED.sub("\n", html))  # noqa: S308 - rendered by a template


@register.tag
def kept(parser: Parser, token: Token) -> KeptNode:
    bits = token.split_contents()[1:]
    counted = parser.compile_filter(bits.pop()) if bits[-2:-1] == ["with"] and bits.pop(-2) else None
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()
    return KeptNode(nodelist, [parser.compile_filter(bit) for bit in bits], counted)
