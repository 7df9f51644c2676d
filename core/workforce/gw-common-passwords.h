/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The passwords that people have most often, of those of eight characters and more (resources/passwords).
 * folded: without case and in NFC, as gw_common_passwords_fold() makes it. Costs some milliseconds.
 */
gboolean gw_common_passwords_contain (const char *folded);

/* What differs in case alone is the same. text: UTF-8. (transfer full) */
char *gw_common_passwords_fold (const char *text);

G_END_DECLS
