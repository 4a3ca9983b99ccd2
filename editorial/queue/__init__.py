"""Rows that wait to be worked on: taken by one worker at a time, and again if it dies.

Knows nothing of what the rows stand for.
"""
