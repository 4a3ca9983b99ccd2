"""A petition once more: what was decided for the last one, without anything of those who signed it.

Imports `admin`, `keys`, `page` and `petition`.
"""
