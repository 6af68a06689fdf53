"""Filling in the admin's forms as its own pages offer them."""

from django.http import QueryDict
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield


def edit_form(client, page) -> QueryDict:
    """The edit form of a page as the browser would send it back unchanged."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    return _with_streams(data, type(page.specific))


def create_form(client, model, parent) -> QueryDict:
    html = client.get(_create_url(model, parent)).content.decode()
    data = querydict_from_html(html, form_id="page-edit-form").copy()
    return _with_streams(data, model)


def _with_streams(data: QueryDict, model) -> QueryDict:
    # Stream fields are drawn by JavaScript: the page's HTML has no inputs for them.
    if any(field.name == "body" for field in model._meta.get_fields()):
        data.update(nested_form_data({"body": streamfield([])}))
    return data


def _create_url(model, parent) -> str:
    return reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])


def create(client, model, parent, data: QueryDict):
    return client.post(_create_url(model, parent), _all_values(data))


def save(client, page, data: QueryDict, publish: bool = True):
    """Send an edit form with the button «Publish», or «Save draft»."""
    data = data.copy()
    if publish:
        data["action-publish"] = "action-publish"
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), _all_values(data))


def _all_values(data: QueryDict) -> dict[str, list[str]]:
    # The test client would send only the last value of each key of a QueryDict.
    return dict(data.lists())
