"""Whatever stands in an address or a form, each public page has an answer, and it is no fault of ours."""

from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistance import links
from assistance.forms.check import CheckForm
from assistance.forms.following import ContactForm, LinkForm, WithdrawForm
from assistance.forms.letter import LetterForm
from assistance.forms.sending import SendingForm
from assistance.models import AssistanceRequest
from core.models import RateCount
from scripts.hostile.judging import reflected
from scripts.hostile.row import CANARY, Answer
from tests import base_site, factories, sending
from tests.sending import FILLED_IN

pytestmark = pytest.mark.django_db
SITE = "http://testserver"

LISTS = {
    "/en/projects/": ("q", "country", "objective", "way", "theme", "status", "year", "sort", "page"),
    "/fr/projects/map/": ("q", "country", "objective", "region", "page"),
    "/en/news/": ("year", "country", "objective", "page"),
    "/en/search/": ("q", "type", "page"),
    "/en/practices/": ("page",),
    "/en/request/check/": tuple(CheckForm.base_fields),
    "/en/request/letter/": tuple(CheckForm.base_fields),
    "/en/request/send/": ("country", "kind"),
    "/en/projects/projects.csv": ("q", "country", "year", "page"),
    "/en/projects/projects.json": ("q", "objective", "sort"),
    "/fr/projects/atom.xml": ("q", "country"),
    "/en/news/rss.xml": ("page", "year"),
}
"""Addresses that read parameters, and those that they read."""
FORMS = {
    "/en/request/letter/": (*LetterForm.base_fields, "as"),
    "/fr/request/follow/": tuple(LinkForm.base_fields),
    "/en/request/send/": (*SendingForm.base_fields, *FILLED_IN, "key", "website"),
    "contact/": tuple(ContactForm.base_fields),
    "withdraw/": tuple(WithdrawForm.base_fields),
}
"""Forms and their fields; those without a language are on the private page of a request."""
ODD = st.sampled_from(
    [
        "\x00",
        "a\x00b",
        "\ufffd",
        "\u202etxt",
        "-1",
        "0",
        "99999999999999999999",
        "1e9",
        "NaN",
        "٣",
        "ml",
        "gcm-7",
        "9999-12-31",
        "0000-00-00",
        "on",
        "send",
        "page",
        "docx",
        "../../etc/passwd",
        "x" * 6_000,
        "' OR 1=1",
        "a@b.example\r\nBcc: c@d.example",
        f"<script>{CANARY}()</script>",
        f"\"'><img src=x onerror={CANARY}()>",
        f"//{CANARY}.example",
    ]
)
VALUES = ODD | st.text(max_size=40)
OFTEN = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def built(for_the_module):
    with for_the_module():
        site = base_site.find()
        sending.request_page(site)
        factories.SearchPageFactory(parent=site.home)
        factories.PracticeIndexPageFactory(parent=site.home)
        factories.ProjectPageFactory(parent=site.projects, countries=[])
        asked = factories.AssistanceRequestFactory(reference="ML-2020-0042")
    return f"/en/request/follow/{links.token_for(asked)}/", asked.pk


def is_sound(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    answer = Answer(response.status_code, _Headers(response), body)
    assert response.status_code < 500
    assert reflected(answer, SITE) == []
    assert "Traceback" not in answer.text
    return True


class _Headers(dict):
    def __init__(self, response):
        super().__init__(response.headers)

    def get_content_type(self):
        return self.get("Content-Type", "").partition(";")[0]


@OFTEN
@given(data=st.data())
@override_settings(FILES_A_MINUTE=10_000)
def test_whatever_an_address_asks_for_it_is_answered(built, client, data):
    path = data.draw(st.sampled_from(sorted(LISTS)))
    names = st.sampled_from(LISTS[path]) | st.text(max_size=8)
    pairs = data.draw(st.lists(st.tuples(names, VALUES), max_size=5))
    response = client.get(f"{path}?{urlencode(pairs, errors='surrogatepass')}")
    assert is_sound(response)
    assert response.status_code == 200


@OFTEN
@given(path=st.sampled_from(sorted(LISTS)), query=st.binary(max_size=40), step=st.binary(max_size=20))
@override_settings(FILES_A_MINUTE=10_000)
def test_whatever_bytes_an_address_is_made_of_it_is_answered(built, client, path, query, step):
    assert is_sound(client.get(f"{path}?{quote_from_bytes(query, safe='&=+;%')}"))
    language = path[:4]
    assert is_sound(client.get(f"{language}{quote_from_bytes(step, safe='/')}/"))


@OFTEN
@given(data=st.data())
@override_settings(REQUESTS_A_DAY_IN_ALL=10_000, REQUESTS_A_DAY=10_000)
def test_whatever_a_form_is_filled_in_with_it_is_answered(built, client, data):
    RateCount.objects.all().delete()
    private, pk = built
    AssistanceRequest.objects.filter(pk=pk).update(link_version=1)
    form = data.draw(st.sampled_from(sorted(FORMS)))
    values = data.draw(st.dictionaries(st.sampled_from(FORMS[form]), VALUES, max_size=8))
    if form == "/en/request/send/":
        values = FILLED_IN | {"key": sending.key()} | values
    path = form if form.startswith("/") else private + form
    response = client.post(
        path, urlencode(values, errors="surrogatepass"), content_type="application/x-www-form-urlencoded"
    )
    assert is_sound(response)
    if response.status_code == 303 and "/send/" in response["Location"]:
        assert is_sound(client.get(response["Location"].partition("#")[0]))


@OFTEN
@given(
    path=st.sampled_from([form for form in FORMS if form.startswith("/")]),
    body=st.binary(max_size=200),
    content_type=st.sampled_from(
        [
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=b",
            "multipart/form-data",
            "application/x-www-form-urlencoded; charset=utf-16",
            "application/json",
            "",
        ]
    )
    | st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=30),
)
@override_settings(REQUESTS_A_DAY_IN_ALL=10_000)
def test_whatever_bytes_are_sent_to_a_form_it_is_answered(built, client, path, body, content_type):
    RateCount.objects.all().delete()
    assert is_sound(client.generic("POST", path, body, content_type=content_type))
