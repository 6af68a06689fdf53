"""What the lists of countries, objectives and themes share: each of their terms has a page below them."""

from abc import abstractmethod
from functools import partial
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from core.blocks.text import INTRODUCTION_FEATURES
from core.models import BasePage
from core.site_structure import list_page_path
from projects.finder import Finding, ProjectFilter, portfolio
from projects.models import finder_path
from projects.tallies import FACETS
from vocabularies.catalogue import Term, catalogue
from vocabularies.models import VocabularyTag

PROJECTS_SHOWN = 6


class TermIndexPage(RoutablePageMixin, BasePage):
    """The terms of a vocabulary. The page of each is computed, at an address below this one's.

    It is there as soon as the term is, in every language that the list is in; what an editor has to say on
    it stands with the term's label (decision 12).
    """

    vocabulary: ClassVar[type[VocabularyTag]]
    term_template: ClassVar[str]

    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    lead = models.TextField(_("lead"), blank=True, help_text=_("One or two sentences below the title."))
    introduction = RichTextField(
        _("introduction"),
        features=INTRODUCTION_FEATURES,
        blank=True,
        help_text=_("Stands before the list. The page of a single tag has its introduction under Tag names."),
    )

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("introduction")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("introduction")]

    class Meta:
        abstract = True

    @staticmethod
    def step(term: Term) -> str:
        """The last step of the address of a term's page."""
        return term.slug

    @classmethod
    def term_paths(cls, language: str) -> dict[str, str]:
        """The addresses of the terms' pages in a language, by the terms' codes; none without a live list."""
        if not (above := list_page_path(cls, language)):
            return {}
        return {term.slug: f"{above}{cls.step(term)}/" for term in catalogue(language).of(cls.vocabulary)}

    @path("<slug:step>/")
    def term_page(self, request: HttpRequest, step: str) -> HttpResponse:
        """A term that has a page elsewhere is found there."""
        terms = catalogue(self.language).of(self.vocabulary)
        term = next((term for term in terms if self.step(term) == step), None)
        if term is None:
            raise Http404
        if term.page_path not in ("", f"{self.address}{step}/"):
            return redirect(term.page_path, permanent=True)
        return TemplateResponse(request, self.term_template, self.term_context(request, term))

    def term_context(self, request: HttpRequest, term: Term) -> dict[str, Any]:
        chosen = ProjectFilter(chosen={FACETS[self.vocabulary]: (term.slug,)})
        finding = Finding(chosen, self.language, portfolio())
        # This page's own context holds the whole list, which is none of the term's page.
        context = super().get_context(request)
        description = self.term_description(term, finding)
        frame = context["frame"].below(
            f"{self.step(term)}/",
            self.term_title(term),
            seo_title=self.term_seo_title(term),
            description=description,
        )
        thing = self.term_thing(term) | {"url": settings.SITE_URL + frame.path, "description": description}
        return {
            **context,
            **self.framed(frame, thing),
            "term": term,
            "finding": finding,
            "figures": finding.figures,
            "finder": finder_path(self.language),
            "portrait": partial(self.portrait, term, finding),
        }

    def term_title(self, term: Term) -> str:
        """Of the term's page, as the way to it names it."""
        return term.name

    def term_seo_title(self, term: Term) -> str:
        """Of the term's page, to search engines and in a browser's tab, where its title does not do."""
        return gettext("%(term)s: projects") % {"term": term}

    @abstractmethod
    def term_description(self, term: Term, finding: Finding) -> str:
        """To search engines."""

    @abstractmethod
    def term_thing(self, term: Term) -> dict[str, Any]:
        """What the term's page is about in schema.org's terms."""

    @abstractmethod
    def portrait(self, term: Term, finding: Finding) -> dict[str, Any]:
        """What the term's page tells beyond what all of them do: asked for when it is printed anew."""
