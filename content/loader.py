"""Loading the launch content: what is new is made, what an editor has touched is left alone."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from django.conf import settings
from django.core.management import call_command
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import StringTranslation

from assistance.models import EligibilityRule, MailText, OtherDoor, StageText
from core.models import BasePage, Figure, PublishableSnippet, SiteText
from core.search_index import indexed_once
from core.translation.importing import import_translations
from vocabularies.loading import load_vocabularies, publish_in_languages
from vocabularies.models import Objective

from .models import LoadedItem, PointToConfirm
from .page_building import give_content
from .page_files import PAGES, PageFile, read_page_files
from .pictures.loading import load_pictures

LANGUAGES = ["en", "fr", "es"]
TO_CONFIRM = PAGES.parent / "to_confirm.yaml"
SITE_TEXT = PAGES.parent / "site_text.yaml"
FIGURES = PAGES.parent / "figures.yaml"
ASSISTANCE = PAGES.parent / "assistance.yaml"
REQUEST_TEXTS = PAGES.parent / "request_texts.yaml"


def load_content(say: Callable[[str], None], folder: Path = PAGES) -> None:
    """Load vocabularies, site texts and pages. Can be run any number of times."""
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES]
    # One rebuild of the index of references at the end takes a third of the time of keeping it up to date;
    # a page is saved four times until it is published in all languages.
    with disable_reference_index_auto_update(), indexed_once():
        made = load_vocabularies(locales, _is_new_tag)
        say(f"{made} tags made")
        _load_site_text(locales)
        _load_figures(locales)
        _load_who_can_ask(locales)
        _load_request_texts(locales)
        changed = _load_pages(locales, say, folder)
        _list_points_to_confirm(folder)
    if made or changed:
        call_command("rebuild_references_index", verbosity=0)


def _load_pages(locales: list[Locale], say: Callable[[str], None], folder: Path) -> bool:
    files = read_page_files(LANGUAGES, folder)
    load_pictures(files)
    pages: dict[str, Page] = {}
    counts = {"made": 0, "renewed": 0, "unchanged": 0, "left to its editors": 0}
    for file in files:
        with transaction.atomic():
            counts[_load_page(file, pages, locales, say)] += 1
    say("Pages: " + ", ".join(f"{count} {what}" for what, count in counts.items()))
    return bool(counts["made"] or counts["renewed"])


def _list_points_to_confirm(folder: Path) -> None:
    """Every point of the files, once: what an editor has confirmed or reworded is left as it is."""
    points = [("", text, text) for text in yaml.safe_load(TO_CONFIRM.read_text())]
    for file in read_page_files(LANGUAGES, folder):
        points += [(file.path or "home", text, text) for text in file.to_confirm]
    for objective in Objective.objects.exclude(unverified_titles=""):
        text = f"Title of {objective}: check against the official text in {objective.unverified_titles}."
        points.append(("", text, objective.slug))
    for path, text, identity in points:
        if LoadedItem.objects.get_or_create(key=f"to-confirm:{path}:{_digest(identity)}")[1]:
            PointToConfirm.objects.create(path=path, text=text)


def _is_new_tag(name: str) -> bool:
    return LoadedItem.objects.get_or_create(key=f"tag:{name}")[1]


def _load_site_text(locales: list[Locale]) -> None:
    if SiteText.objects.exists():
        return
    texts = yaml.safe_load(SITE_TEXT.read_text())
    publish_in_languages({code: SiteText(**words) for code, words in texts.items()}, locales)


@transaction.atomic
def _load_figures(locales: list[Locale]) -> None:
    """The fact register. A figure is loaded once; from then on it is the editors'."""
    for row in yaml.safe_load(FIGURES.read_text()):
        words = {code: row.pop(code) for code in LANGUAGES}
        is_new = LoadedItem.objects.get_or_create(key=f"figure:{row['code']}")[1]
        if not is_new or Figure.objects.filter(code=row["code"]).exists():
            continue
        row["as_of"] = date.fromisoformat(f"{row['as_of']}-01")
        publish_in_languages({code: Figure(**row, **words[code]) for code in LANGUAGES}, locales)


@transaction.atomic
def _load_who_can_ask(locales: list[Locale]) -> None:
    """The rules and the other doors: each is loaded once, from then on it is the request officers'."""
    kinds: dict[str, type[PublishableSnippet]] = {"rules": EligibilityRule, "doors": OtherDoor}
    for name, rows in yaml.safe_load(ASSISTANCE.read_text()).items():
        model = kinds[name]
        for row in rows:
            words = {code: row.pop(code) for code in LANGUAGES}
            if not LoadedItem.objects.get_or_create(key=f"{name}:{row['code']}")[1]:
                continue
            if model is EligibilityRule:
                del row["code"]
            publish_in_languages({code: model(**row, **words[code]) for code in LANGUAGES}, locales)


@transaction.atomic
def _load_request_texts(locales: list[Locale]) -> None:
    """What partners read of stages and in e-mail: each is loaded once."""
    rows = yaml.safe_load(REQUEST_TEXTS.read_text())
    kinds: list[tuple[type[PublishableSnippet], str, list]] = [
        (StageText, "stage", rows["stages"]),
        (MailText, "kind", rows["mails"]),
    ]
    for model, code, texts in kinds:
        for row in texts:
            words = {language: row.pop(language) for language in LANGUAGES}
            if LoadedItem.objects.get_or_create(key=f"{model.__name__}:{row[code]}")[1]:
                publish_in_languages({code: model(**row, **words[code]) for code in LANGUAGES}, locales)


def _load_page(
    file: PageFile, pages: dict[str, Page], locales: list[Locale], say: Callable[[str], None]
) -> str:
    loaded = LoadedItem.objects.filter(key=file.path).first()
    page = _find(file, pages, loaded)
    if page is not None:
        pages[file.path] = page
    if loaded and page is None:
        say(f"{file.path or 'home'}: deleted by an editor, not made again")
        return "left to its editors"
    if loaded and loaded.file_digest == file.digest:
        return "unchanged"
    if page is not None and (loaded is None or not loaded.state.items() <= state_of(page).items()):
        say(f"{file.path or 'home'}: edited in the admin, left as it is")
        return "left to its editors"
    if file.parent_path not in pages and file.path:
        say(f"{file.path}: its parent was deleted by an editor, not made")
        return "left to its editors"
    if page is None and file.path and pages[file.parent_path].get_children().filter(slug=file.slug).exists():
        say(f"{file.path}: an editor’s page of another type has this address, not made")
        return "left to its editors"

    what = "renewed" if page else "made"
    page = _write_source(file, page, pages, locales[0])
    pages[file.path] = page
    translated = {}
    for locale in locales[1:]:
        translated[locale] = type(page).from_serializable_data(page.serializable_data())
        give_content(translated[locale], file, locale.language_code, pages)
    import_translations(page, translated)
    # Publication happens on commit, and only then is the pages' state what a later load compares.
    transaction.on_commit(lambda: _remember(file, page))
    return what


def _find(file: PageFile, pages: dict[str, Page], loaded: LoadedItem | None) -> BasePage | None:
    if loaded:
        return file.model.objects.filter(
            translation_key=loaded.translation_key, locale__language_code=LANGUAGES[0]
        ).first()
    if not file.path:
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        root = site.root_page.specific if site else None
        return root if isinstance(root, file.model) else None
    parent = pages.get(file.parent_path)
    if parent is None:
        return None
    return file.model.objects.child_of(parent).filter(slug=file.slug).first()


def _write_source(file: PageFile, page: BasePage | None, pages: dict[str, Page], locale: Locale) -> BasePage:
    if page is None:
        page = file.model(slug=file.slug or "home", locale=locale, live=False)
        give_content(page, file, locale.language_code, pages)
        if file.path:
            pages[file.parent_path].add_child(instance=page)
        else:
            _make_home(page)
    else:
        give_content(page, file, locale.language_code, pages)
    page.save_revision().publish()
    # From its table, as readers get it: what was given above still hangs on the old object.
    return file.model.objects.get(pk=page.pk)


def _make_home(page: BasePage) -> None:
    """The home page takes the place of the page that Wagtail makes on a new database."""
    tree_root = Page.objects.get(depth=1)
    welcome = tree_root.get_children().filter(slug="home").exclude(content_type__app_label="home").first()
    if welcome:
        welcome.slug = "welcome"
        welcome.save(update_fields=["slug"])
    tree_root.refresh_from_db()
    tree_root.add_child(instance=page)
    address = urlsplit(settings.SITE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "root_page": page,
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if address.scheme == "https" else 80),
            "site_name": "MIEUX+",
        },
    )
    if welcome:
        Page.objects.get(pk=welcome.pk).delete()


def _remember(file: PageFile, page: BasePage) -> None:
    LoadedItem.objects.update_or_create(
        key=file.path,
        defaults={
            "file_digest": file.digest,
            "translation_key": page.translation_key,
            "state": state_of(page),
        },
    )


def state_of(page: BasePage) -> dict[str, str]:
    """A digest of all that an editor could have changed of a page and its translations, a field each."""
    state = {}
    for twin in page.get_translations(inclusive=True).select_related("locale"):
        language = twin.locale.language_code
        data = twin.get_latest_revision_as_object().serializable_data()
        state[f"{language}.live"] = _digest(twin.live)
        for field in get_translatable_fields(type(twin)):
            if field.field_name in data:
                state[f"{language}.{field.field_name}"] = _digest(_without_keys(data[field.field_name]))
    strings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for language, path, text in (
        StringTranslation.objects.filter(context__object_id=page.translation_key)
        .order_by("context__path", "data")
        .values_list("locale__language_code", "context__path", "data")
    ):
        strings[language].append((path, text))
    return state | {f"{language}.texts": _digest(texts) for language, texts in strings.items()}


def _digest(value: object) -> str:
    text = json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _without_keys(value: object) -> object:
    """Child rows without the numbers that change when they are saved anew."""
    if isinstance(value, list):
        return [
            {key: part for key, part in row.items() if key not in {"pk", "page", "content_object"}}
            if isinstance(row, dict)
            else row
            for row in value
        ]
    return value
