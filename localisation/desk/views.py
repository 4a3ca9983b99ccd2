"""The desk in the admin."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Locale

from ..gate.gaps import reviews_that_hold
from ..gate.models import LegalReview
from ..locale_permissions import locales_to_work_in, works_everywhere
from .cells import shown_groups
from .forms import AskForm, chosen_languages
from .matrix import TO_TRANSLATE, Matrix, Wanted

# Few enough cells to be read, and to be drawn at once: more languages, fewer rows.
MOST_CELLS = 600
FEWEST_ROWS, MOST_ROWS = 20, 50


@dataclass(frozen=True)
class Tab:
    """A way to look at the desk, and how many rows it has."""

    label: str
    count: int
    query: str
    is_current: bool


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """What there is to translate, in each language that the user works in."""

    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    template_name = "localisation/desk/desk.html"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Answer those who may submit something for translation."""
        if not request.user.has_perm("wagtail_localize.submit_translation"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """Add what is asked for."""
        context: dict[str, object] = super().get_context_data(**kwargs)
        everywhere = list(Locale.objects.order_by("language_code"))
        own = self._own(everywhere)
        may_see_all = len(own) < len(everywhere) and self._is_lead()
        sees_all = may_see_all and bool(self.request.GET.get("all"))
        offered = everywhere if sees_all else own
        matrix = Matrix.of(chosen_languages(self.request.GET, offered), everywhere)
        form = AskForm(self.request.GET, offered, matrix.kinds())
        numbers = matrix.numbers()
        columns = [each.locale for each in numbers]
        own_keys = {locale.pk for locale in own}
        found = matrix.find(form.asked("q"), form.asked("kind"), form.wanted, own_keys)
        paginator = Paginator(found, min(MOST_ROWS, max(FEWEST_ROWS, MOST_CELLS // max(1, len(columns)))))
        page = paginator.get_page(self.request.GET.get("p"))
        return {
            **context,
            "matrix": matrix,
            "numbers": numbers,
            "states": TO_TRANSLATE,
            "columns": columns,
            "here": self.request.get_full_path(),
            "outdated_reviews": self._outdated_reviews(),
            "own_columns": [locale for locale in columns if locale.pk in own_keys],
            "form": form,
            "has_languages_to_choose": len(offered) > 1,
            "may_see_all": may_see_all,
            "sees_all": sees_all,
            "tabs": self._tabs(matrix, form, own_keys),
            "groups": shown_groups(page.object_list, columns, own_keys),
            "rows": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
        }

    def _own(self, everywhere: list[Locale]) -> list[Locale]:
        """Return those of all languages that the user works in."""
        if works_everywhere(self.request.user):
            return everywhere
        own = set(locales_to_work_in(self.request.user).values_list("pk", flat=True))
        return [locale for locale in everywhere if locale.pk in own]

    def _is_lead(self) -> bool:
        """Tell whether the user publishes in a language, and may see how others get on."""
        return bool(locales_to_work_in(self.request.user, ["publish"]).exists())

    def _outdated_reviews(self) -> list[LegalReview]:
        """Return the reviews whose texts have changed, of the languages that the user publishes in."""
        outdated = [review for review in reviews_that_hold() if review.outdated_since is not None]
        if not outdated or works_everywhere(self.request.user, ["publish"]):
            return outdated
        own = set(locales_to_work_in(self.request.user, ["publish"]).values_list("pk", flat=True))
        return [review for review in outdated if review.page.locale_id in own]

    def _tabs(self, matrix: Matrix, form: AskForm, own: set[int]) -> list[Tab]:
        """Return the ways to look at the same rows that are asked for most."""
        words, kind = form.asked("q"), form.asked("kind")
        return [
            Tab(
                label=str(wanted.label),
                count=len(matrix.find(words, kind, wanted, own)),
                query=self._query_with(wanted),
                is_current=form.wanted == wanted,
            )
            for wanted in (Wanted.EVERYTHING, Wanted.NEEDS_ME, Wanted.READY)
        ]

    def _query_with(self, wanted: Wanted) -> str:
        query = self.request.GET.copy()
        query.pop("p", None)
        query["state"] = wanted.value
        return query.urlencode()
