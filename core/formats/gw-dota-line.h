/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-shape.h"

G_BEGIN_DECLS

/* One line of a DOTA file (spec formats 14): eight numbers, a class and perhaps how difficult. */
typedef struct
{
  GwPoint corners[4];
  char *name;    /* the class */
  int difficult; /* 0 or more; -1: not told */
} GwDotaLine;

/* FALSE: code and sentence (both constant) say why, or code is NULL for a line that is none of
 * an object. The name is (transfer full).
 */
gboolean gw_dota_line_parse (const char *text, gsize length, GwDotaLine *line, const char **code,
                             const char **sentence);

/* What a line says of the whole image, as “gsd:0.15” does: its key and value. (transfer full)
 * FALSE for other lines.
 */
gboolean gw_dota_line_parse_note (const char *text, gsize length, char **key, char **value);

G_END_DECLS
