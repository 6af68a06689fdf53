"""The second step: an official letter in the reader's language, as a Word file and as a page that prints."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import base_site, factories
from tests.translating import translate_into
from vocabularies.models import Area, CountryLabel

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_is_enough("it asks the database nothing")]

FILLED_IN = {
    "institution": "Conseil régional de Tahoua",
    "kind": "local_authority",
    "city": "Niamey",
    "country": "ne",
    "partners": "",
    "addressee": "programme",
    "subject": "Un plan pour la migration",
    "areas": ["labour", "data"],
    "problem": "Beaucoup de jeunes partent.\r\n\r\nIl n’y a pas de données.",
    "change": "Un plan adopté.",
    "signatory": "A. Maïga",
    "function": "Président",
    "contact": "B. Touré",
    "email": "b.toure@example.org",
    "telephone": "+227 20 00 00 00",
    "date": "2026-03-03",
}
MANY = 5_000


@pytest.fixture(scope="module")
def whole_site(for_the_module):
    with for_the_module():
        site = base_site.find()
        page = factories.RequestPageFactory(parent=site.home)
        for locale in (site.fr, site.es):
            translate_into(page, locale)
        factories.CountryFactory(slug="ne")
        kosovo = factories.CountryFactory(slug="xk")
        label = CountryLabel(
            tag=kosovo, name="Kosovo*", footnote="Without prejudice.", locale=site.home.locale
        )
        label.save()
        label.save_revision().publish()
        theme = factories.ThemeFactory(name="Legal migration")
        for slug, name in (("labour", "Labour migration"), ("data", "Data management")):
            Area.objects.create(slug=slug, name=name, theme=theme)


@pytest.fixture
def send(whole_site, db, client):
    """``send("docx", "fr", city="Maradi")``: the answer to the form, filled in but for what is said."""

    def send(wanted, language="en", **answers):
        return client.post(f"/{language}/request/letter/", FILLED_IN | answers | {"as": wanted})

    return send


@pytest.fixture
def file(send):
    def file(language="en", **answers):
        response = send("docx", language, **answers)
        assert "wordprocessingml" in response["Content-Type"]
        return Document(BytesIO(response.content))

    return file


def text_of(document):
    return [paragraph.text for paragraph in document.paragraphs]


IN_EACH_LANGUAGE = [
    (
        "en",
        "en-GB",
        "request-letter-ne.docx",
        "Niamey, 3 March 2026",
        "International Centre for Migration Policy Development (ICMPD)",
        "Subject: Request for assistance from MIEUX+: Un plan pour la migration",
        ["Dear Sir or Madam,", "Yours faithfully,"],
        "Before you send the letter",
    ),
    (
        "fr",
        "fr-FR",
        "lettre-de-demande-ne.docx",
        "Niamey, le 3 mars 2026",
        "Centre international pour le développement des politiques migratoires (ICMPD)",
        "Objet\u00a0: demande d’assistance adressée au programme MIEUX+ – Un plan pour la migration",
        [
            "Madame, Monsieur,",
            "Je vous prie d’agréer, Madame, Monsieur, l’expression de ma considération distinguée.",
        ],
        "Avant d’envoyer la lettre",
    ),
    (
        "es",
        "es-ES",
        "carta-de-solicitud-ne.docx",
        "Niamey, 3 de marzo de 2026",
        "Centro Internacional para el Desarrollo de Políticas Migratorias (ICMPD)",
        "Asunto: Solicitud de apoyo al programa MIEUX+: Un plan pour la migration",
        [
            "Estimadas señoras y estimados señores:",
            "Sin otro particular, aprovecho la ocasión para expresarles el testimonio de mi más distinguida "
            "consideración.",
        ],
        "Antes de enviar la carta",
    ),
]


class TestTheFile:
    @pytest.mark.parametrize(
        ("language", "tongue", "name", "date", "organisation", "subject", "phrases", "checklist"),
        IN_EACH_LANGUAGE,
        ids=[case[0] for case in IN_EACH_LANGUAGE],
    )
    def test_is_an_official_letter_in_the_readers_language(
        self, send, language, tongue, name, date, organisation, subject, phrases, checklist
    ):
        response = send("docx", language)
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        document = Document(BytesIO(response.content))
        text = text_of(document)
        assert text[:3] == [date, "MIEUX+ – MIgration EU eXpertise", organisation]
        assert text.index(subject) < text.index(phrases[0]) < text.index(phrases[1]) < text.index(checklist)
        assert document.styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == tongue

    def test_is_on_a4_with_room_for_a_head(self, file):
        section = file().sections[0]
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        head = section.first_page_header.paragraphs[0].paragraph_format.line_spacing
        assert section.different_first_page_header_footer
        assert Cm(4.9) < section.header_distance + head < Cm(5.1)

    def test_has_headings_and_the_checklist_on_a_page_of_its_own(self, file):
        document = file()
        headings = [
            (paragraph.style.name, paragraph.text, bool(paragraph.paragraph_format.page_break_before))
            for paragraph in document.paragraphs
            if paragraph.style.name.startswith("Heading")
        ]
        assert headings[1:] == [
            ("Heading 2", "The situation", False),
            ("Heading 2", "What we wish to change", False),
            ("Heading 1", "Before you send the letter", True),
        ]

    def test_says_what_was_typed_as_it_was_typed(self, file):
        text = text_of(file("fr"))
        assert "Il n’y a pas de données." in text
        areas = "La demande porte sur les domaines d’action suivants\u00a0: "
        assert f"{areas}data management et labour migration." in text
        assert any("B. Touré, b.toure@example.org, +227 20 00 00 00" in line for line in text)
        assert text.index("A. Maïga") + 1 == text.index("Président")

    def test_names_the_institutions_of_a_joint_request_and_each_signs(self, file):
        text = text_of(file(partners="Ministère du Plan, Niamey\r\n\r\n  \r\nUne mairie"))
        assert text.count("Signature and stamp") == 3
        start = text.index("Institutions making this request")
        assert text[start + 1 : start + 4] == [
            "Conseil régional de Tahoua (Local authority), Niamey",
            "Ministère du Plan, Niamey",
            "Une mairie",
        ]
        assert any("Each of the institutions" in line for line in text)

    def test_through_the_delegation(self, file):
        text = text_of(file(addressee="delegation"))
        assert text[1:4] == [
            "Delegation of the European Union",
            "Niger",
            "For the attention of the MIEUX+ programme at ICMPD",
        ]
        assert text_of(file(addressee="delegation", country="regional"))[2] == text[3]

    def test_to_the_postal_address_that_staff_have_filled_in(self, file):
        assert any("does not give" in line for line in text_of(file()))
        factories.SiteTextFactory(postal_address="ICMPD\nStreet 1\n1010 Town").save_revision().publish()
        text = text_of(file())
        assert text[1:5] == ["MIEUX+ – MIgration EU eXpertise", "ICMPD", "Street 1", "1010 Town"]
        assert not any("does not give" in line for line in text)

    def test_a_country_keeps_its_footnote(self, file):
        assert "Kosovo* Without prejudice." in text_of(file(country="xk"))

    def test_says_nothing_of_who_or_what_made_it(self, send):
        content = send("docx").content
        names = ZipFile(BytesIO(content)).namelist()
        assert not [name for name in names if "thumbnail" in name or "app.xml" in name]
        properties = Document(BytesIO(content)).core_properties
        assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
        assert (properties.title, properties.language) == ("Request for assistance", "en")
        everything = b"".join(
            ZipFile(BytesIO(content)).read(name) for name in names if name.startswith("docP")
        )
        assert b"python" not in everything
        assert "Maïga".encode() not in everything

    def test_what_runs_from_the_right_does_so(self, file):
        document = file(problem="وضع الهجرة في بلدنا")
        (paragraph,) = [paragraph for paragraph in document.paragraphs if "الهجرة" in paragraph.text]
        assert paragraph._p.pPr.find(qn("w:bidi")) is not None
        assert paragraph.runs[0]._r.rPr.find(qn("w:rtl")) is not None

    @settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
    def test_no_text_breaks_it(self, file, text):
        document = file(**dict.fromkeys(("institution", "city", "problem", "partners"), f"a{text}z"))
        # What XML can hold is there, as far as Word tells one kind of white space from another.
        kept = re.sub(
            r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]", "", text
        )
        written = "".join("".join(text_of(document)).split())
        assert "".join(f"a{kept}z".split()) in written


class TestThePage:
    def test_begins_with_what_the_check_knows(self, whole_site, client):
        response = client.get(
            "/en/request/letter/?country=ne&kind=parliament&topic=data&partners=alone&subject=x"
        )
        initial = response.context["form"].initial
        assert (initial["country"], initial["kind"], initial["areas"]) == ("ne", "parliament", ["data"])
        assert "subject" not in initial
        assert client.get("/en/request/letter/?country=zz&topic=%00&kind=<b>").status_code == 200

    def test_the_one_that_prints_says_the_same_as_the_file(self, send):
        html = send("page", "fr", problem="L’été & <b>l’hiver</b>").content.decode()
        assert "Niamey, le 3 mars 2026" in html
        assert "L’été &amp; &lt;b&gt;l’hiver&lt;/b&gt;" in html
        assert "Avant d’envoyer la lettre" in html

    def test_from_there_one_goes_back_with_all_that_was_typed(self, send):
        page = send("page")
        typed = {field.html_name: field.value() for field in page.context["answers"]}
        form = send("form", **typed).context["form"]
        assert {name: form[name].value() for name in FILLED_IN} == FILLED_IN

    @pytest.mark.parametrize("wanted", ["docx", "page"])
    def test_with_a_mistake_it_is_the_form_again_with_all_that_was_typed(self, send, wanted):
        response = send(wanted, subject="", problem="x" * MANY + "y", email="nobody")
        html = response.content.decode()
        form = response.context["form"]
        assert set(form.errors) == {"subject", "problem", "email"}
        assert "5000 characters at most. It has 5001 now." in html
        assert '<a href="#id_problem">' in html
        assert "x" * MANY + "y" in html
        assert form["areas"].value() == FILLED_IN["areas"]

    def test_five_thousand_characters_are_not_too_many(self, send):
        text = "é\r\n" * (MANY // 2)
        assert "letter" in send("page", problem=text, change="🌍" * MANY).context

    def test_the_browser_does_not_cut_off_what_is_typed(self, whole_site, client):
        html = client.get("/en/request/letter/").content.decode()
        assert "maxlength" not in html.split("<main")[1]

    def test_nothing_is_kept(self, send):
        for wanted in ("docx", "page", "form"):
            with CaptureQueriesContext(connection) as captured:
                response = send(wanted)
            # But that a letter was made is counted, for an hour, under a name that tells nobody whose it was.
            written = [query["sql"] for query in captured.captured_queries]
            in_tests = ("SELECT", "SAVEPOINT", "RELEASE")
            assert all(sql.startswith(in_tests) or "core_ratecount" in sql for sql in written)
            assert "no-store" in response["Cache-Control"]
            assert not response.cookies

    def test_another_site_cannot_send_it(self, whole_site, client):
        response = client.post(
            "/en/request/letter/", FILLED_IN | {"as": "docx"}, headers={"Sec-Fetch-Site": "cross-site"}
        )
        assert response.status_code == 403

    @pytest.mark.parametrize("data", [{}, {"as": "docx"}, {"as": "pdf", "date": "yesterday", "areas": "zz"}])
    def test_a_form_of_nonsense_is_no_error(self, whole_site, client, data):
        assert client.post("/fr/request/letter/", data).status_code == 200
