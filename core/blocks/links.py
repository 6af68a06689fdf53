"""Ways on from a body: what to do next, files, other pages."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from core.links import LinkTarget, link_target


class FactUrlBlock(blocks.URLBlock):
    """An address that is the same in every language: none that nobody has checked comes in by translation."""

    def get_translatable_segments(self, value: str) -> list:
        return []

    def deconstruct(self) -> tuple[str, list, dict[str, Any]]:
        # So that migrations know Wagtail's own block only.
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.URLBlock", args, kwargs


def _target(page: Any) -> LinkTarget | None:
    return link_target(page.pk, get_language() or settings.LANGUAGE_CODE) if page else None


class CallToActionBlock(blocks.StructBlock):
    """One thing to do next. One that leads to the request page says whether requests are taken now."""

    text = blocks.TextBlock(
        label=_("Text"),
        required=False,
        default="",
        help_text=_("What the reader will find there, in one or two sentences."),
    )
    button = blocks.CharBlock(
        label=_("Button"), max_length=60, help_text=_("What happens on clicking it: “Read the handbook”.")
    )
    page = blocks.PageChooserBlock(
        label=_("Page"),
        help_text=_(
            "If it is the request page, the state of intake is shown in place of text and button: no page "
            "invites requests while none are taken."
        ),
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context=parent_context)
        target = _target(value["page"])
        intake = context.get("intake")
        return context | {
            "target": target,
            "is_invitation_to_ask": bool(target and intake and target.path == intake.path),
        }

    class Meta:
        label = _("Call to action")
        icon = "arrow-right"
        template = "core/blocks/call_to_action.html"


class DocumentsBlock(blocks.StructBlock):
    """Files to take away, each with its type, size and language."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=255)
    documents = blocks.ListBlock(DocumentChooserBlock(label=_("Document")), label=_("Documents"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        # One that was deleted since is None.
        documents = [document for document in value["documents"] or [] if document]
        return super().get_context(value, parent_context=parent_context) | {"documents": documents}

    class Meta:
        label = _("Documents")
        icon = "doc-full"
        template = "core/blocks/documents.html"


class RelatedPagesBlock(blocks.StructBlock):
    """Other pages of the site, in the reader's language where they are there."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, default="", max_length=255)
    pages = blocks.ListBlock(blocks.PageChooserBlock(label=_("Page")), label=_("Pages"))

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        targets = [_target(page) for page in value["pages"] or []]
        return super().get_context(value, parent_context=parent_context) | {
            "targets": [target for target in targets if target]
        }

    class Meta:
        label = _("Related pages")
        icon = "link"
        template = "core/blocks/related_pages.html"
