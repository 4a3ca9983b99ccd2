"""One module for each fault of Wagtail's that an editor would meet on any page.

Each says what is wrong and where upstream stands, and is applied by one function from
`EditorialConfig.ready()`. Its test runs the upstream code without it, and fails on the day that upstream no
longer needs it.
"""
