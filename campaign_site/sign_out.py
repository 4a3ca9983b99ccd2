"""Signing out, which only its own button does.

Wagtail's view deletes the cookie and says "you have been logged out" after refusing a GET too: a link or a
picture on any page would sign an editor out. (wagtail/admin/views/account.py, `LogoutView.dispatch`, seen in
8.0.1.) A test fails when Wagtail no longer does.
"""

from django.views.decorators.http import require_POST
from wagtail.admin.views.account import LogoutView

sign_out = require_POST(LogoutView.as_view())
