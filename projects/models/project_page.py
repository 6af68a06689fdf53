"""A project: what was asked for, what was done, what came of it."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, Revision
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from core.blocks import BodyBlock
from core.blocks.text import RICH_TEXT_FEATURES
from core.fields import MonthField, validate_month_order
from core.models import BasePage
from core.models.base_page import neutral
from core.translation.publication import PublishRefused
from images.sharing import SharedPicture, shared_picture
from projects.querysets import ProjectManager
from projects.structured_data import as_project
from vocabularies.catalogue import Term, catalogue
from vocabularies.country_groups import standings
from vocabularies.models import Country
from vocabularies.places import land
from vocabularies.tagging import TermsField, terms_fields

from .choices import Status
from .project_form import ProjectPageForm, missing_tags
from .project_tags import (
    ProjectArea,
    ProjectCountry,
    ProjectMechanism,
    ProjectObjective,
    ProjectRegion,
    ProjectSdg,
    ProjectTheme,
)


class ProjectPage(BasePage):
    """What a partner asked for, what was done, what changed."""

    template = "projects/project_page.html"
    parent_page_types: ClassVar[list[str]] = ["projects.ProjectIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = ProjectPageForm

    # Facts: the same in every language
    countries = TermsField(
        through=ProjectCountry,
        blank=True,
        related_name="projects",
        verbose_name=_("countries"),
        help_text=_("The countries whose authorities were supported."),
    )
    regions = TermsField(
        through=ProjectRegion,
        blank=True,
        related_name="projects",
        verbose_name=_("region"),
        help_text=_(
            "Only where the project has no country of its own, for example with a regional organisation."
        ),
    )
    mechanisms = TermsField(
        through=ProjectMechanism,
        blank=True,
        related_name="projects",
        verbose_name=_("ways of supporting Objective 23"),
        help_text=_("Each way chosen here counts this project as evidence on its page."),
    )
    objectives = TermsField(
        through=ProjectObjective,
        blank=True,
        related_name="projects",
        verbose_name=_("objectives of the Global Compact"),
    )
    themes = TermsField(through=ProjectTheme, blank=True, related_name="projects", verbose_name=_("themes"))
    areas = TermsField(
        through=ProjectArea, blank=True, related_name="projects", verbose_name=_("areas of work")
    )
    sdgs = TermsField(
        through=ProjectSdg,
        blank=True,
        related_name="projects",
        verbose_name=_("Sustainable Development Goals"),
    )
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.PIPELINE)
    start = MonthField(_("start"), null=True, blank=True, help_text=_("Empty where it is not known."))
    end = MonthField(_("end"), null=True, blank=True, help_text=_("Empty where it is not known."))
    practice_document = models.ForeignKey(
        "documents.CustomDocument",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    practice_link = models.URLField(_("link"), blank=True)
    practice_hub_link = models.URLField(_("entry in the hub of the UN Network on Migration"), blank=True)
    image = models.ForeignKey(
        "images.CustomImage",
        verbose_name=_("image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    # Words
    summary = models.TextField(
        _("summary"), help_text=_("Two sentences at most: who asked for what, and what came of it.")
    )
    request = RichTextField(
        _("the request"), features=RICH_TEXT_FEATURES, blank=True, help_text=_("What the partners asked for.")
    )
    objective = RichTextField(
        _("the aim"), features=RICH_TEXT_FEATURES, blank=True, help_text=_("What the project set out to do.")
    )
    results = RichTextField(
        _("results"), features=RICH_TEXT_FEATURES, blank=True, help_text=_("What was there at its end.")
    )
    outcome = RichTextField(
        _("after twelve months"),
        features=RICH_TEXT_FEATURES,
        blank=True,
        help_text=_("What had become of the results a year later."),
    )
    practice_title = models.CharField(
        _("practice or case study"),
        max_length=255,
        blank=True,
        help_text=_("The name of the handbook, practice or case study that the project left behind."),
    )
    image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the image shows, for those who do not see it. Empty if it only decorates."),
    )
    body = StreamField(BodyBlock(), verbose_name=_("more"), blank=True)

    objects = ProjectManager()

    override_translatable_fields: ClassVar[list[SynchronizedField]] = [
        *BasePage.neutral_fields,
        *neutral("status", "start", "end"),
    ]

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("countries"), FieldPanel("regions")], heading=_("Where"), classname="collapsed"
        ),
        FieldPanel("mechanisms"),
        MultiFieldPanel(
            [
                FieldPanel("objectives"),
                FieldPanel("themes"),
                FieldPanel("areas"),
                FieldPanel("sdgs"),
            ],
            heading=_("What it is about"),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel("status"), FieldRowPanel([FieldPanel("start"), FieldPanel("end")])],
            heading=_("When"),
        ),
        InlinePanel("institutions", heading=_("Who asked"), label=_("Institution")),
        FieldPanel("request"),
        FieldPanel("objective"),
        InlinePanel("experts", heading=_("Where the experts came from"), label=_("Experts")),
        InlinePanel("activities", heading=_("What was done"), label=_("Activity")),
        FieldPanel("results"),
        FieldPanel("outcome"),
        MultiFieldPanel(
            [
                FieldPanel("practice_title"),
                FieldPanel("practice_document"),
                FieldPanel("practice_link"),
                FieldPanel("practice_hub_link"),
            ],
            heading=_("Practice or case study"),
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("image"), FieldPanel("image_alt")], heading=_("Image")),
        InlinePanel("documents", heading=_("Documents"), label=_("Document")),
        InlinePanel("sources", heading=_("Sources"), label=_("Source")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("request"),
        index.SearchField("objective"),
        index.SearchField("results"),
        index.SearchField("outcome"),
        index.SearchField("practice_title"),
        index.SearchField("body"),
        index.RelatedFields("institutions", [index.SearchField("name")]),
        index.RelatedFields("activities", [index.SearchField("title")]),
        index.FilterField("status"),
        index.FilterField("start"),
    ]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")

    def clean(self) -> None:
        super().clean()
        validate_month_order(self.start, self.end)
        if self.status == Status.COMPLETED and self.end and self.end > date.today():
            raise ValidationError(
                {"status": _("A completed project cannot end in the future: check the status or the end.")}
            )

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        # What was approved for later was in order then; refusing it now would stop all that is due after it.
        if revision.approved_go_live_at is None:
            draft = revision.as_object()
            missing = missing_tags(draft.countries.all(), draft.regions.all(), draft.mechanisms.all())
            if missing:
                raise PublishRefused(f"{draft.title}: " + " ".join(str(text) for text in missing.values()))
        super().publish(revision, *args, **kwargs)

    @cached_property
    def place_terms(self) -> list[Term]:
        """Its countries, or where it has none its region. Needs ``attach_terms``."""
        terms = self.terms
        return terms["countries"] or terms["regions"]

    @property
    def land(self) -> str:
        """The region whose land it is on; empty where it is on several. Needs ``attach_terms``."""
        return land(self.place_terms)

    @cached_property
    def share_image(self) -> SharedPicture | None:
        return shared_picture(self.image, self.image_alt)

    @property
    def practice_name(self) -> str:
        """What its practice is called, where it has one; without a title of its own, as the project is."""
        return self.practice_title or self.title

    def structured_data(self) -> dict[str, Any]:
        return as_project(self)

    def _codes(self) -> list[tuple[str | Promise, list[Term]]]:
        """What its tags are called in addresses and files, by kind."""
        kinds = [(field.verbose_name, self.terms[field.name]) for field in terms_fields(type(self))]
        return [(capfirst(label), terms) for label, terms in kinds if terms]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from projects.finder.pages import attach_known_terms
        from projects.related import news_about, related_projects

        attach_known_terms(self)
        context = super().get_context(request, *args, **kwargs)
        terms = catalogue(self.language)
        countries = terms.of(Country)
        context.update(
            regions=terms.regions_of(self.terms["countries"]) or self.terms["regions"],
            groups=standings(self.terms["countries"], self.language, then=self.start or self.end),
            institutions=[row for row in self.institutions.all() if row.name],
            experts=[(row, countries.by_pk(row.country_id)) for row in self.experts.all()],
            activities=[(row, countries.by_pk(row.country_id)) for row in self.activities.all()],
            documents=list(self.documents.select_related("document")),
            sources=[row for row in self.sources.all() if row.title],
            last_change=timezone.localdate(self.last_published_at) if self.last_published_at else None,
            codes=self._codes(),
            related=related_projects(self),
            news=news_about(self),
        )
        return context
