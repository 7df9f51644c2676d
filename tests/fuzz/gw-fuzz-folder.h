/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file in the folder, or in those that its name says; names that lead out of it, that are
 * taken or that are long are passed over.
 */
void gw_fuzz_put (const char *folder, const char *name, gconstpointer data, gsize size);

/* The same data in files by the names that the first few lines of a text are. */
void gw_fuzz_put_names (const char *folder, const char *text, gsize n_text, gconstpointer data, gsize size);

/* From one format to another, into the folder. Either something is written and the counts
 * agree, or there is an error and nothing.
 */
void gw_fuzz_convert (const char *folder, const char *set, const char *from, const char *to);

G_END_DECLS
