"""Each language has the source that it has brought in, whatever others have done since.

wagtail-localize keeps one source for all languages of a page. Whoever brings in a change for German would
change what French is made of: French would lack texts that nobody there has asked for, and could not even
mend a slip before somebody has translated them. So a source changes for named languages alone, by
`renewing.renew_source()`; all others keep the words they had as an `EarlierSource`, until they bring in
the changes themselves. `reading` answers for both alike.
"""
