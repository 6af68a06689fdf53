"""What a finder's form prints so often that a template would take longer for it than for all the rest."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from projects.finder.finding import Choice

register = template.Library()


@register.simple_tag
def check_boxes(choice: Choice) -> SafeString:
    """A line for each of a facet's values, of which there may be hundreds."""
    lines = (
        f'<li><label><input type="checkbox" name="{escape(choice.name)}" value="{escape(option.code)}"'
        f"{' checked' if option.is_chosen else ''}>{escape(option.label)} <span>({option.count})</span>"
        "</label></li>"
        for option in choice.options
    )
    return mark_safe("\n".join(lines))  # noqa: S308 - each value is escaped
