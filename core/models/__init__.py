"""What every page and every translatable snippet shares."""

from .base_page import BasePage
from .figure import Figure
from .publishable import PublishableSnippet
from .rate_count import RateCount
from .site_text import SiteText
from .translation_state import TranslationState

__all__ = ["BasePage", "Figure", "PublishableSnippet", "RateCount", "SiteText", "TranslationState"]
