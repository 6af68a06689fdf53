"""The form that a request is sent with: what is asked, section by section, and what a valid one says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.forms import formset_factory
from django.forms.utils import ErrorDict, ErrorList
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assistance.drafts import Draft, hash_of
from assistance.models import DelegationInformed, RequestKind, TimeFrame
from assistance.models.asking import REGIONAL
from assistance.services import Submission
from assistance.uploads import ROLES
from core.site_structure import language_homes
from projects.models.choices import InstitutionKind
from vocabularies.catalogue import catalogue
from vocabularies.models import Area, Country, Mechanism

from . import Mistake, mistakes_of
from .choices import NOT_OFFERED, GroupedBoxes, area_choices, country_choices
from .typed import NameOfPerson, TypedEmail, TypedLine, TypedText

MOST_INSTITUTIONS = 10


class FilesInput(forms.FileInput):
    """Several files at once; what was sent before is listed elsewhere."""

    allow_multiple_selected = True


@dataclass(frozen=True)
class Section:
    """Some fields under a heading."""

    name: str
    heading: str | Promise
    fields: tuple[str, ...]
    help: str | Promise = ""


SECTIONS = (
    Section("place", _("Where"), ("country", "regional_body")),
    Section("institutions", _("Who asks"), ()),
    Section(
        "contact",
        _("Whom we answer"),
        ("contact_name", "contact_function", "contact_email", "contact_phone", "language"),
    ),
    Section("request", _("What it is about"), ("problem", "change", "areas", "mechanisms")),
    Section("context", _("Context"), ("earlier_cooperation", "delegation_informed", "time_frame")),
    Section("files", _("Letter and annexes"), ("letter", "annexes")),
    Section("consent", _("Your data"), ("consent",)),
)


WANTED = {
    forms.ChoiceField: NOT_OFFERED,
    forms.BooleanField: _("Please tick this box: without it we cannot take your request."),
}
"""What is said where nothing is."""


class InstitutionForm(forms.Form):
    name = TypedLine(label=_("Name of the institution"), longest=255)
    kind = forms.ChoiceField(
        label=_("Kind of institution"), choices=[("", _("Please choose")), *InstitutionKind.choices]
    )


InstitutionFormSet = formset_factory(
    InstitutionForm,
    extra=0,
    min_num=1,
    max_num=MOST_INSTITUTIONS,
    absolute_max=MOST_INSTITUTIONS,
    validate_min=True,
    validate_max=True,
)


class SendingForm(forms.Form):
    """``draft``: its values and files are the form's data."""

    country = forms.ChoiceField(label=_("Country"))
    regional_body = TypedLine(
        label=_("Regional body"),
        longest=200,
        required=False,
        help_text=_("Only where no single country asks: the name of the regional organisation."),
    )
    contact_name = NameOfPerson(
        label=_("Name of the contact person"),
        longest=200,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    contact_function = TypedLine(
        label=_("Function"),
        longest=200,
        required=False,
        widget=forms.TextInput({"autocomplete": "organization-title"}),
    )
    contact_email = TypedEmail(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("The receipt and the private link to your request go there."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    contact_phone = TypedLine(
        label=_("Telephone"),
        longest=50,
        required=False,
        help_text=_("With the country’s code, for example +223 20 12 34 56."),
        widget=forms.TextInput({"autocomplete": "tel", "type": "tel"}),
    )
    language = forms.ChoiceField(label=_("Language in which we answer you"), widget=forms.RadioSelect)
    problem = TypedText(
        label=_("The problem"),
        help_text=_("What is difficult today, for whom, and what has been tried already."),
    )
    change = TypedText(
        label=_("The change you want"),
        help_text=_("What should be different at the end, and which expertise could help to get there."),
    )
    areas = forms.MultipleChoiceField(label=_("Areas of work"), required=False, widget=GroupedBoxes)
    mechanisms = forms.MultipleChoiceField(
        label=_("Ways of supporting Objective 23 that would fit"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    earlier_cooperation = TypedText(
        label=_("Earlier cooperation"),
        required=False,
        help_text=_("With MIEUX+ or with others, on the same subject."),
    )
    delegation_informed = forms.ChoiceField(
        label=_("Has the EU Delegation in your country been informed?"),
        choices=DelegationInformed.choices,
        widget=forms.RadioSelect,
    )
    time_frame = forms.ChoiceField(
        label=_("When should the support begin?"), choices=TimeFrame.choices, widget=forms.RadioSelect
    )
    letter = forms.FileField(label=_("Signed official letter"), required=False, widget=forms.FileInput)
    annexes = forms.FileField(label=_("Annexes"), required=False, widget=FilesInput)
    consent = forms.BooleanField(label=_("I have read this and agree"))

    def __init__(self, draft: Draft, language: str, *, asked: Mapping[str, str] | None = None) -> None:
        """``language``: the reader's. ``asked``: what is known from the steps before, by field.

        Only of a draft that was to be sent is it said what is missing or wrong.
        """
        data = querydict(draft.values) if draft.values else None
        super().__init__(data, initial={"language": language, **(asked or {})})
        self.draft = draft
        self.institutions = InstitutionFormSet(
            data,
            prefix="institutions",
            initial=[{"kind": asked["kind"]}] if asked and "kind" in asked else None,
        )
        self._offer(language)
        for form in (self, *self.institutions):
            for each in form.fields.values():
                each.error_messages["required"] = WANTED.get(type(each), _("Please fill this in."))
                each.error_messages["invalid_choice"] = NOT_OFFERED
        if not draft.was_sent:
            say_nothing_of_mistakes(self, self.institutions)

    def _offer(self, language: str) -> None:
        """The choices, in the reader's language."""
        terms = catalogue(language)
        choice = self.fields
        choice["country"].choices = [("", _("Please choose")), *country_choices()]  # type: ignore[attr-defined]
        choice["areas"].choices = area_choices()  # type: ignore[attr-defined]
        choice["mechanisms"].choices = [(way.slug, way.name) for way in terms.of(Mechanism)]  # type: ignore[attr-defined]
        names = dict(settings.LANGUAGES)
        choice["language"].choices = [(code, names[code]) for code in language_homes()]  # type: ignore[attr-defined]

    @property
    def sections(self) -> list[dict[str, Any]]:
        return [
            {"section": section, "fields": [self[name] for name in section.fields]} for section in SECTIONS
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        regional = cleaned.get("country") == REGIONAL
        if regional and not cleaned.get("regional_body"):
            self.add_error("regional_body", _("Name the regional body, or choose a country."))
        return cleaned

    def is_valid(self) -> bool:
        every = [super().is_valid(), self.institutions.is_valid(), not self.draft.problems]
        return all(every)

    @property
    def mistakes(self) -> list[Mistake]:
        """All that is wrong, in the order of the page: the field's id, its label, what is wrong."""
        found = [("", "", str(error)) for error in self.non_field_errors()]
        for section in SECTIONS:
            if section.name == "institutions":
                found += [("institutions", "", str(error)) for error in self.institutions.non_form_errors()]
                for form in self.institutions:
                    found += mistakes_of(form[name] for name in form.fields)
            found += mistakes_of(self[name] for name in section.fields)
            found += [
                (self[problem.field].auto_id, str(self[problem.field].label), problem.message)
                for problem in self.draft.problems
                if problem.field in section.fields
            ]
        return found

    def submission(self, kind: RequestKind, consent_version: str, seal: bytes) -> Submission:
        """What the valid form says. ``seal``: of the draft as it was saved."""
        said, terms = self.cleaned_data, catalogue()
        country = terms.of(Country).by_slug(said["country"])
        return Submission(
            key_hash=hash_of(self.draft.token),
            kind=kind,
            language=said["language"],
            country=country.tag if country else None,
            regional_body="" if country else said["regional_body"],
            institutions=[
                (form.cleaned_data["name"], InstitutionKind(form.cleaned_data["kind"]))
                for form in self.institutions
                if form.cleaned_data.get("name")
            ],
            contact_name=said["contact_name"],
            contact_function=said["contact_function"],
            contact_email=said["contact_email"],
            contact_phone=said["contact_phone"],
            problem=said["problem"],
            change=said["change"],
            areas=_tags(terms.of(Area), said["areas"]),
            mechanisms=_tags(terms.of(Mechanism), said["mechanisms"]),
            earlier_cooperation=said["earlier_cooperation"],
            delegation_informed=DelegationInformed(said["delegation_informed"]),
            time_frame=TimeFrame(said["time_frame"]),
            consent_version=consent_version,
            files=self.draft.files,
            seal=seal,
        )


def say_nothing_of_mistakes(form: forms.Form, formset: Any) -> None:
    """As if they had been looked for and not found: Django looks for them where it finds none noted."""
    for each in (form, *formset):
        each._errors = ErrorDict()
    formset._errors = [each._errors for each in formset]
    formset._non_form_errors = ErrorList()


def _tags(vocabulary: Any, slugs: Sequence[str]) -> list[Any]:
    return [term.tag for slug in slugs if (term := vocabulary.by_slug(slug))]


def querydict(values: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, given in values.items():
        data.setlist(name, given)
    return data


def values_of(post: QueryDict) -> dict[str, list[str]]:
    """Of what a form sent, what is worth keeping: its own fields, as they were typed, none too long."""
    names = set(SendingForm.base_fields) - ROLES.keys()
    return {
        name: [_number(name, given[-1])]
        if name.endswith("_FORMS")
        else [value[:LONGEST_KEPT] for value in given[:MOST_VALUES]]
        for name, given in post.lists()
        if name in names or name.startswith("institutions-")
    }


def _number(name: str, value: str) -> str:
    """How many institutions there are, which no reader types."""
    is_number = value.isascii() and value.isdecimal() and len(value) < 4
    return value if is_number else str(int("TOTAL" in name))


LONGEST_KEPT = 20_000
MOST_VALUES = 60
