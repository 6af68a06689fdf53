"""Where something is, as a picture of it needs to know: countries by their codes, and whose land they are."""

from collections.abc import Iterable

from .catalogue import Term, catalogue
from .models import Country, Region


def country_codes(places: Iterable[Term]) -> tuple[str, ...]:
    """The codes of the countries among ``places``; of a region, those of all its countries."""
    codes: list[str] = []
    for place in places:
        if isinstance(place.tag, Region):
            countries = catalogue().of(Country)
            codes += [country.slug for country in countries if country.tag.region_id == place.pk]
        else:
            codes.append(place.slug)
    return tuple(dict.fromkeys(codes))


def land(places: Iterable[Term]) -> str:
    """The slug of the region that all ``places`` are in; empty where there is no such one."""
    places = list(places)
    regions = {place for place in places if isinstance(place.tag, Region)}
    regions.update(catalogue().regions_of(place for place in places if isinstance(place.tag, Country)))
    slugs = {region.slug for region in regions}
    return slugs.pop() if len(slugs) == 1 else ""
