/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What a tool shows around the pointer and over the view, each in nodes as
 * small as it is.
 */

/* Device-independent pixels between a marked place and its frame. */
#define MARK_EDGE 6.0

#define NOTE_EDGE 16
#define NOTE_PADDING_X 10
#define NOTE_PADDING_Y 5

/* Work that is over sooner needs no words; microseconds. */
#define WORDS_AFTER (G_USEC_PER_SEC / 2)

/* A brush smaller than this on the screen is found by a cross. */
#define SMALL_CURSOR 5.0

void
_gw_canvas_append_dashes (GtkSnapshot *snapshot, double x0, double y0, double x1, double y1, gboolean strong)
{
  static const double dash[] = { 3, 3 };
  gboolean upright = x0 == x1;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (x0, y0, upright ? 1 : x1 - x0, upright ? y1 - y0 : 1);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

  cairo_set_line_width (cr, 1);
  cairo_move_to (cr, x0 + (upright ? 0.5 : 0), y0 + (upright ? 0 : 0.5));
  cairo_line_to (cr, x1 + (upright ? 0.5 : 0), y1 + (upright ? 0 : 0.5));
  cairo_set_source_rgba (cr, 0, 0, 0, strong ? 0.8 : 0.35);
  cairo_stroke_preserve (cr);
  cairo_set_dash (cr, dash, 2, 0);
  cairo_set_source_rgba (cr, 1, 1, 1, strong ? 1 : 0.7);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* --- the brush ------------------------------------------------------------------------- */

static void
add_tip (cairo_t *cr, const GwToolOverlay *overlay, double x, double y, double side)
{
  cairo_new_path (cr);
  if (side < SMALL_CURSOR)
    {
      cairo_move_to (cr, x - 6, y);
      cairo_line_to (cr, x + 6, y);
      cairo_move_to (cr, x, y - 6);
      cairo_line_to (cr, x, y + 6);
    }
  else if (overlay->cursor_square)
    cairo_rectangle (cr, x - side / 2, y - side / 2, side, side);
  else
    cairo_arc (cr, x, y, side / 2, 0, 2 * G_PI);
}

/* What of the tip is in view. A brush of 500 px at 6400 % is as large as twenty
 * screens: all of it would be damage in each frame.
 */
static graphene_rect_t
get_tip_bounds (GwCanvas *self, double x, double y, double side)
{
  double reach = ceil (MAX (side / 2, 6) + 3);
  graphene_rect_t tip = GRAPHENE_RECT_INIT (floor (x - reach), floor (y - reach), 2 * reach + 1, 2 * reach + 1);
  graphene_rect_t view = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                                             gtk_widget_get_height (GTK_WIDGET (self)));
  graphene_rect_t bounds;

  return graphene_rect_intersection (&tip, &view, &bounds) ? bounds : GRAPHENE_RECT_INIT (0, 0, 0, 0);
}

/* Black around white is seen on every ground; what erases has dashes. */
void
_gw_canvas_append_cursor (GwCanvas *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay, double x, double y)
{
  double side = overlay->cursor_size * self->viewport.zoom / self->look.scale;
  /* Dashes cost by their number. */
  double dash = MAX (4, side / 500);
  graphene_rect_t bounds = get_tip_bounds (self, x, y, side);
  cairo_t *cr;

  if (overlay->cursor_size <= 0 || bounds.size.width <= 0)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_rectangle (cr, bounds.origin.x, bounds.origin.y, bounds.size.width, bounds.size.height);
  cairo_clip (cr);
  add_tip (cr, overlay, x, y, side);
  cairo_set_line_width (cr, self->look.high_contrast ? 5 : 3);
  cairo_set_source_rgba (cr, 0, 0, 0, self->look.high_contrast ? 1 : 0.6);
  cairo_stroke_preserve (cr);
  if (overlay->cursor_erases)
    cairo_set_dash (cr, &dash, 1, 0);
  cairo_set_line_width (cr, self->look.high_contrast ? 2.5 : 1.5);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* --- the frame -------------------------------------------------------------------------- */

void
_gw_canvas_append_frame (GwCanvas *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay)
{
  const GwBox *frame = &overlay->frame;
  gboolean strong = self->look.high_contrast;
  GwPoint low, high;
  double x0, y0, x1, y1;

  if (!overlay->has_frame)
    return;

  low = gw_canvas_to_widget (self, (GwPoint) { frame->x, frame->y });
  high = gw_canvas_to_widget (self, (GwPoint) { frame->x + frame->width, frame->y + frame->height });
  /* No longer than the view: dashes cost by their number. */
  x0 = floor (CLAMP (low.x, -2, gtk_widget_get_width (GTK_WIDGET (self)) + 2));
  y0 = floor (CLAMP (low.y, -2, gtk_widget_get_height (GTK_WIDGET (self)) + 2));
  x1 = floor (CLAMP (high.x, -2, gtk_widget_get_width (GTK_WIDGET (self)) + 2));
  y1 = floor (CLAMP (high.y, -2, gtk_widget_get_height (GTK_WIDGET (self)) + 2));
  if (x1 - x0 < 1 || y1 - y0 < 1)
    return;

  _gw_canvas_append_dashes (snapshot, x0, y0, x1, y0, strong);
  _gw_canvas_append_dashes (snapshot, x0, y1, x1, y1, strong);
  _gw_canvas_append_dashes (snapshot, x0, y0, x0, y1, strong);
  _gw_canvas_append_dashes (snapshot, x1, y0, x1, y1, strong);
}

/* Around the place, so that what is there is seen. */
void
_gw_canvas_append_mark (GwCanvas *self, GtkSnapshot *snapshot)
{
  double edge = MARK_EDGE * self->look.scale / self->viewport.zoom;
  GwToolOverlay overlay = { .has_frame = self->has_mark };

  overlay.frame = (GwBox) { self->mark.x - edge, self->mark.y - edge, self->mark.width + 2 * edge,
                            self->mark.height + 2 * edge };
  _gw_canvas_append_frame (self, snapshot, &overlay);
}

/* --- the note ----------------------------------------------------------------------------- */

/* “Draft mask: 11,842 px · 0.21 s”: the size stands out. */
static char *
make_note_markup (const char *note)
{
  const char *start = strstr (note, ": ");
  const char *end = start != NULL ? strstr (start, " · ") : NULL;
  g_autofree char *head = NULL;
  g_autofree char *size = NULL;
  g_autofree char *tail = NULL;

  if (end == NULL)
    return g_markup_escape_text (note, -1);

  start += strlen (": ");
  head = g_markup_escape_text (note, start - note);
  size = g_markup_escape_text (start, end - start);
  tail = g_markup_escape_text (end, -1);
  return g_strdup_printf ("%s<b>%s</b>%s", head, size, tail);
}

static char *
make_busy_markup (GwCanvas *self, double progress)
{
  if (self->busy_since == 0 || g_get_monotonic_time () - self->busy_since < WORDS_AFTER)
    return NULL;
  if (progress < 0)
    return g_strdup (_ ("Working…"));
  /* Translators: how much of a tool's work is done. */
  return g_strdup_printf (_ ("Working… %d%%"), (int) (CLAMP (progress, 0, 1) * 100));
}

void
_gw_canvas_append_note (GwCanvas *self, GtkSnapshot *snapshot, const GwToolOverlay *overlay)
{
  g_autofree char *markup = NULL;
  g_autoptr (PangoLayout) layout = NULL;
  GdkRGBA ground = { 0, 0, 0, self->look.high_contrast ? 1.0f : 0.72f };
  GdkRGBA white = { 1, 1, 1, 1 };
  GskRoundedRect outline;
  int width, height;

  if (overlay->busy)
    markup = make_busy_markup (self, overlay->progress);
  if (markup == NULL && overlay->note[0] != '\0')
    markup = make_note_markup (overlay->note);
  if (markup == NULL)
    return;

  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  pango_layout_set_markup (layout, markup, -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  width = MIN (width, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * (NOTE_EDGE + NOTE_PADDING_X), 1));
  pango_layout_set_width (layout, width * PANGO_SCALE);

  gsk_rounded_rect_init_from_rect (
      &outline, &GRAPHENE_RECT_INIT (NOTE_EDGE, NOTE_EDGE, width + 2 * NOTE_PADDING_X, height + 2 * NOTE_PADDING_Y), 6);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &ground, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (NOTE_EDGE + NOTE_PADDING_X, NOTE_EDGE + NOTE_PADDING_Y));
  gtk_snapshot_append_layout (snapshot, layout, &white);
  gtk_snapshot_restore (snapshot);
}
