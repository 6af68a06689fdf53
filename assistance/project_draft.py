"""The page of a project as far as a request can fill it. Nothing of the contact goes into it."""

import secrets

from django.conf import settings
from django.utils import translation
from django.utils.html import linebreaks
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale

from projects.models import ProjectPage
from projects.models.choices import Status
from projects.models.project_details import RequestingInstitution
from vocabularies.catalogue import catalogue
from vocabularies.models import Country

from .models import AssistanceRequest


def plain(words: str) -> str:
    """Words that are nobody's markup: ``[[code]]`` stands for a figure of the register (core/figures.py)."""
    return words.replace("[[", "[ [")


def draft_of(request: AssistanceRequest) -> ProjectPage:
    """An unsaved page in the site's own language, not live; its words are the partner's, to be edited."""
    institutions = list(request.institutions.all())
    areas = list(request.areas.select_related("theme"))
    country = catalogue(settings.LANGUAGE_CODE).of(Country).by_pk(request.country_id)
    place = str(country) if country else request.regional_body
    with translation.override(settings.LANGUAGE_CODE):
        summary = _("%(institution)s asked for support.") % {
            "institution": plain(institutions[0].name if institutions else place)
        }
        page = ProjectPage(
            # Not its reference: that would tell how many requests there are.
            title=_("%(place)s: new project") % {"place": place},
            slug=f"{slugify(place)[:40]}-{secrets.token_hex(3)}",
            locale=Locale.get_default(),
            live=False,
            status=Status.PIPELINE,
            summary=summary,
            request=linebreaks(plain(request.problem), autoescape=True),
            objective=linebreaks(plain(request.change), autoescape=True),
        )
    page.countries.set([request.country] if request.country else [])
    page.areas.set(areas)
    page.themes.set({area.theme for area in areas})
    page.mechanisms.set(list(request.mechanisms.all()))
    page.institutions.set(
        RequestingInstitution(name=plain(institution.name), kind=institution.kind, locale=page.locale)
        for institution in institutions
    )
    return page
