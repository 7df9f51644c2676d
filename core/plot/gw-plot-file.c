/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-plot-file.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-error.h"
#include "gw-file-writer.h"
#include "gw-plot-layout.h"

/* Points of PDF and SVG for each px. */
#define POINTS_PER_PIXEL 0.75
#define MAX_SIDE 30000.0

gboolean
gw_plot_file_kind_from_path (const char *path, GwPlotFileKind *kind, GError **error)
{
  static const char *const endings[] = { ".png", ".svg", ".pdf", ".csv" };
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (endings); i++)
    if (g_ascii_strcasecmp (dot, endings[i]) == 0)
      {
        *kind = (GwPlotFileKind) i;
        return TRUE;
      }
  g_set_error (error, GW_ERROR, GW_ERROR_UNSUPPORTED,
               _ ("A chart is written as .png, .svg, .pdf or .csv. Choose a name with one of these endings."));
  return FALSE;
}

static cairo_status_t
take (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
make_surface (GwPlotFileKind kind, GByteArray *bytes, double width, double height, double scale)
{
  cairo_surface_t *surface;

  switch (kind)
    {
    case GW_PLOT_FILE_SVG:
      surface = cairo_svg_surface_create_for_stream (take, bytes, width, height);
      cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
      return surface;
    case GW_PLOT_FILE_PDF:
      surface = cairo_pdf_surface_create_for_stream (take, bytes, width * POINTS_PER_PIXEL, height * POINTS_PER_PIXEL);
      /* The day would make each file another. */
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_MOD_DATE, "2000-01-01T00:00:00Z");
      return surface;
    case GW_PLOT_FILE_PNG:
    case GW_PLOT_FILE_CSV:
    default:
      return cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * scale), (int) ceil (height * scale));
    }
}

static cairo_status_t
draw (GwPlot *plot, GwPlotFileKind kind, const GwPlotStyle *style, double width, double height, double scale,
      GByteArray *bytes)
{
  g_autoptr (GwPlotLayout) layout = NULL;
  GwPlotStyle titled = *style;
  cairo_surface_t *surface = make_surface (kind, bytes, width, height, scale);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  titled.with_title = TRUE;
  layout = gw_plot_layout_new (plot, &titled, width, height, NULL, NULL);
  if (kind == GW_PLOT_FILE_PNG)
    cairo_scale (cr, scale, scale);
  else if (kind == GW_PLOT_FILE_PDF)
    cairo_scale (cr, POINTS_PER_PIXEL, POINTS_PER_PIXEL);
  gw_plot_layout_draw (layout, cr, NULL);
  cairo_show_page (cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (kind == GW_PLOT_FILE_PNG && status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, take, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  return status;
}

/* --- the names in an SVG --------------------------------------------------------------- */

typedef struct
{
  GHashTable *names; /* as Cairo has them → as the file shall have them */
  const char *prefix;
} Names;

/* Cairo numbers surfaces through the life of the program, so the same plot would be
 * another file each time; and all pictures of a page begin with "glyph0-0".
 */
static gboolean
rename (const GMatchInfo *match, GString *result, gpointer data)
{
  Names *names = data;
  g_autofree char *before = g_match_info_fetch (match, 1);
  g_autofree char *name = g_match_info_fetch (match, 2);
  const char *known = g_hash_table_lookup (names->names, name);

  if (known == NULL)
    {
      known = g_str_has_prefix (name, "surface")
                  ? g_strdup_printf ("%ssurface%u", names->prefix, g_hash_table_size (names->names))
                  : g_strconcat (names->prefix, name, NULL);
      g_hash_table_insert (names->names, g_strdup (name), (char *) known);
    }
  g_string_append (result, before);
  g_string_append (result, known);
  return FALSE;
}

static char *
fix_names (const char *svg, gsize length, const char *prefix)
{
  g_autoptr (GRegex) regex = g_regex_new ("(id=\"|href=\"#|url\\(#)([A-Za-z]+[0-9][-0-9]*)", G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Names data = { names, prefix };

  return g_regex_replace_eval (regex, svg, (gssize) length, 0, 0, rename, &data, NULL);
}

char *
gw_plot_to_svg (GwPlot *plot, const GwPlotStyle *style, double width, double height, const char *prefix, GError **error)
{
  g_autoptr (GBytes) bytes = gw_plot_to_bytes (plot, GW_PLOT_FILE_SVG, style, width, height, 1, error);

  return bytes != NULL ? fix_names (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), prefix) : NULL;
}

GBytes *
gw_plot_to_bytes (GwPlot *plot, GwPlotFileKind kind, const GwPlotStyle *style, double width, double height,
                  double scale, GError **error)
{
  g_autoptr (GByteArray) bytes = NULL;
  cairo_status_t status;

  if (kind == GW_PLOT_FILE_CSV)
    {
      char *csv = gw_plot_to_csv (plot);

      return g_bytes_new_take (csv, strlen (csv));
    }

  if (!(width * scale >= 1 && width * scale <= MAX_SIDE) || !(height * scale >= 1 && height * scale <= MAX_SIDE))
    {
      g_set_error (error, GW_ERROR, GW_ERROR_LIMIT, _ ("A chart is between 1 and %d pixels wide and high."),
                   (int) MAX_SIDE);
      return NULL;
    }
  bytes = g_byte_array_new ();
  status = draw (plot, kind, style, width, height, scale, bytes);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, GW_ERROR, GW_ERROR_IO, _ ("The chart could not be drawn: %s."),
                   cairo_status_to_string (status));
      return NULL;
    }
  if (kind == GW_PLOT_FILE_SVG)
    {
      char *svg = fix_names ((const char *) bytes->data, bytes->len, "");

      return g_bytes_new_take (svg, strlen (svg));
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

gboolean
gw_plot_write_file (GwPlot *plot, const char *path, gboolean overwrite, const GwPlotStyle *style, double width,
                    double height, double scale, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  GwPlotFileKind kind;

  if (!gw_plot_file_kind_from_path (path, &kind, error))
    return FALSE;
  bytes = gw_plot_to_bytes (plot, kind, style, width, height, scale, error);
  if (bytes == NULL)
    return FALSE;

  return gw_file_write_bytes (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                              overwrite ? GW_WRITE_OVERWRITE : GW_WRITE_NEW, error);
}

char *
gw_plot_layer_to_csv (GwPlot *plot, guint i)
{
  const GwPlotLayer *layer = gw_plot_get_layer (plot, i);
  g_autoptr (GwCsvWriter) csv = NULL;
  GString *text;

  if (layer->klass->write_csv == NULL)
    return NULL;
  text = g_string_new (NULL);
  csv = gw_csv_writer_new_for_string (text, GW_CSV_WRITER_SPREADSHEET);
  layer->klass->write_csv (layer, &gw_plot_get_axis (plot, GW_PLOT_AXIS_X)->scale,
                           &gw_plot_get_axis (plot, GW_PLOT_AXIS_Y)->scale, csv);
  gw_csv_writer_finish (csv, NULL);
  return g_string_free (text, FALSE);
}

char *
gw_plot_to_csv (GwPlot *plot)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < gw_plot_get_n_layers (plot); i++)
    {
      g_autofree char *rows = gw_plot_layer_to_csv (plot, i);

      if (rows == NULL)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, rows);
    }
  return g_string_free (text, FALSE);
}
