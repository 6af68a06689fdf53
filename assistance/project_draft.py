"""The page of a project as far as a request can fill it. Nothing of the contact goes into it."""

from django.conf import settings
from django.utils import translation
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from wagtail.models import Locale

from projects.models import ProjectPage
from projects.models.choices import Status
from projects.models.project_details import RequestingInstitution
from vocabularies.catalogue import catalogue
from vocabularies.models import Country

from .models import AssistanceRequest


def draft_of(request: AssistanceRequest) -> ProjectPage:
    """An unsaved page in the site's own language, not live; its words are the partner's, to be edited."""
    institutions = list(request.institutions.all())
    areas = list(request.areas.select_related("theme"))
    country = catalogue(settings.LANGUAGE_CODE).of(Country).by_pk(request.country_id)
    place = str(country) if country else request.regional_body
    with translation.override(settings.LANGUAGE_CODE):
        summary = _("%(institution)s asked for support.") % {
            "institution": institutions[0].name if institutions else place
        }
    page = ProjectPage(
        title=f"{place} ({request.reference})",
        slug=request.reference.lower(),
        locale=Locale.get_default(),
        live=False,
        status=Status.PIPELINE,
        summary=summary,
        request=linebreaks(request.problem, autoescape=True),
        objective=linebreaks(request.change, autoescape=True),
    )
    page.countries.set([request.country] if request.country else [])
    page.areas.set(areas)
    page.themes.set({area.theme for area in areas})
    page.mechanisms.set(list(request.mechanisms.all()))
    page.institutions.set(
        RequestingInstitution(name=institution.name, kind=institution.kind, locale=page.locale)
        for institution in institutions
    )
    return page
