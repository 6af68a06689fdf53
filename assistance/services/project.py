"""An accepted request becomes a project."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from assistance.audit import record
from assistance.models import Actor, AssistanceRequest, Event
from assistance.project_draft import draft_of
from assistance.stages import BECOMES_PROJECT
from projects.models import ProjectIndexPage, ProjectPage

from .locking import NotAllowed, locked


@transaction.atomic
def make_project(request: AssistanceRequest, by: Any) -> ProjectPage:
    """The draft of a project's page, once; whoever makes it needs no right to pages."""
    request = locked(request)
    if request.project:
        return request.project
    if request.stage not in BECOMES_PROJECT:
        raise NotAllowed(_("Only an accepted request becomes a project."))
    if request.anonymised_at:
        raise NotAllowed(_("This request is anonymous: there is nothing left to make a project of."))
    index = ProjectIndexPage.objects.filter(locale=Locale.get_default()).order_by("path").first()
    if index is None:
        raise NotAllowed(_("There is no list of projects to put it in."))
    page = draft_of(request)
    page.owner = by
    index.add_child(instance=page)
    page.save_revision(user=by, log_action="wagtail.create")
    request.project = page
    request.save(update_fields=["project"])
    record(request.reference, Event.PROJECT_MADE, Actor.STAFF, by=by, detail=str(page.pk))
    return page
