"""The translators' desk: all that is translated, by language; what waits for whom; who is told what is new.

Whatever an app has in several languages, pages and snippets apart, it registers by the hook
`register_translated_content`, see `content`.
"""
