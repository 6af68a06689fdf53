"""What the files say of a project: the one table that their columns, the JSON Schema and the page come from.

Never rename a field or give it another meaning: others' programs rely on them. New ones go to the end.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.file_values import cell
from projects.models.choices import Status

Schema = Mapping[str, Any]
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """What sort of value a field holds."""

    label: Promise
    schema: Schema
    width: int
    """Of its column in a spreadsheet, in characters."""


@dataclass(frozen=True)
class Field:
    name: str
    kind: Kind
    explanation: Promise
    choices: tuple[str, ...] = ()
    """The codes that there are, where the list is closed."""
    line: Callable[[Row], str] | None = None
    """How one of its entries stands in a table, where a value is a list of entries."""

    @property
    def schema(self) -> dict[str, Any]:
        return {
            **self.kind.schema,
            **({"enum": list(self.choices)} if self.choices else {}),
            "description": str(self.explanation),
        }

    def in_table(self, value: Any) -> str:
        """A value as the text of a cell."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if self.line:
            return cell([self.line(row) for row in value])
        return cell(value)


def _entries(**properties: Schema) -> Schema:
    return {
        "type": "array",
        "items": {"type": "object", "properties": properties, "required": list(properties)},
    }


_TEXT: Schema = {"type": "string"}
_CODE: Schema = {"type": "string", "minLength": 1}
_CODE_IF_KNOWN: Schema = {"type": ["string", "null"], "minLength": 1}
_MONTH: Schema = {"type": ["string", "null"], "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
_DAY: Schema = {"type": ["string", "null"], "format": "date"}
_ADDRESS: Schema = {"type": "string", "format": "uri-reference"}

CODE = Kind(_("code"), _CODE, 18)
CODES = Kind(_("list of codes"), {"type": "array", "items": _CODE, "uniqueItems": True}, 18)
NAME = Kind(_("name"), _TEXT, 24)
NAMES = Kind(_("list of names"), {"type": "array", "items": _TEXT}, 32)
TEXT = Kind(pgettext_lazy("kind of value", "text"), _TEXT, 60)
MONTH = Kind(_("month, as 2014-04"), _MONTH, 10)
DAY = Kind(_("day, as 2014-04-30"), _DAY, 12)
NUMBER = Kind(pgettext_lazy("kind of value", "number"), {"type": "integer", "minimum": 0}, 10)
YES_OR_NO = Kind(_("yes or no"), {"type": "boolean"}, 10)
ADDRESS = Kind(_("web address"), _ADDRESS, 40)
_LIST = _("list")
INSTITUTIONS = Kind(_LIST, _entries(name=_TEXT, kind=_CODE, kind_name=_TEXT), 48)
EXPERTS = Kind(_LIST, _entries(country=_CODE_IF_KNOWN, country_name=_TEXT, kind=_CODE, kind_name=_TEXT), 48)
ACTIVITIES = Kind(
    _LIST,
    _entries(
        number={"type": "integer", "minimum": 1},
        title=_TEXT,
        type=_CODE,
        type_name=_TEXT,
        country=_CODE_IF_KNOWN,
        country_name=_TEXT,
        month=_MONTH,
        mode=_CODE_IF_KNOWN,
        mode_name=_TEXT,
    ),
    60,
)
LINKS = Kind(_LIST, _entries(title=_TEXT, address=_ADDRESS), 48)
LANGUAGES = Kind(_LIST, _entries(language=_CODE, address=_ADDRESS), 48)


def _institution(row: Row) -> str:
    return f"{row['name']} ({row['kind_name']})" if row["name"] else row["kind_name"]


def _expert(row: Row) -> str:
    return f"{row['country_name']} ({row['kind_name']})" if row["country_name"] else row["kind_name"]


def _activity(row: Row) -> str:
    facts = [row[name] for name in ("type_name", "month", "country_name", "mode_name") if row[name]]
    return f"{row['number']}. {', '.join(facts)}" + (f": {row['title']}" if row["title"] else "")


def _link(row: Row) -> str:
    return " ".join(filter(None, (row["title"], row["address"])))


def _language(row: Row) -> str:
    return f"{row['language']} {row['address']}"


_NAMES = _("Their names, in the language of the file.")

FIELDS: tuple[Field, ...] = (
    Field("code", CODE, _("The project’s permanent code. It never changes, and ends its address.")),
    Field("address", ADDRESS, _("The project’s page, in the language that its words are in.")),
    Field(
        "language",
        CODE,
        _("The language that its words are in: that of the file or, until there is a translation, another."),
    ),
    Field("languages", CODES, _("The languages that it can be read in.")),
    Field("title", TEXT, _("The project’s title.")),
    Field("summary", TEXT, _("Who asked for what, and what came of it.")),
    Field("status", CODE, _("How far the project is."), choices=tuple(Status.values)),
    Field("status_name", NAME, _("The same in words.")),
    Field("start", MONTH, _("The month in which it began, or is to begin. Empty where it is not known.")),
    Field("end", MONTH, _("The month in which it ended, or is to end. Empty where it is not known.")),
    Field(
        "countries",
        CODES,
        _("The countries whose authorities were supported: codes of ISO 3166-1 in small letters."),
    ),
    Field("country_names", NAMES, _NAMES),
    Field(
        "regions",
        CODES,
        _("The programme’s regions: those of its countries, or its own where it has no country."),
    ),
    Field("region_names", NAMES, _NAMES),
    Field("groups_today", CODES, _("The groups of countries that any of its countries is in today.")),
    Field("group_today_names", NAMES, _NAMES),
    Field(
        "groups_then",
        CODES,
        _(
            "The groups that any of its countries was in when it began (or ended, where only that is known). "
            "Only of groups whose former members are recorded."
        ),
    ),
    Field("group_then_names", NAMES, _NAMES),
    Field("ways", CODES, _("The five ways of supporting Objective 23 that it is evidence of.")),
    Field("way_names", NAMES, _NAMES),
    Field(
        "objectives", CODES, _("The objectives of the Global Compact for Migration that it contributes to.")
    ),
    Field("objective_names", NAMES, _NAMES),
    Field("themes", CODES, _("The themes of the programme that it belongs to.")),
    Field("theme_names", NAMES, _NAMES),
    Field("areas", CODES, _("The areas of work inside these themes.")),
    Field("area_names", NAMES, _NAMES),
    Field("sdgs", CODES, _("The Sustainable Development Goals that it contributes to.")),
    Field("sdg_names", NAMES, _NAMES),
    Field(
        "institutions",
        INSTITUTIONS,
        _("Who asked: name and kind of each institution."),
        line=_institution,
    ),
    Field("joint", YES_OR_NO, _("Whether several institutions asked together.")),
    Field(
        "experts",
        EXPERTS,
        _("Where the experts came from: country (where they came from one) and kind."),
        line=_expert,
    ),
    Field("expert_countries", CODES, _("The countries that gave experts.")),
    Field("expert_country_names", NAMES, _NAMES),
    Field(
        "triangular",
        YES_OR_NO,
        _("Whether experts came from a partner country: triangular cooperation."),
    ),
    Field("activity_count", NUMBER, _("How many activities are listed; there may have been more.")),
    Field(
        "activities",
        ACTIVITIES,
        _("What was done: kind, month, country and mode of each activity, as far as they are known."),
        line=_activity,
    ),
    Field("request", TEXT, _("What the partners asked for.")),
    Field("objective", TEXT, _("What the project set out to do.")),
    Field("results", TEXT, _("What was there at its end.")),
    Field("outcome", TEXT, _("What had become of the results after twelve months.")),
    Field("practice_title", TEXT, _("The handbook, practice or case study that it left behind.")),
    Field("practice_document", ADDRESS, _("The practice as a file.")),
    Field("practice_link", ADDRESS, _("Where the practice can be read.")),
    Field(
        "practice_hub_link", ADDRESS, _("The practice in the hub of the United Nations Network on Migration.")
    ),
    Field("documents", LINKS, _("Files offered on the project’s page."), line=_link),
    Field("sources", LINKS, _("Where what is said of the project was read."), line=_link),
    Field("translations", LANGUAGES, _("The project’s page in each of its languages."), line=_language),
    Field("published", DAY, _("The day on which these words were first published on this site.")),
    Field("updated", DAY, _("The day on which they were last published.")),
)
NAMES_OF_FIELDS = tuple(field.name for field in FIELDS)
