"""What the admin exports is data, whatever people have entered: no formula, nothing a workbook can't hold.

Wagtail writes titles and names into CSV files as they are: one that begins with `=` is run by the spreadsheet
of whoever opens the report. Its workbooks hold no formulas, but a control character in any title, as pasted
from slides, makes the whole file a server error. All its exports (reports, redirects, users, snippets) write
each value through `SpreadsheetExportMixin.preprocess_field_value()`.

Upstream: https://github.com/wagtail/wagtail/pull/7554 (formulas are left to the spreadsheet, on purpose).
Nobody has reported the control characters.
"""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from ..spreadsheet_text import for_workbook, neutral

upstream_preprocess_field_value = SpreadsheetExportMixin.preprocess_field_value


def preprocess_field_value(
    self: SpreadsheetExportMixin, field: str, value: object, export_format: str
) -> object:
    """Return what is written for a value: text is harmless, everything else is as upstream writes it."""
    written = upstream_preprocess_field_value(self, field, value, export_format)
    if not isinstance(written, str):
        return written
    return neutral(for_workbook(written) if export_format == self.FORMAT_XLSX else written)


def export_harmless_spreadsheets() -> None:
    """Guard every table that the admin exports."""
    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
