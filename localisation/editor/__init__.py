"""The translation editor: each text of the original beside a field, on one page that works without scripts.

It answers where wagtail-localize's own editor would, in the hooks `before_edit_page` and
`before_edit_snippet`. The texts stay in wagtail-localize's tables, so whatever else reads or writes them goes
on working; what is kept here is what people say about them: marks, comments, and how a text read before.
"""
