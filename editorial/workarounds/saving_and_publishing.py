"""What an editor presses and what the editor saves by itself don't overtake each other.

Wagtail 8 saves a form by itself half a second after a change. A button that is pressed meanwhile sends the
same form a second time, and both run at once:

- While the page is being created, both create it. The second is refused since its address is taken, by the
  editor's own draft of a moment ago, and every further press fails the same way; if neither has come to an
  end, there are two pages.
- While a draft is being saved, that request has read the page before it was published and writes the whole
  of it after: the page is a draft again, its address 404, and the editor has read “published”.

So a pressed button waits in the browser for what is being saved, and nothing is saved by itself from then on
(`static/js/admin_one_at_a_time.js`). For what a browser can't know, another tab or a colleague, the server
looks again: who saves a page that has been published since it was read leaves it public, and what is saved by
itself is refused, as it is whenever there is a newer version.

Where the answer to the request that creates a page is lost on a bad line, the browser asks again and would
create another one. Each form for a new page therefore sends a mark; what comes with a mark that is known goes
to the page that came of it.

What is typed while a form is on its way counts as saved, though it isn't: the editor reads “Saved”, may close
the tab without being asked, and the last words are gone. The script lets what was sent decide what changed.
So does what is typed in the first seconds, before Wagtail begins to look for changes: the script notes that
somebody typed.

Upstream: https://github.com/wagtail/wagtail/issues/13863 (a session in conflict with itself),
https://github.com/wagtail/wagtail/pull/13749 (requests that run at once), neither of them mended in 8.0.
"""

import json

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.edit import EditView
from wagtail.models import Page

upstream_save_action = EditView.save_action

# The field that `admin_one_at_a_time.js` adds to the form of a new page, and what the session keeps of it.
MARK = "new_page_mark"
MARKS_IN_SESSION = "new_page_marks"
MARKS_KEPT = 20
LONGEST_MARK = 64


def save_action(self: EditView) -> HttpResponseBase:
    """Save a draft as upstream does, of the page as it is now: published meanwhile, it stays public."""
    with transaction.atomic():
        # Locked, so that nobody publishes between the look and the saving.
        now = Page.objects.select_for_update().get(pk=self.page.pk)
        read = self.latest_revision.pk if self.latest_revision else None
        if self.expects_json_response and now.latest_revision_id != read:
            refusal: HttpResponseBase = self.json_error_response(
                "invalid_revision", _("Saving will overwrite a newer version.")
            )
            return refusal
        self.page.live = now.live
        response: HttpResponseBase = upstream_save_action(self)
        return response


def save_one_at_a_time() -> None:
    """Let no draft take a page off the site that was published while it was being saved."""
    EditView.save_action = save_action


def script_for_editors() -> SafeString:
    """Return the script that lets buttons wait for what is being saved."""
    return format_html('<script src="{}"></script>', static("js/admin_one_at_a_time.js"))


def _mark_of(request: HttpRequest) -> str:
    return request.POST.get(MARK, "")[:LONGEST_MARK]


def remember_new_page(request: HttpRequest, page: Page) -> None:
    """Note which page came of the form with this mark."""
    if mark := _mark_of(request):
        known = {**request.session.get(MARKS_IN_SESSION, {}), mark: page.pk}
        request.session[MARKS_IN_SESSION] = dict(list(known.items())[-MARKS_KEPT:])


def edit_page_of_mark(request: HttpRequest, parent: Page) -> HttpResponseBase | None:
    """Answer as the page's own editor does if the form has made its page already; otherwise with nothing."""
    mark = _mark_of(request) if request.method == "POST" else ""
    number = request.session.get(MARKS_IN_SESSION, {}).get(mark) if mark else None
    page = Page.objects.child_of(parent).filter(pk=number).first() if number else None
    if page is None:
        return None
    answer: HttpResponseBase = EditView.as_view()(request, page.pk)
    if not isinstance(answer, JsonResponse):
        return answer
    # What the browser would have learned from the answer that was lost: where the page is edited from now on.
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    told = json.loads(answer.content)
    if told["success"]:
        told |= {"url": url, "hydrate_url": f"{url}?_w_hydrate_create_view=1"}
    return JsonResponse(told, status=answer.status_code)
