"""Much at once: translations started, brought up to date and published by the worker.

One object and language is a task, and each task a short transaction of its own: what is done stays done,
whatever dies when, and nobody who signs meanwhile waits for longer than for one page.
"""
