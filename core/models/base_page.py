"""The page that all others are made from."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PagePermissionTester, PageViewRestriction
from wagtail_localize.fields import SynchronizedField

from core.privacy import private_paths
from core.querysets import BasePageManager
from core.site_structure import language_homes
from core.translation.publication import PublishedWhole

if TYPE_CHECKING:
    from core.frame import Frame


class Permissions(PagePermissionTester):
    """Wagtail's, but who may only change pages keeps the tree as it is: a translator.

    Wagtail lets them delete any draft, and offers to copy what they then can put nowhere.
    """

    def may_build(self) -> bool:
        return bool(self.user.is_superuser or self.permissions & {"add", "publish"})

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return super().can_delete(ignore_bulk) and self.may_build()

    def can_copy(self) -> bool:
        return super().can_copy() and self.may_build()


class BasePage(PublishedWhole, Page):
    """A page with the site's frame, one slug in all languages, and translations published whole."""

    neutral_fields: ClassVar[list[SynchronizedField]] = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("show_in_menus", overridable=False),
        SynchronizedField("visibility_derogation", overridable=False),
    ]
    """Facts that a translator cannot override. A page type adds its own to this list."""
    parameters: ClassVar[frozenset[str]] = frozenset()
    """The names behind the ``?`` of its address that it reads: any other is taken off before it is asked."""
    addresses_with_parameters: ClassVar[tuple[str, ...]] = ("",)
    """Its own address, and those below it that it answers and that read them too."""
    override_translatable_fields: ClassVar[list[SynchronizedField]] = neutral_fields

    visibility_derogation = models.TextField(
        _("derogation from EU visibility"),
        blank=True,
        help_text=_(
            "Why the footer of this page does not show the emblem, the funding statement and the texts "
            "beside them (for example, because they would put people at risk), and who agreed to it. Seen by "
            "staff only. Empty: they are shown. The page’s own texts stay as they are."
        ),
    )

    objects = BasePageManager()
    search_auto_update = False
    """Wagtail would index a page before its rows and tags are saved: see ``save``."""

    settings_panels = [
        *Page.settings_panels,
        MultiFieldPanel([FieldPanel("visibility_derogation")], heading=_("Visibility")),
    ]

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        return self.locale.language_code

    @property
    def description(self) -> str:
        """What search engines and those who share the page show of it: as given, else its first words."""
        return self.search_description or Truncator(self.first_words).chars(300)

    @property
    def first_words(self) -> str:
        """What stands first below the title."""
        return getattr(self, "lead", "") or getattr(self, "summary", "")

    @property
    def address(self) -> str:
        """The page's address below the host. No query where ``locale`` came with the page."""
        home = language_homes().get(self.language)
        return home.path_of(self.url_path) if home else ""

    @classmethod
    def get_search_fields(cls) -> list[Any]:
        """Of ``search_fields``, the texts stand in the index as one: ``search_document``."""
        from core.search_index import index_fields

        return index_fields(super().get_search_fields())

    @classmethod
    def get_indexed_objects(cls) -> QuerySet:
        from core.search_index import with_what_is_read

        return with_what_is_read(super().get_indexed_objects(), cls.search_fields)

    @cached_property
    def search_document(self) -> str:
        """Kept with the object: the index asks three times. What it is given is always read anew."""
        from core.search_index import document_of

        return document_of(self)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        from core.search_index import put_into_index

        super().save(*args, **kwargs)
        put_into_index(self)

    def permissions_for_user(self, user: Any) -> PagePermissionTester:
        return Permissions(user, self)

    def clean(self) -> None:
        from core.figures import unknown_figures

        super().clean()
        unknown = {
            field.name: _("There is no such figure in the register: %(figures)s.")
            % {"figures": ", ".join(figures)}
            for field in self._meta.concrete_fields
            if field.editable
            and isinstance(field, models.CharField | models.TextField | StreamField)
            and (figures := unknown_figures([field.value_to_string(self)]))
        }
        if unknown:
            raise ValidationError(unknown)

    def get_view_restrictions(self) -> QuerySet:
        """None, without a query, where neither this page nor one above it is private, as almost everywhere.

        An alias is as private as its source, wherever that is.
        """
        if self.alias_of_id is None and not any(map(self.path.startswith, private_paths())):
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # The same page at a second address, or another language's words under this one's.
        if self.alias_of_id:
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from core.frame import build_frame

        context = super().get_context(request, *args, **kwargs)
        return {**context, **self.framed(build_frame(request, self), self.structured_data())}

    def framed(self, frame: "Frame", about: dict[str, Any] | None = None) -> dict[str, Any]:
        """What the base template prints around the content: this page's, or one's that it answers below.

        ``about``: what that page is about in schema.org's terms.
        """
        from core.structured_data import as_json_ld, breadcrumb_list, without_funder

        if about and self.visibility_derogation:
            about = without_funder(about)
        return {"frame": frame, "json_ld": as_json_ld(about, breadcrumb_list(frame))}

    def structured_data(self) -> dict[str, Any] | None:
        """What the page is about in schema.org's terms, if there is a fitting type."""
        return None

    @property
    def full_address(self) -> str:
        return settings.SITE_URL + self.address


def neutral(*names: str) -> list[SynchronizedField]:
    """Facts of a page type: synchronised, and not to be overridden in a translation."""
    return [SynchronizedField(name, overridable=False) for name in names]
