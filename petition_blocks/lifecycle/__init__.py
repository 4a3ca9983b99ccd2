"""What a petition must have before it opens, and what becomes of it until it is answered.

Imports `admin`, `keys`, `mailing`, `page` and `petition`.
"""
