// Makes signing quicker where scripts run. Every page works without these files, which visitors get as one.

import "./site/signing.js";
import "./site/error_summary.js";
import "./site/sharing.js";
import "./site/counter.js";
import "./site/editing.js";
