"""One module for each fault of Wagtail that would cost an editor their words.

Each names the upstream report and is applied by one function from `EditorialConfig.ready()` or a hook. Its
test fails on the day that upstream no longer needs it.
"""
