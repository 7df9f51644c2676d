/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <adwaita.h>
#include <math.h>
#include <stdlib.h>

#include "canvas-fixtures.h"

/* A window with a canvas, to look at and to try out. Not installed. */

static gboolean dark;
static gboolean high_contrast;
static int street = 3;
static int cells = -1;
static int polygons;
static int boxes;
static int megapixels;
static int selected;
static double zoom;
static char *tool_name;
static char *css_folder;
static char *message;
static char *keys;
static char *place;

static const GOptionEntry entries[] = {
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark style", NULL },
  { "high-contrast", 0, 0, G_OPTION_ARG_NONE, &high_contrast, "Draw for high contrast", NULL },
  { "street", 0, 0, G_OPTION_ARG_INT, &street, "Picture of the sample", "N" },
  { "cells", 0, 0, G_OPTION_ARG_INT, &cells, "Picture of cells of the sample, with masks", "N" },
  { "polygons", 0, 0, G_OPTION_ARG_INT, &polygons, "So many polygons of chance instead", "N" },
  { "boxes", 0, 0, G_OPTION_ARG_INT, &boxes, "So many boxes of chance instead", "N" },
  { "megapixels", 0, 0, G_OPTION_ARG_INT, &megapixels, "A picture of noise of that size", "N" },
  { "select", 0, 0, G_OPTION_ARG_INT, &selected, "Select the object of that id", "ID" },
  { "zoom", 0, 0, G_OPTION_ARG_DOUBLE, &zoom, "Zoom; 1 is 100 %", "Z" },
  { "center", 0, 0, G_OPTION_ARG_STRING, &place, "Picture point in the middle", "X,Y" },
  { "tool", 0, 0, G_OPTION_ARG_STRING, &tool_name, "select, box or pan", "NAME" },
  { "css", 0, 0, G_OPTION_ARG_FILENAME, &css_folder, "Folder of style sheets", "FOLDER" },
  { "error", 0, 0, G_OPTION_ARG_STRING, &message, "Show this instead of a picture", "TEXT" },
  { "actions", 0, 0, G_OPTION_ARG_STRING, &keys, "Actions to run first, separated by spaces", "NAMES" },
  { NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL },
};

static void
load_style (const char *file)
{
  GtkCssProvider *provider = gtk_css_provider_new ();
  g_autofree char *path = g_build_filename (css_folder, file, NULL);

  gtk_css_provider_load_from_path (provider, path);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_object_unref (provider);
}

static void
on_announce_cb (GwCanvas *canvas, const char *text)
{
  g_print ("%s\n", text);
}

static void
on_description_cb (GwCanvas *canvas)
{
  g_print ("[%s]\n", gw_canvas_get_description (canvas));
}

static void
fill (GwCanvas *canvas)
{
  g_autoptr (GwDocument) document = NULL;
  g_autoptr (GwPyramid) pyramid = NULL;
  g_autoptr (GwTool) tool = gw_tool_new (tool_name != NULL ? tool_name : "box");

  if (message != NULL)
    {
      GtkWidget *skip = gtk_button_new_with_label ("Skip");

      gtk_widget_set_halign (skip, GTK_ALIGN_CENTER);
      gw_canvas_set_error (canvas, "Image Cannot Be Read", message, skip);
      return;
    }
  if (cells >= 0)
    pyramid = canvas_fixture_cells ((guint) cells, &document);
  else
    pyramid = canvas_fixture_street ((guint) street, &document);
  if (megapixels > 0)
    {
      int width = (int) (1154.7 * sqrt (megapixels)), height = width * 3 / 4;

      g_clear_pointer (&pyramid, gw_pyramid_unref);
      g_clear_object (&document);
      pyramid = canvas_fixture_noise (width, height, 1);
      document = canvas_fixture_document (width, height);
    }
  if (polygons > 0 || boxes > 0)
    {
      g_autoptr (GPtrArray) objects = canvas_fixture_objects ((guint) MAX (polygons, boxes), polygons > 0,
                                                              gw_pyramid_get_width (pyramid),
                                                              gw_pyramid_get_height (pyramid), 1);

      gw_document_load (document, objects, NULL);
    }

  gw_canvas_set_file_name (canvas, "intersection_04452.jpg");
  gw_canvas_set_document (canvas, document);
  gw_canvas_set_pyramid (canvas, pyramid);
  gw_canvas_set_tool (canvas, tool);
  if (selected > 0)
    gw_document_select (document, selected, FALSE);
}

static gboolean
on_started_cb (gpointer data)
{
  GwCanvas *canvas = data;
  g_auto (GStrv) names = g_strsplit (keys != NULL ? keys : "", " ", -1);

  if (zoom > 0)
    gw_canvas_set_zoom (canvas, zoom);
  if (place != NULL)
    {
      char *end;
      double x = g_ascii_strtod (place, &end);

      gw_canvas_set_view (canvas, gw_canvas_get_zoom (canvas), (GwPoint) { x, g_ascii_strtod (end + 1, NULL) });
    }
  for (guint i = 0; names[i] != NULL; i++)
    if (names[i][0] != '\0' && !gtk_widget_activate_action (GTK_WIDGET (canvas), names[i], NULL))
      g_printerr ("%s cannot be done.\n", names[i]);
  return G_SOURCE_REMOVE;
}

static void
on_activate_cb (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *canvas = gw_canvas_new ();

  if (css_folder != NULL)
    load_style ("style.css");
  if (css_folder != NULL && dark)
    load_style ("style-dark.css");
  if (dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  if (high_contrast)
    g_object_set (canvas, "high-contrast", TRUE, NULL);
  g_signal_connect (canvas, "announce", G_CALLBACK (on_announce_cb), NULL);
  g_signal_connect (canvas, "notify::description", G_CALLBACK (on_description_cb), NULL);
  fill (GW_CANVAS (canvas));
  gtk_window_set_default_size (GTK_WINDOW (window), 1024, 716);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), canvas);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_grab_focus (canvas);
  g_timeout_add (300, on_started_cb, canvas);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_application_add_main_option_entries (G_APPLICATION (application), entries);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
