"""Facts are the same in every language the moment their source is published.

wagtail-localize copies synchronised fields only when a translation is synced or published, together
with the source's words. Here the two are told apart: *facts* (tags, dates, status, kinds, links between
pages) go to every translation at once, to what readers see and to drafts; *words* stay the last complete
translation until translators have caught up.
"""

import logging
from collections.abc import Iterator
from typing import Any

from django.db import models, transaction
from modelcluster.fields import ParentalKey
from taggit.managers import TaggableManager
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField, get_translatable_fields
from wagtail_localize.models import SegmentOverride, TranslationSource

from .waiting import note_whether_behind

logger = logging.getLogger(__name__)


@transaction.atomic
def synchronise_facts(published: TranslatableMixin, is_whole: bool = False) -> None:
    """Bring the translations of what was just published in step with their source.

    Where the source was published, its translations take over its facts and the translation editor its
    new words (so that outdated ones show as such). Where a translation was published, it takes the facts
    of its source, whatever was edited in it. ``is_whole``: it was made of its complete words just now.
    """
    source = TranslationSource.objects.filter(object_id=published.translation_key).order_by("pk").first()
    if source is None:
        return
    try:
        original = source.get_source_instance()
    except models.ObjectDoesNotExist:
        return
    if not original.live:
        return
    twins = original.get_translations()
    if published.locale_id == source.locale_id:
        # So that a later publication of a translation does not roll the facts back.
        source.update_from_db()
    else:
        twins = twins.filter(locale_id=published.locale_id)
    for twin in twins.specific() if isinstance(original, Page) else twins:
        _give_facts(original, twin)
        note_whether_behind(twin, source, is_known_to_be_whole=is_whole)


def _give_facts(original: TranslatableMixin, twin: TranslatableMixin) -> None:
    """Write the facts of ``original`` into ``twin``'s row and into its revisions that may yet be shown."""
    overridden = set(
        SegmentOverride.objects.filter(
            context__object_id=twin.translation_key, locale_id=twin.locale_id
        ).values_list("context__path", flat=True)
    )
    if _copy_facts(original, twin, overridden):
        if isinstance(twin, Page):
            twin.save(clean=False)
        else:
            twin.save()
    # In place, not as new revisions: a schedule or a workflow that refers to one stays valid.
    current = {twin.latest_revision_id, twin.live_revision_id} - {None}
    for revision in twin.revisions.filter(
        models.Q(pk__in=current) | models.Q(approved_go_live_at__isnull=False)
    ):
        draft = revision.as_object()
        if _copy_facts(original, draft, overridden, saved=twin):
            revision.content = draft.serializable_data()
            revision.save(update_fields=["content"])


def _copy_facts(
    original: TranslatableMixin,
    twin: TranslatableMixin,
    overridden: set[str],
    saved: TranslatableMixin | None = None,
) -> bool:
    """Copy every fact that differs; say whether any did.

    ``saved``: the row behind a draft, whose children lend their primary keys to the draft's new ones.
    """
    changed = False
    for name, field in _facts(type(original)):
        if name in overridden or (name == "slug" and not _slug_is_shared(twin, original.slug)):
            continue
        if not isinstance(field, models.ManyToOneRel):
            value = getattr(original, field.attname)
            if getattr(twin, field.attname) != value:
                setattr(twin, field.attname, value)
                changed = True
        elif issubclass(field.related_model, TranslatableMixin):
            changed |= _merge_children(original, twin, name, overridden, saved)
        elif _plain(original, name) != _plain(twin, name):
            original.copy_child_relation(name, twin)
            changed = True
    return changed


def _facts(model: type[TranslatableMixin]) -> Iterator[tuple[str, Any]]:
    """The model's synchronised fields, and its child relations, which hold facts beside their words.

    Not a field of tags: its rows are a child relation, and it gives a new manager each time it is asked.
    """
    for declared in get_translatable_fields(model):
        field = declared.get_field(model)
        if isinstance(field, TaggableManager):
            continue
        is_children = isinstance(field, models.ManyToOneRel) and isinstance(field.remote_field, ParentalKey)
        if isinstance(declared, SynchronizedField) or (
            isinstance(declared, TranslatableField) and is_children
        ):
            yield declared.field_name, field


def _slug_is_shared(twin: TranslatableMixin, slug: str) -> bool:
    """Home pages are siblings and need slugs of their own; so does a page whose place is taken."""
    if not isinstance(twin, Page):
        return True
    if twin.depth <= 2:
        return False
    if Page._slug_is_available(slug, twin.get_parent(), twin):
        return True
    logger.warning("The slug %s is taken beside the translation, page %s", slug, twin.pk)
    return False


def _plain(parent: Any, relation: str) -> list[dict]:
    """Children that hold only facts, comparable: in order, without keys of rows."""
    rel = parent._meta.get_field(relation)
    rows = []
    for child in sorted(
        getattr(parent, relation).all(), key=lambda child: getattr(child, "sort_order", None) or 0
    ):
        row = {
            field.attname: getattr(child, field.attname)
            for field in child._meta.concrete_fields
            if field.name not in {child._meta.pk.name, rel.field.name, "sort_order"}
        }
        rows.append(row)
    return rows if hasattr(rel.related_model, "sort_order") else sorted(rows, key=repr)


def _merge_children(
    original: Any, twin: Any, relation: str, overridden: set[str], saved: TranslatableMixin | None
) -> bool:
    """Same children in the same order with the same facts; each keeps the words of its own language."""
    child_model = original._meta.get_field(relation).related_model
    facts = {
        declared.field_name: declared.get_field(child_model).attname
        for declared in get_translatable_fields(child_model)
        if isinstance(declared, SynchronizedField)
    }
    if hasattr(child_model, "sort_order"):
        facts["sort_order"] = "sort_order"
    known = {child.translation_key: child for child in getattr(twin, relation).all()}
    rows = {child.translation_key: child.pk for child in getattr(saved, relation).all()} if saved else {}
    merged, changed = [], False
    for child in getattr(original, relation).all():
        counterpart = known.pop(child.translation_key, None)
        if counterpart is None:
            counterpart = child_model(
                pk=rows.get(child.translation_key),
                translation_key=child.translation_key,
                locale_id=twin.locale_id,
            )
            changed = True
        for name, attribute in facts.items():
            if f"{relation}.{child.translation_key}.{name}" in overridden:
                continue
            if getattr(counterpart, attribute) != getattr(child, attribute):
                setattr(counterpart, attribute, getattr(child, attribute))
                changed = True
        merged.append(counterpart)
    if changed or known:
        getattr(twin, relation).set(merged)
        return True
    return False
