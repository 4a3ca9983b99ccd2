"""One module for each fault of wagtail-localize or Wagtail that would cost an editor their words.

Each names the upstream report and is applied by one function from `LocalisationConfig.ready()`. Its test
runs the upstream code without it, and fails on the day that upstream no longer needs it.
"""
