"""What editors put into a body, as readers get it."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from assistance.models import IntakeState
from core.blocks import BodyBlock
from core.rich_text import readable
from documents.models import CustomDocument
from home.models import ContentPage
from tests import factories
from tests.admin_forms import create, create_form
from tests.translating import fill_in, submit, translate_into

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite_is_enough("its subject is HTML"),
]


@pytest.fixture
def write(site, client, committed):
    """``write(("quote", {…}))``: the HTML of a page with these blocks, in English and in French."""

    def written(*blocks):
        page = factories.ContentPageFactory(parent=site.home, slug="body", title="Body")
        page.body = list(blocks)
        with committed():
            page.save_revision().publish()
        with committed():
            translate_into(ContentPage.objects.get(pk=page.pk), site.fr)
        return [client.get(f"/{language}/body/").content.decode() for language in ("en", "fr")]

    return written


@pytest.fixture
def project(site, committed):
    page = factories.ProjectPageFactory(
        parent=site.projects,
        slug="mali-i",
        title="Mali I",
        countries=[factories.CountryFactory(slug="ml")],
        mechanisms=[factories.MechanismFactory()],
    )
    with committed():
        translate_into(page, site.fr)
    return page


def test_rich_text_lets_nothing_through_but_text():
    html = readable(
        '<h3 style="color:red" onclick="x()">A</h3><script>alert(1)</script><p>b <b>c</b></p>'
        '<a href="javascript:alert(1)">d</a><iframe src="https://evil.example"></iframe>'
        '<img src=x onerror=alert(1)><a href="https://example.org/" target="_blank">e</a>'
    )
    assert html == ("<h3>A</h3><p>b <b>c</b></p><a>d</a>" + '<a href="https://example.org/">e</a>')


def test_a_link_leads_to_the_page_in_the_readers_language_or_nowhere(site, project, write, committed, client):
    hidden = factories.ContentPageFactory(parent=site.home, slug="hidden")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    draft = factories.ContentPageFactory(parent=site.home, slug="draft", live=False)
    only_english = factories.ContentPageFactory(parent=site.home, slug="only-english")
    texts = "".join(
        f'<p><a linktype="page" id="{pk}">{name}</a></p>'
        for name, pk in (
            ("P", project.pk),
            ("H", hidden.pk),
            ("D", draft.pk),
            ("O", only_english.pk),
            ("G", 99999),
        )
    )
    english, french = write(("text", texts))
    assert '<a href="/en/projects/mali-i/">P</a>' in english
    assert '<a href="/fr/projects/mali-i/">' in french
    assert '<a href="/en/only-english/" hreflang="en">' in french
    for html in (english, french):
        assert "/hidden/" not in html
        assert "/draft/" not in html
        for name in "HDG":
            assert f"{name}</a>" in html
    with committed():
        draft.save_revision().publish()
    assert '<a href="/en/draft/">D</a>' in client.get("/en/body/").content.decode()


def test_an_editor_is_told_of_links_that_readers_do_not_get(site, admin, project, committed):
    draft = factories.ContentPageFactory(parent=site.home, slug="draft", title="Still a draft", live=False)
    data = create_form(admin, ContentPage, site.home)
    pages = [("item", project.pk), ("item", draft.pk)]
    data.update(
        nested_form_data(
            {"body": streamfield([("related_pages", {"heading": "", "pages": streamfield(pages)})])}
        )
    )
    data.update({"title": "Links", "slug": "links", "action-publish": "1"})
    with committed():
        create(admin, ContentPage, site.home, data)
    html = admin.get(reverse("wagtailadmin_home")).content.decode()
    assert "since the pages they lead to are not public: Still a draft." in html


def test_a_quotation_says_who_said_it(write):
    english, french = write(
        (
            "quote",
            {"quote": "We asked <first>.", "speaker": "Director, Ministry", "source": "https://example.org/"},
        )
    )
    assert "<p>We asked &lt;first&gt;.</p>" in english
    assert '<a href="https://example.org/">Director, Ministry</a>' in english
    assert "[fr] Director, Ministry" in french


def test_texts_that_open_need_no_script(write):
    english, french = write(("accordion", {"texts": [{"heading": "How?", "text": "<p>So.</p>"}]}))
    assert "<summary>How?</summary>" in english
    assert "<p>So.</p>" in english
    assert "<summary>[fr] How?</summary>" in french
    assert "[fr] So." in french


def test_a_table_is_translated_cell_by_cell_and_keeps_its_translation_when_rows_move(site, write, committed):
    def table(*rows):
        return (
            "table",
            {
                "columns": [{"type": "text", "heading": "Step"}, {"type": "number", "heading": "Days"}],
                "rows": [{"values": list(row)} for row in rows],
                "caption": "How long it takes",
            },
        )

    english, french = write(table(("Analysis", "10"), ("Decision", "20")))
    assert "<caption>How long it takes</caption>" in english
    assert '<th scope="col">Step</th>' in english
    assert '<th scope="row">Analysis</th>' in english
    assert '<td class="number">20</td>' in english
    assert '<th scope="row">[fr] Decision</th>' in french

    page = ContentPage.objects.get(slug="body", locale=site.home.locale)
    page.body = page.body.stream_block.to_python(
        [
            {
                "type": "table",
                "value": table(("Decision", "20"), ("Mission", "30"), ("Analysis", "10"))[1],
                "id": page.body[0].id,
            }
        ]
    )
    with committed():
        page.save_revision().publish()
    translation = submit(page, site.fr)
    total, translated = translation.get_progress()
    assert total - translated == 2  # the new row's two cells; what was moved is still translated


def test_a_call_to_action_leads_on(project, write):
    english, french = write(("call_to_action", {"text": "Read it.", "button": "To Mali", "page": project}))
    assert '<a class="button" href="/en/projects/mali-i/">To Mali</a>' in english
    assert '<a class="button" href="/fr/projects/mali-i/">[fr] To Mali</a>' in french


def test_a_call_to_ask_obeys_the_intake(site, write, committed, client):
    request_page = factories.RequestPageFactory(parent=site.home, slug="request")
    with committed():
        translate_into(request_page, site.fr)
    english, _french = write(
        ("call_to_action", {"text": "Now!", "button": "Apply now", "page": request_page})
    )
    assert "Apply now" not in english
    assert "Open: requests are welcome" in english
    request_page.intake_state = IntakeState.BETWEEN_PHASES
    with committed():
        request_page.save_revision().publish()
    html = client.get("/en/body/").content.decode()
    assert "Between two phases" in html
    assert "How to send a request" not in html


def test_documents_show_type_size_and_language(write):
    document = CustomDocument.objects.create(
        title="Handbook", language="fr", file=ContentFile(b"%PDF-1.4 " + b"x" * 3000, "handbook.pdf")
    )
    document.get_file_size()
    english, french = write(("documents", {"heading": "Files", "documents": [document]}))
    assert ">Handbook</a>" in english
    assert "PDF, 2.9\xa0KB, French" in english
    assert "PDF, 2,9\xa0Kio, français" in french


def test_related_pages_are_offered_in_the_readers_language_and_marked_where_not(site, project, write):
    other = factories.ProjectPageFactory(parent=site.projects, slug="other", title="Other")
    english, french = write(("related_pages", {"heading": "See also", "pages": [project, other]}))
    assert '<a href="/en/projects/other/">Other</a>' in english
    assert '<a href="/fr/projects/mali-i/">[fr] Mali I</a>' in french
    assert (
        '<a href="/en/projects/other/" lang="en" hreflang="en">Other</a> <span class="mark">anglais</span>'
        in french
    )


@pytest.mark.parametrize(
    ("address", "player"),
    [
        ("https://www.youtube.com/watch?v=abcDEF12345", "https://www.youtube-nocookie.com/embed/abcDEF12345"),
        ("https://youtu.be/abcDEF12345?t=3", "https://www.youtube-nocookie.com/embed/abcDEF12345"),
        ("https://vimeo.com/123456789", "https://player.vimeo.com/video/123456789?dnt=1"),
    ],
)
def test_a_video_loads_nothing_before_it_is_asked_for(write, address, player):
    english, french = write(("video", {"url": address, "title": "A film", "description": "People talk."}))
    assert f'data-player="{player}"' in english
    assert "<iframe" not in english
    assert f'<a href="{address.replace("&", "&amp;")}">' in english
    assert 'data-title="[fr] A film"' in french


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/watch?v=abcDEF12345",
        'https://youtu.be/abcDEF12345"><script>',
        "https://vimeo.com/about",
    ],
)
def test_only_known_hosts_of_videos_are_taken(address):
    with pytest.raises(ValidationError) as caught:
        BodyBlock().clean(
            BodyBlock().to_python(
                [{"type": "video", "value": {"url": address, "title": "x", "description": "y"}, "id": "1"}]
            )
        )
    assert "url" in json.dumps(caught.value.as_json_data())


def test_odd_links_are_words_without_one(db):
    odd = "".join(
        f'<p><a linktype="{kind}" id="{key}">x</a></p>'
        for kind in ("page", "document", "nothing")
        for key in ("abc", "9" * 5000, "9" * 23, "-1", "", "²")
    )
    assert readable(odd) == "<p><a>x</a></p>" * 18


def test_addresses_cannot_be_changed_by_translation(site, committed):
    page = factories.ContentPageFactory(parent=site.home, slug="body")
    page.body = [
        ("quote", {"quote": "Words.", "speaker": "Someone", "source": "https://example.org/"}),
        ("video", {"url": "https://youtu.be/abcDEF12345", "title": "A film", "description": "Talk."}),
    ]
    page.save_revision().publish()
    source = submit(ContentPage.objects.get(pk=page.pk), site.fr).source
    assert not source.overridablesegment_set.filter(context__path__startswith="body").exists()


def test_a_page_with_every_block_is_published_in_other_words(site, admin, committed):
    """wagtail-localize keeps some texts of blocks elsewhere than others: a picture's alternative text."""
    with committed():
        image = factories.ImageFactory()
    page = factories.ContentPageFactory(parent=site.home, slug="body", title="Body")
    page.body = page.body.stream_block.to_python(
        [
            {
                "type": "image",
                "value": {
                    "image": {"image": image.pk, "alt_text": "A drawing", "decorative": False},
                    "caption": "C",
                },
                "id": "a",
            },
            {"type": "quote", "value": {"quote": "Words.", "speaker": "Someone"}, "id": "b"},
            {
                "type": "accordion",
                "value": {"texts": [{"type": "item", "value": {"heading": "How", "text": "So"}, "id": "d"}]},
                "id": "c",
            },
        ]
    )
    with committed():
        page.save_revision().publish()
    translation = submit(ContentPage.objects.get(pk=page.pk), site.fr)
    fill_in(translation)
    french = page.get_translation(site.fr)
    with committed():
        admin.post(reverse("wagtailadmin_pages:edit", args=[french.pk]), {"action": "publish"})
    html = admin.get("/fr/body/").content.decode()
    assert 'alt="[fr] A drawing"' in html
    assert "[fr] How" in html


def test_a_draft_may_hold_blocks_that_are_still_empty(site, admin):
    data = create_form(admin, ContentPage, site.home)
    empty = {
        "quote": {"quote": "", "speaker": "", "source": ""},
        "accordion": {"texts": streamfield([])},
        "video": {"url": "", "title": "", "description": ""},
        "figures": {"heading": "", "figures": streamfield([])},
        "call_to_action": {"text": "", "button": "", "page": ""},
        "documents": {"heading": "", "documents": streamfield([])},
        "related_pages": {"heading": "", "pages": streamfield([])},
    }
    data.update(nested_form_data({"body": streamfield(list(empty.items()))}))
    data.update({"title": "Draft", "slug": "draft"})
    create(admin, ContentPage, site.home, data)
    page = ContentPage.objects.get(slug="draft")
    draft = page.get_latest_revision_as_object()
    assert [block.block_type for block in draft.body] == list(empty)
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert draft.make_preview_request().status_code == 200
    submit(draft, site.fr)
