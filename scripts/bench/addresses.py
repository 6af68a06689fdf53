"""Which pages are measured, and what each may cost."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Budget:
    address: str
    queries: int
    """Of a warm process, at either size; ``tests/test_query_budgets.py`` says what for."""
    kilobytes: int
    """Of HTML as sent, compressed; 1000 bytes each."""
    times_bare: float = 0
    """How many times the computing of a bare Wagtail page it may take; 0: not promised."""
    is_template: bool = True
    """Whether it is served and loaded too: one address of each template."""


BARE = "a bare Wagtail page, four levels deep"
"""What others are compared with (``bare/wagtail_page.py``)."""


MANY = (
    "country=bf&country=ci&country=cv&country=gh&country=gn&country=ml&country=ne&country=sn&country=td&country=tg"
    "&objective=gcm-11&objective=gcm-23&objective=gcm-5&objective=gcm-7&way=way-1&way=way-3&way=way-5"
)

ADDRESSES = (
    Budget("/en/", 17, 30, 2),
    Budget("/fr/", 17, 30, 2, is_template=False),
    Budget("/en/objective-23/", 14, 15),
    Budget("/en/objective-23/technical-assistance/", 14, 15, 2),
    Budget("/en/regions/", 16, 20),
    Budget("/en/regions/western-and-central-africa/", 14, 20),
    Budget("/en/countries/", 6, 20),
    Budget("/en/countries/ml/", 11, 15, 2),
    Budget("/en/objectives/", 6, 20),
    Budget("/en/objectives/5/", 11, 15),
    Budget("/en/themes/", 6, 20),
    Budget("/en/themes/protection/", 8, 15),
    Budget("/en/news/", 14, 10),
    Budget("/en/news/costa-rica-v-launch/", 14, 10, 2),
    Budget("/en/practices/", 10, 20),
    Budget("/en/request/", 14, 10),
    Budget("/en/projects/portfolio-00042/", 18, 15, 2),
    Budget("/en/projects/", 9, 10, 2.5),
    Budget("/fr/projects/", 9, 10, 2.5, is_template=False),
    Budget("/en/projects/?sort=title&page=3", 9, 10, 2.5, is_template=False),
    # With a hundred projects these find no full sheet: what they print more is theirs to cost.
    Budget("/en/projects/?country=ml", 9, 10, 2.5, is_template=False),
    Budget("/en/projects/?country=ml&objective=gcm-5&way=way-5", 9, 10, 2.5, is_template=False),
    Budget(f"/en/projects/?{MANY}", 9, 10, 2.5, is_template=False),
    Budget("/en/projects/?q=migration", 9, 10, 2.5, is_template=False),
    Budget("/en/projects/?q=nothing+of+the+kind", 9, 10, 2.5, is_template=False),
    Budget("/en/projects/map/", 9, 30),
    Budget("/en/projects/map/?objective=gcm-5", 9, 30, is_template=False),
    Budget("/en/search/", 6, 10),
    Budget("/en/search/?q=migration", 9, 15, is_template=False),
)
