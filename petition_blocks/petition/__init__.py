"""The register: what a petition counts and obeys, who answers for it, and how far it has come.

Its words are in `page`, its numbers in `counting`. Imports `details` and `sealing`.
"""
