from .request_page import IntakeState, RequestPage

__all__ = ["IntakeState", "RequestPage"]
