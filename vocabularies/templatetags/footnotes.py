"""``{% footnotes %} … {% endfootnotes %}``: the footnotes of the countries named in between."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.loader import render_to_string

from vocabularies.catalogue import catalogue
from vocabularies.models import Country

register = template.Library()


class FootnotesNode(template.Node):
    """Prints what it holds, then the footnote of every country whose name occurs in it.

    It looks at the finished HTML, so that a name in an editor's text has its footnote too.
    """

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> str:
        html = self.nodelist.render(context)
        notes = [term for term in catalogue().of(Country) if term.footnote and term.name.rstrip("*") in html]
        return html + (render_to_string("includes/footnotes.html", {"notes": notes}) if notes else "")


@register.tag
def footnotes(parser: Parser, token: Token) -> FootnotesNode:
    nodelist = parser.parse(("endfootnotes",))
    parser.delete_first_token()
    return FootnotesNode(nodelist)
