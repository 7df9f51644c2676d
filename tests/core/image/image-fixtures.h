/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* Pictures made in the test. */

/* Red grows with x, green with y, blue tells the quadrant: every corner is
 * another colour, and neighbours differ little, so that JPEG keeps it.
 */
cairo_surface_t *fixture_surface (int width, int height, gboolean alpha);

/* ARGB32, each pixel what the function says. */
cairo_surface_t *fixture_paint (int width, int height, guint32 (*pixel_at) (guint32 x, guint32 y));

/* Pixels that differ much from those beside them. */
guint32 fixture_busy (guint32 x, guint32 y);

/* A pixel as 0xAARRGGBB. */
guint32 fixture_pixel (cairo_surface_t *surface, int x, int y);

/* Asserts equal sizes, and no channel of any pixel further apart than
 * tolerance.
 */
void fixture_assert_equal (cairo_surface_t *a, cairo_surface_t *b, int tolerance);

GBytes *fixture_png (int width, int height, gboolean alpha);
GBytes *fixture_jpeg (int width, int height);

/* The JPEG file with an EXIF block that holds the orientation. */
GBytes *fixture_with_orientation (GBytes *jpeg, guint orientation, gboolean little_endian);

/* A PNG file put together by hand. The header's numbers may be nonsense;
 * its checksums are right.
 */
GByteArray *fixture_png_begin (guint32 width, guint32 height, guint8 depth, guint8 color, guint8 interlace);
void fixture_png_add (GByteArray *png, const char name[4], const void *data, gsize size);

/* Pixels compressed into one IDAT chunk; each row with its filter byte. */
void fixture_png_add_pixels (GByteArray *png, const guint8 *rows, gsize size);
GBytes *fixture_png_end (GByteArray *png);

/* Decodes with the limits of the program. */
cairo_surface_t *fixture_decode (GBytes *bytes, int min_side, GError **warning, GError **error);
/* The same for pictures that must be read without a word. */
cairo_surface_t *fixture_decode_well (GBytes *bytes, int min_side);

/* Writes a file into a folder. Returns: (transfer full): its path */
char *fixture_write (const char *folder, const char *name, GBytes *bytes);

G_END_DECLS
