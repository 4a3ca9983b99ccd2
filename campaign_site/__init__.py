"""What the whole site shares: settings, addresses, the page cache.

Every process of the hub begins here, so its garbage collector is set here. Python looks for circles after
each 700 new objects, which suits programs that hold few; a hub holds two hundred thousand from its start on.
"""

import gc

gc.set_threshold(20_000, 20, 20)
