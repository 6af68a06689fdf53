"""The closed lists of what is asked before a request is made. Values stand in addresses: never change one."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.models.choices import InstitutionKind


class Kind(models.TextChoices):
    """Who asks: the kinds that projects know, and those that an answer has to tell apart from them."""

    NATIONAL_AUTHORITY = InstitutionKind.NATIONAL_AUTHORITY.value, InstitutionKind.NATIONAL_AUTHORITY.label
    LOCAL_AUTHORITY = InstitutionKind.LOCAL_AUTHORITY.value, InstitutionKind.LOCAL_AUTHORITY.label
    REGIONAL_ORGANISATION = (
        InstitutionKind.REGIONAL_ORGANISATION.value,
        InstitutionKind.REGIONAL_ORGANISATION.label,
    )
    PARLIAMENT = InstitutionKind.PARLIAMENT.value, InstitutionKind.PARLIAMENT.label
    JUDICIARY = InstitutionKind.JUDICIARY.value, InstitutionKind.JUDICIARY.label
    PROSECUTION = "prosecution", _("Prosecution service")
    OMBUDSPERSON = InstitutionKind.OMBUDSPERSON.value, InstitutionKind.OMBUDSPERSON.label
    CIVIL_SOCIETY = InstitutionKind.CIVIL_SOCIETY.value, _("Civil society organisation")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("International organisation")
    COMPANY = "company", _("Company")
    PRIVATE_PERSON = "private_person", _("Private person")
    OTHER = "other", pgettext_lazy("kind of institution", "Another kind")


class Partners(models.TextChoices):
    """Who asks with them."""

    PUBLIC_AUTHORITY = "public_authority", _("Together with a public authority")
    OTHERS = "others", _("Together with others, none of them a public authority")
    ALONE = "alone", _("Alone")


class Place(models.TextChoices):
    """What is known of where they ask from."""

    ELIGIBLE = "eligible", _("A country that is eligible")
    NOT_ELIGIBLE = "not_eligible", _("A country that is not eligible")
    UNKNOWN = "unknown", _("A country of which it is not known")
    REGIONAL_BODY = "regional_body", _("A regional body, no single country")


class Answer(models.TextChoices):
    YES = "yes", _("Yes")
    JOINTLY = "jointly", _("Yes, jointly with a public authority")
    NO = "no", _("No")
    ASK = "ask", _("Ask us")


REGIONAL = "regional"
"""In place of a country's code: a regional body, which belongs to no single country."""

OTHER_TOPIC = "other"
"""In place of an area's code: another subject."""
