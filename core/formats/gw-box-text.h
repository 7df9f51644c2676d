/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "gw-box.h"
#include "gw-format.h"

G_BEGIN_DECLS

/* One line of a text file of boxes: CLASS [SCORE] A B C D, parted by blanks or tabs. */
typedef struct
{
  char *name;    /* the class as the file has it, a name or a number */
  double score;  /* NaN: none */
  double box[4]; /* as GwBoxNumbers says */
} GwBoxText;

/* FALSE: code and sentence (both constant) say why, or code is NULL for a blank line. The
 * name is (transfer full).
 */
gboolean gw_box_text_parse (const char *text, gsize length, GwBoxText *line, const char **code, const char **sentence);

/* Whether all numbers can be fractions of a picture. Of its border a little more is one, too. */
gboolean gw_box_text_is_fraction (const GwBoxText *line);

/* What the numbers mean in an image of this size, which only fractions ask for. Corners
 * come in any order. Not checked against the image.
 */
GwBox gw_box_text_get_box (const GwBoxText *line, GwBoxNumbers numbers, int width, int height);

/* Whether the box has an area and lies within the image, but for a pixel. */
gboolean gw_box_text_fits (const GwBoxText *line, GwBoxNumbers numbers, int width, int height);

G_END_DECLS
