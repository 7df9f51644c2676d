/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-plot-layout.h"
#include "gw-report-private.h"

/* A4, in points. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN 50.0
#define TEXT_WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define BOTTOM (PAGE_HEIGHT - MARGIN)
#define CELL_GAP 12.0
#define ROW_GAP 4.0

/* Where the pen is. */
typedef struct
{
  cairo_t *cr;
  PangoLayout *layout;
  PangoFontDescription *font;
  double y;
  guint page;
  guint n_pages; /* of the pass before; 0: not known */
} Press;

static cairo_status_t
take (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_text (Press *press, const char *text, double size, gboolean bold, double width)
{
  pango_font_description_set_absolute_size (press->font, size * PANGO_SCALE);
  pango_font_description_set_weight (press->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (press->layout, press->font);
  pango_layout_set_width (press->layout, width > 0 ? (int) (width * PANGO_SCALE) : -1);
  pango_layout_set_wrap (press->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text (press->layout, text != NULL ? text : "", -1);
}

static void
get_size (Press *press, double *width, double *height)
{
  PangoRectangle extents;

  pango_layout_get_extents (press->layout, NULL, &extents);
  if (width != NULL)
    *width = extents.width / (double) PANGO_SCALE;
  *height = extents.height / (double) PANGO_SCALE;
}

static void
draw_text (Press *press, double x, double y, double gray)
{
  cairo_set_source_rgb (press->cr, gray, gray, gray);
  cairo_move_to (press->cr, x, y);
  pango_cairo_show_layout (press->cr, press->layout);
}

static void
end_page (Press *press)
{
  g_autofree char *text = g_strdup_printf (_ ("Page %u of %u"), press->page, press->n_pages);
  double width, height;

  set_text (press, text, 9, FALSE, 0);
  get_size (press, &width, &height);
  draw_text (press, PAGE_WIDTH - MARGIN - width, PAGE_HEIGHT - MARGIN / 2 - height / 2, 0.4);
  cairo_show_page (press->cr);
  press->page++;
  press->y = MARGIN;
}

/* Goes on to the next page where this one has no such room. */
static void
need (Press *press, double height)
{
  if (press->y > MARGIN && press->y + height > BOTTOM)
    end_page (press);
}

static void
put_text (Press *press, const char *text, double size, gboolean bold, double gray, double before, double with_next)
{
  double height;

  set_text (press, text, size, bold, TEXT_WIDTH);
  get_size (press, NULL, &height);
  need (press, before + height + with_next);
  if (press->y > MARGIN)
    press->y += before;
  /* Another page's number was set meanwhile. */
  set_text (press, text, size, bold, TEXT_WIDTH);
  draw_text (press, MARGIN, press->y, gray);
  press->y += height + 4;
}

/* Columns are as wide as their widest cell; where all are too wide, those of words
 * give way.
 */
static void
find_widths (Press *press, const GwReportBlock *block, double *widths, gsize n)
{
  double sum = 0, words = 0;

  for (gsize j = 0; j < n; j++)
    {
      widths[j] = 0;
      for (guint i = 0; i < block->rows->len; i++)
        {
          GStrv cells = g_ptr_array_index (block->rows, i);
          double width, height;

          set_text (press, cells[j], 10, i == 0 && block->has_heads, 0);
          get_size (press, &width, &height);
          widths[j] = MAX (widths[j], width);
        }
      sum += widths[j] + CELL_GAP;
      if (block->columns[j] == 'l')
        words += widths[j];
    }
  if (sum > TEXT_WIDTH && words > 0)
    for (gsize j = 0; j < n; j++)
      if (block->columns[j] == 'l')
        widths[j] = MAX (40, widths[j] * MAX (0.1, 1 - (sum - TEXT_WIDTH) / words));
}

static void
put_row (Press *press, const GwReportBlock *block, guint row, const double *widths, gsize n)
{
  GStrv cells = g_ptr_array_index (block->rows, row);
  const gboolean head = row == 0 && block->has_heads;
  double tallest = 0, x = MARGIN, height;

  for (gsize j = 0; j < n; j++)
    {
      set_text (press, cells[j], 10, head, widths[j]);
      get_size (press, NULL, &height);
      tallest = MAX (tallest, height);
    }
  if (press->y + tallest + ROW_GAP > BOTTOM)
    {
      end_page (press);
      if (block->has_heads && row > 0)
        put_row (press, block, 0, widths, n);
    }
  for (gsize j = 0; j < n; j++)
    {
      set_text (press, cells[j], 10, head, widths[j]);
      pango_layout_set_alignment (press->layout, block->columns[j] == 'r' ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
      draw_text (press, x, press->y, 0.15);
      x += widths[j] + CELL_GAP;
    }
  pango_layout_set_alignment (press->layout, PANGO_ALIGN_LEFT);
  press->y += tallest + ROW_GAP / 2;
  cairo_set_source_rgb (press->cr, 0.85, 0.85, 0.85);
  cairo_set_line_width (press->cr, head ? 0.9 : 0.4);
  cairo_move_to (press->cr, MARGIN, press->y);
  cairo_line_to (press->cr, MIN (x - CELL_GAP, PAGE_WIDTH - MARGIN), press->y);
  cairo_stroke (press->cr);
  press->y += ROW_GAP / 2;
}

static void
put_table (Press *press, const GwReportBlock *block)
{
  const gsize n = strlen (block->columns);
  g_autofree double *widths = g_new (double, n);

  find_widths (press, block, widths, n);
  need (press, 40);
  press->y += 4;
  for (guint i = 0; i < block->rows->len; i++)
    put_row (press, block, i, widths, n);
  press->y += 8;
}

static void
put_plot (Press *press, const GwReportBlock *block)
{
  const GwPlotStyle style = { .with_title = TRUE };
  const double scale = TEXT_WIDTH / GW_REPORT_PLOT_WIDTH;
  const double height = block->height * scale;
  g_autoptr (GwPlotLayout) layout = NULL;

  need (press, height + 8);
  layout = gw_plot_layout_new (block->plot, &style, GW_REPORT_PLOT_WIDTH, block->height, NULL, NULL);
  cairo_save (press->cr);
  cairo_translate (press->cr, MARGIN, press->y);
  cairo_rectangle (press->cr, 0, 0, TEXT_WIDTH, height);
  cairo_clip (press->cr);
  cairo_scale (press->cr, scale, scale);
  gw_plot_layout_draw (layout, press->cr, NULL);
  cairo_restore (press->cr);
  press->y += height + 8;
}

static void
put_all (Press *press, GwReportDocument *self)
{
  press->page = 1;
  press->y = MARGIN;
  put_text (press, self->title, 22, TRUE, 0.15, 0, 0);
  put_text (press, self->subtitle, 10, FALSE, 0.4, 0, 0);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const GwReportBlock *block = g_ptr_array_index (self->blocks, i);

      switch (block->kind)
        {
        case GW_REPORT_HEADING:
          put_text (press, block->text, block->level == 1 ? 15 : 12, TRUE, 0.15, block->level == 1 ? 22 : 12, 60);
          break;
        case GW_REPORT_PARAGRAPH:
          put_text (press, block->text, 10.5, FALSE, 0.15, 4, 0);
          break;
        case GW_REPORT_TABLE:
          put_table (press, block);
          break;
        case GW_REPORT_PLOT:
        default:
          put_plot (press, block);
          break;
        }
    }
  end_page (press);
}

/* How many pages there are is known once they are set: a pass to nowhere comes first. */
static cairo_status_t
print (GwReportDocument *self, cairo_surface_t *surface, guint *n_pages)
{
  Press press = { .cr = cairo_create (surface), .n_pages = *n_pages };
  cairo_status_t status;

  press.layout = pango_cairo_create_layout (press.cr);
  press.font = pango_font_description_from_string ("Sans");
  put_all (&press, self);
  *n_pages = press.page - 1;
  status = cairo_status (press.cr);
  g_object_unref (press.layout);
  pango_font_description_free (press.font);
  cairo_destroy (press.cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_surface_t *
make_surface (GwReportDocument *self, GByteArray *bytes)
{
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (take, bytes, PAGE_WIDTH, PAGE_HEIGHT);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, "2000-01-01T00:00:00Z");
  return surface;
}

GBytes *
gw_report_document_to_pdf (GwReportDocument *self, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint n_pages = 0;
  cairo_status_t status = print (self, make_surface (self, bytes), &n_pages);

  if (status == CAIRO_STATUS_SUCCESS)
    {
      g_byte_array_set_size (bytes, 0);
      status = print (self, make_surface (self, bytes), &n_pages);
    }
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The report could not be set: %s."),
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
