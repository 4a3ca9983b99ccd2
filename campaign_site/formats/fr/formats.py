"""French moments with the word that stands between the day and the hour."""

DATETIME_FORMAT = "j F Y à H:i"
