"""Follows docs/operators.md on a bare Debian, as an operator would, with visitors who never stay away."""
