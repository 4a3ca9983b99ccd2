"""What browsers may load: nothing from elsewhere, nothing inline on public pages."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's policy for public pages, and a wider one below the admin's address."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the admin's policy where the admin answers, else the public one."""
        parts = super().get_policy_parts(request, response, report_only)
        if parts.replace is None and request.path_info.startswith(reverse("wagtailadmin_home")):
            parts.replace = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts
