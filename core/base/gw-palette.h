/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The 24 class colours of the design, told apart also under the three kinds
 * of colour-blindness, as 0xRRGGBB; beyond them more are found by the same
 * search (OKLab, farthest from all colours in use; depends only on the
 * input).
 */
#define GW_PALETTE_SIZE 24

/* Colors that are sought apart from each other; further ones come again in turn. */
#define GW_PALETTE_APART 512

/* index is below GW_PALETTE_SIZE. */
guint32 gw_palette_get (guint index);

/* The first palette colour that is not among used, else the searched one.
 * O(n_used) within the palette; beyond it some 50 ms the first time, and
 * 1 ms for each colour that was not in the call before. Any thread.
 */
guint32 gw_palette_next (const guint32 *used, gsize n_used);

/* Whether a color is among the n first ones of classes of which each took the
 * next one; n is at most GW_PALETTE_APART. They are sought once for all calls:
 * until then the cost is that of gw_palette_next(). Any thread.
 */
gboolean gw_palette_comes_in_turn (guint32 color, guint n);

/* Whether black (TRUE) or white text has the larger contrast on a colour. */
gboolean gw_palette_wants_black_text (guint32 color);

/* Distance of two colours in OKLab, normal sight; 0.02 is just noticeable. */
double gw_palette_distance (guint32 a, guint32 b);

/* The WCAG contrast ratio of two colours, 1 to 21. */
double gw_palette_contrast (guint32 a, guint32 b);

/* The color with its OKLab lightness raised to at least this, for lines and text on
 * dark ground; the hue stays as far as the screen can show it.
 */
guint32 gw_palette_light_up (guint32 color, double lightness);
/* What lies the share t in [0, 1] of the way from a to b, in the screen's own values. */
guint32 gw_palette_mix (guint32 a, guint32 b, double t);

G_END_DECLS
