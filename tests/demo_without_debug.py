"""The demo as a public server would show it: what is not there is answered by the site, not by Django."""

from .demo_settings import *  # noqa: F403

DEBUG = False
