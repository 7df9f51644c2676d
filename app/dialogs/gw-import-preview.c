/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-import-preview.h"

#include "gw-image-drawing.h"
#include "gw-path.h"

#define WIDTH 138
#define HEIGHT 92

typedef struct
{
  GwThumbnailer *thumbnailer;
  guint request;
  GwRecord *record;
  GwRecordHead *head;
  cairo_surface_t *picture;
} Preview;

static void
preview_free (gpointer data)
{
  Preview *preview = data;

  gw_thumbnailer_cancel (preview->thumbnailer, preview->request);
  g_object_unref (preview->thumbnailer);
  gw_record_free (preview->record);
  gw_record_head_free (preview->head);
  g_clear_pointer (&preview->picture, cairo_surface_destroy);
  g_free (preview);
}

static guint32
class_color (gint64 class_id, gpointer data)
{
  GwClass *klass = gw_record_head_find_class (data, class_id);

  return klass != NULL ? gw_class_get_color (klass) : 0x777777;
}

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  Preview *preview = user_data;

  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.2);
  cairo_paint (cr);
  /* All of it: whether labels lie where they should is seen at the edges, too. */
  if (preview->picture != NULL)
    gw_image_draw_whole (cr, preview->picture, width, height, preview->record->objects, preview->record->width,
                         preview->record->height, class_color, preview->head);
}

static void
on_picture_cb (GwThumbnailer *thumbnailer, const char *path, cairo_surface_t *surface, const GError *warning,
               const GError *error, gpointer user_data)
{
  GtkWidget *area = user_data;
  Preview *preview = g_object_get_data (G_OBJECT (area), "gw-preview");

  preview->request = 0;
  if (surface != NULL)
    preview->picture = cairo_surface_reference (surface);
  gtk_widget_queue_draw (area);
}

/* The names of the image's labels, or of the image where it has none. */
static char *
describe (const GwRecord *record, const GwRecordHead *head)
{
  g_autofree char *name = g_path_get_basename (record->path);
  GString *text = g_string_new (NULL);

  for (guint i = 0; record->labels != NULL && i < record->labels->len; i++)
    {
      GwClass *klass = gw_record_head_find_class (head, g_array_index (record->labels, GwLabel, i).class_id);

      if (klass != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", gw_class_get_name (klass));
    }
  if (text->len == 0)
    g_string_append (text, name);

  return g_string_free (text, FALSE);
}

GtkWidget *
gw_import_preview_new (GwThumbnailer *thumbnailer, const GwRecord *record, const GwRecordHead *head)
{
  Preview *preview = g_new0 (Preview, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *area = gtk_drawing_area_new ();
  g_autofree char *text = describe (record, head);
  g_autofree char *shown = gw_path_display (text, -1);
  GtkWidget *label = gtk_label_new (shown);

  preview->thumbnailer = g_object_ref (thumbnailer);
  preview->record = gw_record_copy (record);
  preview->head = gw_record_head_copy (head);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), HEIGHT);
  gtk_widget_set_overflow (area, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (area, "gw-import-preview");
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw, preview, NULL);
  g_object_set_data_full (G_OBJECT (area), "gw-preview", preview, preview_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, shown, -1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), area);
  gtk_box_append (GTK_BOX (box), label);

  if (record->file != NULL)
    preview->request = gw_thumbnailer_request (thumbnailer, record->file, 256, 0, on_picture_cb, area, NULL);

  return box;
}
