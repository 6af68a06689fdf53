"""Every address of the admin, from the resolver, filled in with objects that are there."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from wagtail.admin.models import EditingSession
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Locale, Site, Task, UploadedFile, Workflow
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import OverridableSegment, Translation

from assistance import services, vault
from assistance.models import (
    EligibilityRule,
    EligibleCountry,
    FileRole,
    FileState,
    MailKind,
    MailState,
    MailText,
    OtherDoor,
    OutgoingMail,
    RequestFile,
    StageText,
)
from assistance.stages import Stage
from content.models import PointToConfirm
from core.models import SiteText
from documents.models import CustomDocument
from home.models import ContentPage
from news.models import NewsPage
from tests import factories
from tests.translating import translate_into
from vocabularies import models as vocabularies


@dataclass(frozen=True)
class Address:
    """An address with its name (its route, where it has none) and what its arguments are called."""

    name: str
    route: str
    arguments: tuple[str, ...]
    """The positional ones of a regular expression are ``0``, ``1``, …"""

    def url(self, values: dict[str, Any]) -> str:
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda match: str(values[match[1]]), self.route)


BULK = "wagtail_bulk_action"
SECRETS = ("ZZ-2026-4711", "Bureau of Whispers", "Whisperer", "whisper@", "Nobody may read this")
"""What is in the request for assistance of the furniture, and in nothing else."""


def admin_addresses() -> list[Address]:
    """All of them; the one address of all bulk actions as one for each model and action."""
    return [
        address
        for found in _below(get_resolver(), (), "")
        for address in (_bulk_actions(found) if found.name == BULK else [found])
    ]


def _bulk_actions(address: Address) -> Iterator[Address]:
    bulk_action_registry._scan_for_bulk_actions()
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            for action in actions:
                yield Address(f"{BULK}:{app}_{model}:{action}", f"admin/bulk/{app}/{model}/{action}/", ())


def _below(resolver: URLResolver, names: tuple[str, ...], before: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        route = before + _plain(str(entry.pattern))
        if not route.startswith("admin/"):
            continue
        if isinstance(entry, URLResolver):
            yield from _below(entry, (*names, *([entry.namespace] if entry.namespace else [])), route)
        elif isinstance(entry, URLPattern):
            name = ":".join((*names, entry.name)) if entry.name else route
            yield Address(name, route, tuple(re.findall(r"<(?:\w+:)?(\w+)>", route)))


def _plain(pattern: str) -> str:
    """A route in the form of ``path``: the admin's few regular expressions have groups in its place."""
    numbers = itertools.count()
    pattern = pattern.removeprefix("^").removesuffix("$").replace(r"\.", ".")
    pattern = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", pattern)
    return re.sub(r"\([^)]*\)", lambda _match: f"<{next(numbers)}>", pattern)


class Furniture:
    """One of everything that an address of the admin can be about, in one language where it has one."""

    def __init__(self, site: Any, locale: Locale) -> None:
        self.locale = locale
        self.person = factories.UserFactory()
        self.passkey = Authenticator.objects.create(user=self.person, type="webauthn", data={"name": "Key"})
        self.workflow, self.task = Workflow.objects.get(), Task.objects.get()
        self._make_pages(site)
        self._make_snippets()
        self._make_files()
        self._make_request(site)
        self.redirect = Redirect.objects.create(old_path="/old", redirect_link="/en/")
        self.session = EditingSession.objects.create(
            user=self.person, content_object=self.page, last_seen_at=timezone.now()
        )
        self._name_everything()

    def _make_pages(self, site: Any) -> None:
        source = factories.NewsPageFactory(parent=site.news, title="A visit")
        source.save_revision().publish()
        self.source = NewsPage.objects.get(pk=source.pk)
        self.page = self.translated(self.source)
        self.page.save_revision(approved_go_live_at="2099-01-01T00:00:00Z")
        home = site.home.get_translation(self.locale)
        written = factories.ContentPageFactory(parent=home, locale=self.locale, title="Written here")
        written.save_revision()
        self.in_review = ContentPage.objects.get(pk=written.pk)
        self.alias = self.in_review.create_alias(update_slug="the-same")
        self.state = self.workflow.start(self.in_review, self.person)

    def translated(self, instance: Any) -> Any:
        translate_into(instance, self.locale)
        return instance.get_translation(self.locale)

    def _make_snippets(self) -> None:
        theme = factories.ThemeFactory()
        tags = {
            vocabularies.Mechanism: factories.MechanismFactory(),
            vocabularies.Objective: factories.ObjectiveFactory(),
            vocabularies.Theme: theme,
            vocabularies.Area: vocabularies.Area.objects.create(slug="area", name="Area", theme=theme),
            vocabularies.Sdg: vocabularies.Sdg.objects.create(slug="sdg-1", name="One", number=1),
            vocabularies.Country: factories.CountryFactory(),
            vocabularies.Region: factories.RegionFactory(),
            vocabularies.CountryGroup: factories.CountryGroupFactory(),
        }
        self.snippets = {PointToConfirm: PointToConfirm.objects.create(text="Is it so?"), **tags}
        for tag in tags.values():
            model = type(tag)._meta.get_field("labels").related_model
            label = model(tag=tag, name=f"{tag} in words", locale=Locale.get_default())
            if isinstance(label, vocabularies.MechanismLabel):
                label.answers = "How?"
            self._publish_in_both(label)
        self._publish_in_both(factories.SiteTextFactory.build(locale=Locale.get_default()))
        self._publish_in_both(factories.FigureFactory.build(locale=Locale.get_default()))
        self._publish_in_both(EligibilityRule(answer="ask", text="Ask.", locale=Locale.get_default()))
        self._publish_in_both(OtherDoor(code="taiex", name="TAIEX", text="For.", locale=Locale.get_default()))
        self._publish_in_both(
            StageText(
                stage="received", name="Received", explanation="It is here.", locale=Locale.get_default()
            )
        )
        self._publish_in_both(
            MailText(kind="receipt", subject="{reference}", body="{link}", locale=Locale.get_default())
        )
        self.snippets[EligibleCountry] = EligibleCountry.objects.create(
            country=tags[vocabularies.Country], eligibility="yes"
        )
        assert set(self.snippets) == set(get_snippet_models())

    def _publish_in_both(self, text: Any) -> None:
        text.save()
        text.save_revision().publish()
        self.snippets[type(text)] = translation = self.translated(type(text).objects.get(pk=text.pk))
        translation.save_revision()

    def _make_files(self) -> None:
        self.collection = Collection.get_first_root_node().add_child(name="Handbooks")
        self.image = factories.ImageFactory(collection=self.collection)
        self.document = CustomDocument.objects.create(
            collection=self.collection, title="Brief", file=ContentFile(b"text", "brief.pdf")
        )
        self.upload = UploadedFile.objects.create(
            file=ContentFile(b"text", "brief.pdf"), for_content_type=None, uploaded_by_user=self.person
        )

    def _make_request(self, site: Any) -> None:
        officer = factories.member_of("Request officers")
        self.asked = factories.AssistanceRequestFactory(
            stage=Stage.IN_COMMITTEE,
            reference="ZZ-2026-4711",
            contact_name="Whisperer",
            contact_email="whisper@ministry.example",
            problem="Nobody may read this",
            assignee=self.person,
            country=self.snippets[vocabularies.Country],
        )
        self.asked.institutions.update(name="Bureau of Whispers")
        services.relate(self.asked, [factories.ProjectPageFactory(parent=site.projects)], officer)
        services.move(self.asked, Stage.ACCEPTED, officer)
        services.add_note(self.asked, "Nobody may read this", officer)
        key = vault.new_key()
        self.request_file = RequestFile.objects.create(
            request=self.asked,
            role=FileRole.LETTER,
            name="letter.pdf",
            content_type="application/pdf",
            size=4,
            sha256="0" * 64,
            stored_as=vault.put(b"text", key),
            wrapped_key=vault.wrap(key),
            state=FileState.CLEAN,
        )
        self.dead_letter = OutgoingMail.objects.create(
            request=self.asked,
            kind=MailKind.RECEIPT,
            language="en",
            recipient="awa@ministry.example",
            subject="Receipt",
            body="Here it is.",
            state=MailState.FAILED,
        )

    def _name_everything(self) -> None:
        """The arguments of the addresses, by their names."""
        translation = Translation.objects.get(
            source__object_id=self.page.translation_key, target_locale=self.locale
        )
        string = translation.source.stringsegment_set.first()
        overridable = OverridableSegment.objects.create(
            source=translation.source, context=string.context, order=99, data_json="1"
        )
        parent = self.page.get_parent()
        self._named = {
            "0": self.page.pk,
            "1": "earliest",
            "2": "latest",
            "action_name": "approve",
            "app_label": "news",
            "app_name": "taggit",
            "collection_id": self.collection.pk,
            "content_type_app_name": "news",
            "content_type_model_name": "newspage",
            "destination_id": parent.pk,
            "doc_id": self.document.pk,
            "document_id": self.document.pk,
            "file_pk": self.request_file.pk,
            "filter_spec": "original",
            "image_id": self.image.pk,
            "mail_pk": self.dead_letter.pk,
            "mode": "print",
            "model_name": "newspage",
            "object_id": self.page.pk,
            "overridable_segment_id": overridable.pk,
            "page_id": self.page.pk,
            "page_pk": self.in_review.pk,
            "page_to_move_id": self.page.pk,
            "parent_page_id": parent.pk,
            "redirect_id": self.redirect.pk,
            "revision_id": self.page.latest_revision_id,
            "revision_id_a": "earliest",
            "revision_id_b": "latest",
            "session_id": self.session.pk,
            "stage": Stage.IN_DESIGN,
            "string_segment_id": string.pk,
            "task_id": self.task.pk,
            "task_state_id": self.state.current_task_state_id,
            "token": default_token_generator.make_token(self.person),
            "translation_id": translation.pk,
            "translation_source_id": translation.source_id,
            "uidb64": urlsafe_base64_encode(force_bytes(self.person.pk)),
            "uploaded_file_id": self.upload.pk,
            "workflow_pk": self.workflow.pk,
            "user_pk": self.person.pk,
            "workflow_state_id": self.state.pk,
        }
        self._of_group = {
            "assistance_requests": {"pk": self.asked.pk},
            "wagtailadmin_api:documents": {"pk": self.document.pk},
            "wagtailadmin_api:images": {"pk": self.image.pk},
            "wagtailadmin_api:pages": {"pk": self.page.pk, "action_name": "publish"},
            "wagtailadmin_collections": {"pk": self.collection.pk},
            "wagtailadmin_workflows": {
                "pk": self.workflow.pk,
                "app_label": "wagtailcore",
                "model_name": "groupapprovaltask",
            },
            "wagtaildocs_chooser": {"pk": self.document.pk},
            "wagtailimages_chooser": {"pk": self.image.pk},
            "wagtaillocales": {"pk": self.locale.pk},
            "wagtailsites": {"pk": Site.objects.get().pk},
            "wagtailusers_groups": {"pk": Group.objects.get(name="Editors").pk},
            "wagtailusers_users": {"pk": self.person.pk},
        }
        self._of_address = {
            "wagtail_localize:submit_snippet_translation": self._site_text,
            "wagtail_localize:snippets_api_listing": self._site_text,
            "wagtail_localize:snippets_api_detail": self._site_text,
            "wagtailadmin_pages:convert_alias": {"page_id": self.alias.pk},
            "wagtailadmin_tag_model_autocomplete": {"model_name": "tag"},
            "mfa_edit_webauthn": {"pk": self.passkey.pk},
            "mfa_remove_webauthn": {"pk": self.passkey.pk},
        } | {
            f"wagtailadmin_workflows:{name}_task": {"pk": self.task.pk}
            for name in ("edit", "disable", "enable")
        }
        self._of_bulk = {
            "wagtailcore_page": self.page,
            "images_customimage": self.image,
            "documents_customdocument": self.document,
            "users_user": self.person,
        }
        body = ContentPage.body.field.stream_block
        self._of_query = {
            "wagtailadmin_api:pages:find": self.page.pk,
            "wagtailadmin_api:images:find": self.image.pk,
            "wagtailadmin_api:documents:find": self.document.pk,
            "wagtailadmin_block_preview": body.child_blocks["text"].definition_prefix,
        }
        for model, instance in self.snippets.items():
            self._of_bulk[f"{model._meta.app_label}_{model._meta.model_name}"] = instance
            here = {"pk": instance.pk, "revision_id": getattr(instance, "latest_revision_id", None)}
            for group in ("wagtailsnippets", "wagtailsnippetchoosers"):
                self._of_group[f"{group}_{model._meta.app_label}_{model._meta.model_name}"] = here

    @property
    def _site_text(self) -> dict[str, Any]:
        return {"app_label": "core", "model_name": "sitetext", "pk": self.snippets[SiteText].pk}

    def values(self, address: Address) -> dict[str, Any]:
        group, _, view = address.name.rpartition(":")
        values = self._named | self._of_group.get(group, {}) | self._of_address.get(address.name, {})
        if group == "wagtailadmin_pages" and "workflow" in view:
            values["page_id"] = self.in_review.pk
        return values

    def query(self, address: Address) -> dict[str, Any]:
        """What is asked after the ``?``, where an address wants that to say what it is about."""
        if address.name.startswith(BULK):
            _bulk, name, _action = address.name.split(":")
            return {"id": self._of_bulk[name].pk}
        if address.name in self._of_query:
            return {"id": self._of_query[address.name]}
        return {}
