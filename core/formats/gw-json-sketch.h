/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which keys the beginning of a JSON text has, for telling formats apart: the
 * keys of the first three levels, elements of arrays looked into, such as
 * "images", "images[].file_name", "[].score". A text that is cut off, or
 * broken further down, gives what was seen until there.
 */
typedef struct
{
  char first;       /* '{', '[', or 0 where it does not begin as JSON does */
  gboolean whole;   /* the text was one complete document */
  GHashTable *keys; /* set of char* */
} GwJsonSketch;

GwJsonSketch *gw_json_sketch_new (const char *text, gsize length);
/* The same of the first line that is not blank. */
GwJsonSketch *gw_json_sketch_new_for_line (const char *text, gsize length);
void gw_json_sketch_free (GwJsonSketch *self);
gboolean gw_json_sketch_has (const GwJsonSketch *self, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GwJsonSketch, gw_json_sketch_free)

G_END_DECLS
