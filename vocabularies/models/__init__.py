"""The tags: neutral rows with a code, and beside each its labels, one a language."""

from .base import TagLabel, VocabularyTag
from .country_groups import CountryGroup, CountryGroupLabel, Membership
from .geography import Country, CountryLabel, Region, RegionLabel
from .policy import Mechanism, MechanismLabel, Objective, ObjectiveLabel, Sdg, SdgLabel
from .topics import Area, AreaLabel, Theme, ThemeLabel

__all__ = [
    "Area",
    "AreaLabel",
    "Country",
    "CountryGroup",
    "CountryGroupLabel",
    "CountryLabel",
    "Mechanism",
    "MechanismLabel",
    "Membership",
    "Objective",
    "ObjectiveLabel",
    "Region",
    "RegionLabel",
    "Sdg",
    "SdgLabel",
    "TagLabel",
    "Theme",
    "ThemeLabel",
    "VocabularyTag",
]
