/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the keys of the advisor (gw-advisor.h) and of GwBalance say, in the user's language;
 * a key that is not known is given back.
 */

/* "f1": “F1 per class” */
const char *gw_advice_get_metric_title (const char *metric);
/* "errors_cost_the_same": “misses and false alarms cost the same” */
const char *gw_advice_get_reason_text (const char *reason);
/* "class_weights": “weigh classes when training” */
const char *gw_advice_get_remedy_text (const char *remedy);

G_END_DECLS
