"""What browsers may load: nothing from elsewhere, nothing inline on public pages."""

from dataclasses import asdict
from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from .admin_address import is_in_admin

# What a view gives its answer that is to have another policy.
OTHER_POLICIES = {
    *("_csp_config", "_csp_update", "_csp_replace", "_csp_exempt"),
    *("_csp_config_ro", "_csp_update_ro", "_csp_replace_ro"),
}


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's policy for public pages, and a wider one below the admin's address.

    Both are the same in nearly all answers, so they are put together once: for a signature, that took as long
    as to seal it.
    """

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        # By whether it is the admin's.
        self.usual: dict[bool, str] = {}

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add the usual policy, or the one that the view has asked for."""
        if not is_usual(request, response):
            answer: HttpResponseBase = super().process_response(request, response)
            return answer
        in_admin = is_in_admin(request)
        if in_admin not in self.usual:
            self.usual[in_admin] = build_policy(**asdict(self.get_policy_parts(request, response)))
        response.headers.setdefault(HEADER, self.usual[in_admin])
        return response

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the admin's policy where the admin answers, else the public one."""
        parts = super().get_policy_parts(request, response, report_only)
        if parts.replace is None and is_in_admin(request):
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts


def is_usual(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether nothing asks for another policy than all other answers have."""
    return (
        OTHER_POLICIES.isdisjoint(response.__dict__)
        and getattr(request, "_csp_nonce", None) is None
        and not settings.DEBUG
    )
