"""What the whole site shares: settings, addresses, the page cache.

Every process of the hub begins here, so its garbage collector is set here: Python looks for circles after each
700 new objects, which is made for programs that hold few. A hub holds a million from the start on, and a page
makes tens of thousands.
"""

import gc

gc.set_threshold(20_000, 20, 20)
