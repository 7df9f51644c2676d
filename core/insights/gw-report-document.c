/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-report-private.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-plot-file.h"

static void
block_free (gpointer data)
{
  GwReportBlock *block = data;

  g_free (block->text);
  g_free (block->columns);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_clear_pointer (&block->plot, gw_plot_unref);
  g_free (block);
}

GwReportDocument *
gw_report_document_new (const char *title, const char *subtitle)
{
  GwReportDocument *self = g_new0 (GwReportDocument, 1);

  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  return self;
}

void
gw_report_document_free (GwReportDocument *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->subtitle);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static GwReportBlock *
add_block (GwReportDocument *self, GwReportBlockKind kind, const char *text)
{
  GwReportBlock *block = g_new0 (GwReportBlock, 1);

  block->kind = kind;
  block->text = g_strdup (text);
  g_ptr_array_add (self->blocks, block);
  return block;
}

void
gw_report_document_add_heading (GwReportDocument *self, guint level, const char *text)
{
  add_block (self, GW_REPORT_HEADING, text)->level = CLAMP (level, 1, 2);
}

void
gw_report_document_add_paragraph (GwReportDocument *self, const char *text)
{
  add_block (self, GW_REPORT_PARAGRAPH, text);
}

void
gw_report_document_begin_table (GwReportDocument *self, const char *columns, const char *const *heads)
{
  GwReportBlock *block = add_block (self, GW_REPORT_TABLE, NULL);

  block->columns = g_strdup (columns);
  block->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  block->has_heads = heads != NULL;
  if (heads != NULL)
    gw_report_document_add_row (self, heads);
}

void
gw_report_document_add_row (GwReportDocument *self, const char *const *cells)
{
  GwReportBlock *block = g_ptr_array_index (self->blocks, self->blocks->len - 1);

  g_return_if_fail (block->kind == GW_REPORT_TABLE);
  g_return_if_fail (g_strv_length ((GStrv) cells) == strlen (block->columns));

  g_ptr_array_add (block->rows, g_strdupv ((GStrv) cells));
}

void
gw_report_document_add_plot (GwReportDocument *self, GwPlot *plot, double height)
{
  GwReportBlock *block = add_block (self, GW_REPORT_PLOT, NULL);

  block->plot = plot;
  block->height = height;
}

/* --- HTML ------------------------------------------------------------------------ */

static const char style[] =
    "body{font:16px/1.5 sans-serif;color:#2e2e2e;background:#fff;max-width:52rem;margin:2rem auto;"
    "padding:0 1rem}"
    "h1{font-size:1.8rem;margin-bottom:0}h2{border-bottom:1px solid #ccc;margin-top:2.5rem}"
    ".s{color:#666}table{border-collapse:collapse;margin:1rem 0}"
    "th,td{padding:.2rem .8rem .2rem 0;text-align:left;border-bottom:1px solid #e4e4e4}"
    ".r{text-align:right;font-variant-numeric:tabular-nums}"
    "figure{margin:1rem 0}figure svg{max-width:100%;height:auto}"
    "@media print{h2{break-after:avoid}figure,tr{break-inside:avoid}}";

static void
append_escaped (GString *html, const char *before, const char *text, const char *after)
{
  g_autofree char *escaped = g_markup_escape_text (text != NULL ? text : "", -1);

  g_string_append (html, before);
  g_string_append (html, escaped);
  g_string_append (html, after);
}

static void
append_table (GString *html, const GwReportBlock *block)
{
  g_string_append (html, "<table>\n");
  for (guint i = 0; i < block->rows->len; i++)
    {
      GStrv cells = g_ptr_array_index (block->rows, i);
      const gboolean head = i == 0 && block->has_heads;

      g_string_append (html, "<tr>");
      for (guint j = 0; cells[j] != NULL; j++)
        {
          const gboolean right = block->columns[j] == 'r';

          append_escaped (html,
                          head ? (right ? "<th scope=\"col\" class=\"r\">" : "<th scope=\"col\">")
                               : (right ? "<td class=\"r\">" : "<td>"),
                          cells[j], head ? "</th>" : "</td>");
        }
      g_string_append (html, "</tr>\n");
    }
  g_string_append (html, "</table>\n");
}

static gboolean
append_plot (GString *html, const GwReportBlock *block, guint number, GError **error)
{
  const GwPlotStyle plain = { 0 };
  g_autofree char *prefix = g_strdup_printf ("p%u-", number);
  g_autofree char *svg = gw_plot_to_svg (block->plot, &plain, GW_REPORT_PLOT_WIDTH, block->height, prefix, error);
  const char *begin = svg != NULL ? strstr (svg, "<svg ") : NULL;

  if (begin == NULL)
    return FALSE;
  append_escaped (html, "<figure role=\"img\" aria-label=\"", gw_plot_get_summary (block->plot), "\">\n");
  g_string_append (html, begin);
  g_string_append (html, "</figure>\n");
  return TRUE;
}

GBytes *
gw_report_document_to_html (GwReportDocument *self, GError **error)
{
  g_autoptr (GString) html = g_string_new (NULL);

  /* Translators: the language of this translation, as in <html lang="en"> */
  append_escaped (html, "<!DOCTYPE html>\n<html lang=\"", C_ ("language", "en"),
                  "\">\n<head><meta charset=\"utf-8\">\n");
  g_string_append (html, "<meta name=\"viewport\" content=\"width=device-width\">\n");
  append_escaped (html, "<title>", self->title, "</title>\n<style>");
  g_string_append (html, style);
  append_escaped (html, "</style></head>\n<body>\n<h1>", self->title, "</h1>\n");
  append_escaped (html, "<p class=\"s\">", self->subtitle, "</p>\n");
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const GwReportBlock *block = g_ptr_array_index (self->blocks, i);

      switch (block->kind)
        {
        case GW_REPORT_HEADING:
          append_escaped (html, block->level == 1 ? "<h2>" : "<h3>", block->text,
                          block->level == 1 ? "</h2>\n" : "</h3>\n");
          break;
        case GW_REPORT_PARAGRAPH:
          append_escaped (html, "<p>", block->text, "</p>\n");
          break;
        case GW_REPORT_TABLE:
          append_table (html, block);
          break;
        case GW_REPORT_PLOT:
        default:
          if (!append_plot (html, block, i, error))
            return NULL;
          break;
        }
    }
  g_string_append (html, "</body>\n</html>\n");
  return g_string_free_to_bytes (g_steal_pointer (&html));
}
