"""What helps translators: the translation memory, the glossary, what is wrong with a text, suggestions.

The editor of translations asks `memory.matches()`, `glossary.terms_in()`, `checks.problems_of()` and
`machine.suggestion()`; publishing asks `text_problems.severe_problems()`.
"""
