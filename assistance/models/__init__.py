from .eligibility import EligibilityRule, EligibleCountry, OtherDoor
from .request_page import IntakeState, RequestPage

__all__ = ["EligibilityRule", "EligibleCountry", "IntakeState", "OtherDoor", "RequestPage"]
