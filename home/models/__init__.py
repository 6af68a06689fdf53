"""The home page and the pages that make the programme's case."""

from .content_page import ContentPage
from .home_page import HomePage
from .objective_23 import MechanismPage, Objective23Page

__all__ = ["ContentPage", "HomePage", "MechanismPage", "Objective23Page"]
