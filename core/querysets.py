"""Questions that can be asked of any kind of page."""

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from wagtail.models import Locale
from wagtail.models.pages import PageManager, PageQuerySet

from .privacy import is_private
from .site_structure import language_homes


class BasePageQuerySet(PageQuerySet):
    """What every page's queryset answers."""

    def private_q(self) -> Q:
        return is_private()

    def in_best_language(self, locale: Locale) -> QuerySet:
        """Each live page once: in ``locale`` if there is a live translation, else in its source's language.

        The source is the oldest of its translations, the one the others were copied from. Aliases are
        no pages of their own; a page of a language that the site is not live in has no address. One query;
        ``page.locale`` comes with it, so that a list can mark what is not in the reader's language.
        """
        locales = [home.locale.pk for home in language_homes().values()]
        siblings = (
            self.model._default_manager.live()
            .filter(translation_key=OuterRef("translation_key"), alias_of=None, locale__in=locales)
            .order_by(Case(When(locale_id=locale.pk, then=Value(0)), default=Value(1)), "pk")
        )
        return self.live().filter(pk=Subquery(siblings.values("pk")[:1])).select_related("locale")


BasePageManager = PageManager.from_queryset(BasePageQuerySet)
