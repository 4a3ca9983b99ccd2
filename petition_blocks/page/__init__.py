"""The words of a petition: its page a language, which page speaks for it, and the wording people agree to.

Imports `admin`, `counting`, `petition` and `signature`.
"""
