"""Editors are told which pictures a page leaves out."""

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from .models import CustomImage
from .pages import image_ids


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def name_pictures_left_out(request: HttpRequest, page: Page) -> None:
    if "application/json" in request.headers.get("Accept", ""):
        return  # saved by itself while the editor types: nobody would see it now, everybody all of it later
    for image in CustomImage.objects.filter(pk__in=image_ids(page)):
        if not image.may_be_shown:
            text = _("The page leaves out the picture “%(title)s”: not everyone in it has agreed.")
            link = format_html(
                '<a href="{}">{}</a>', reverse("wagtailimages:edit", args=[image.pk]), _("Change its consent")
            )
            messages.warning(request, format_html("{} {}", text % {"title": image.title}, link))
