/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names by which people sign in, and names of teams. */
#define GW_NAME_MOST 64 /* characters */

/* The name as it is kept: composed (NFC), without blanks at its ends. NULL with GW_ERROR_INVALID where it
 * has not 1 to GW_NAME_MOST characters, or some that no name has, such as line breaks. (transfer full) (nullable)
 */
char *gw_name_clean (const char *name, GError **error);

/* What is equal of two names that are the same to people: composed and without case, in no language. The name
 * must be UTF-8. (transfer full)
 */
char *gw_name_make_key (const char *name);

G_END_DECLS
