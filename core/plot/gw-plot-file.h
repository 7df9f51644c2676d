/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "gw-plot.h"

G_BEGIN_DECLS

typedef enum
{
  GW_PLOT_FILE_PNG,
  GW_PLOT_FILE_SVG,
  GW_PLOT_FILE_PDF,
  GW_PLOT_FILE_CSV /* what is drawn, in numbers */
} GwPlotFileKind;

/* By the ending of its name, in any case. FALSE with GW_ERROR_UNSUPPORTED that names the
 * known ones.
 */
gboolean gw_plot_file_kind_from_path (const char *path, GwPlotFileKind *kind, GError **error);

/* The size of files for which nobody asks another, px. */
#define GW_PLOT_FILE_WIDTH 960
#define GW_PLOT_FILE_HEIGHT 600

/* The plot as a file's bytes, with its title. scale: device pixels for each px of a PNG;
 * others have none. The same plot gives the same bytes: no file tells when it was made.
 * Returns: (transfer full)
 */
GBytes *gw_plot_to_bytes (GwPlot *plot, GwPlotFileKind kind, const GwPlotStyle *style, double width, double height,
                          double scale, GError **error);
/* The same to a file that appears whole or not at all. */
gboolean gw_plot_write_file (GwPlot *plot, const char *path, gboolean overwrite, const GwPlotStyle *style, double width,
                             double height, double scale, GError **error);

/* An SVG to stand among others in one document: prefix, such as "p3-", is before each
 * of its names. (transfer full) (nullable)
 */
char *gw_plot_to_svg (GwPlot *plot, const GwPlotStyle *style, double width, double height, const char *prefix,
                      GError **error);

/* What is drawn as CSV, a header and rows for each layer, with an empty line between
 * two. (transfer full)
 */
char *gw_plot_to_csv (GwPlot *plot);
/* Those of one layer; NULL where it has none. (transfer full) (nullable) */
char *gw_plot_layer_to_csv (GwPlot *plot, guint layer);

G_END_DECLS
