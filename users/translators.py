"""A group of translators for each language, made with the language's home page.

Wagtail's rights on pages hang on the tree: a translator's begin at the home page of the language. Texts that
are not pages follow (``core/translation/rights.py``). The site's own language has no such group: its texts
are written, by Editors.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group
from wagtail.models import Locale

from core.models import BasePage
from core.translation.rights import HOME_DEPTH

from .groups import give, translators_of
from .roles import TRANSLATORS


def give_home_to_translators(
    sender: type, instance: Any, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """On ``post_save``, once for a home page: what Administrators change of the group later stays changed."""
    if raw or not created or not isinstance(instance, BasePage) or instance.depth != HOME_DEPTH:
        return
    if instance.locale_id == Locale.get_default().pk:
        return
    group, is_new = Group.objects.get_or_create(name=translators_of(instance.locale.language_code))
    on_pages = {name for name in TRANSLATORS.permissions if name.endswith("_page")}
    give(apps, group, TRANSLATORS.permissions if is_new else on_pages, page=instance)
