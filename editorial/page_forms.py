"""The forms with which editors write and copy pages: what is wrong with an address stands beside the slug."""

from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm

from .page_paths import error_in_url, paths_below
from .slugs import SlugFormField


class PageForm(WagtailAdminPageForm):
    """The form of every page."""

    def clean(self) -> dict[str, object]:
        """Refuse an address at which visitors wouldn't find the page."""
        cleaned_data = super().clean()
        # A page that is there asks for itself, as it knows what is below it.
        if self.instance.pk is None and cleaned_data.get("slug"):
            error = error_in_url(cleaned_data["slug"], self.parent_page)
            if error:
                self.add_error("slug", error)
        return cleaned_data


class PageCopyForm(CopyForm):
    """The form that copies a page, or makes an alias of it."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        slug = self.fields["new_slug"]
        self.fields["new_slug"] = SlugFormField(
            initial=slug.initial, label=slug.label, allow_unicode=True, widget=slug.widget
        )

    def clean(self) -> dict[str, object]:
        """Refuse an address at which visitors wouldn't find the copy, or one of a page below it."""
        cleaned_data = super().clean()
        parent = cleaned_data.get("new_parent_page") or self.page.get_parent()
        below = paths_below(self.page) if cleaned_data.get("copy_subpages") else ()
        error = error_in_url(cleaned_data.get("new_slug", ""), parent, below)
        if error:
            self.add_error("new_slug", error)
        return cleaned_data
