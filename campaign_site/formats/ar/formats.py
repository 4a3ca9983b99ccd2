"""Arabic dates as Modern Standard Arabic writes them: no comma within the day, one before the hour.

The hour and its half of the day are one word to the eye, so that no line ends between them.
"""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "g:i\u00a0A"
DATETIME_FORMAT = "j F Y، g:i\u00a0A"
