/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>

/* What the canvas says of itself to those who do not see it. */

static const char *
get_tool_name (GwTool *tool)
{
  static const struct
  {
    const char *name;
    const char *title;
  } titles[] = {
    { "select", N_ ("Select tool") },
    { "pan", N_ ("Pan tool") },
    { "box", N_ ("Box tool") },
    { "rotated-box", N_ ("Rotated Box tool") },
    { "polygon", N_ ("Polygon tool") },
    { "polyline", N_ ("Polyline tool") },
    { "points", N_ ("Points tool") },
    { "ellipse", N_ ("Ellipse tool") },
    { "slice", N_ ("Slice tool") },
    { "edit-points", N_ ("Edit Points tool") },
    { "brush", N_ ("Brush tool") },
    { "eraser", N_ ("Eraser tool") },
    { "select-object", N_ ("Select Object tool") },
    { "scissors", N_ ("Smart Scissors tool") },
    { "wand", N_ ("Magic Wand tool") },
    { "superpixel", N_ ("Superpixel tool") },
    { "extreme-points", N_ ("Extreme Points tool") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (gw_tool_get_name (tool), titles[i].name) == 0)
      return _ (titles[i].title);
  return gw_tool_get_name (tool);
}

char *
_gw_canvas_describe_object (GwCanvas *self, GwObject *object)
{
  GwClass *class = gw_document_get_class (self->document, gw_object_get_class_id (object));
  GwBox box = gw_object_get_bounds (object);
  GString *text = g_string_new (NULL);

  /* Translators: a class and its number, its size and its place: “Cyclist 1, 136 by 156 pixels, at 352, 330”
   */
  g_string_append_printf (text, _ ("%s %u, %d by %d pixels, at %d, %d"),
                          class != NULL ? gw_class_get_name (class) : _ ("Unknown"),
                          gw_document_get_index (self->document, object), (int) round (box.width),
                          (int) round (box.height), (int) round (box.x), (int) round (box.y));
  if (gw_object_get_flags (object) & GW_OBJECT_OCCLUDED)
    g_string_append_printf (text, ", %s", _ ("occluded"));
  if (gw_object_get_flags (object) & GW_OBJECT_LOCKED)
    g_string_append_printf (text, ", %s", _ ("locked"));
  if (gw_object_get_flags (object) & GW_OBJECT_HIDDEN)
    g_string_append_printf (text, ", %s", _ ("hidden"));
  return g_string_free (text, FALSE);
}

/* NULL: nothing is selected. */
static char *
describe_selection (GwCanvas *self)
{
  guint n = self->document != NULL ? gw_document_get_n_selected (self->document) : 0;
  g_autoptr (GPtrArray) selected = NULL;
  g_autofree char *object = NULL;

  if (n == 0)
    return NULL;
  if (n > 1)
    return g_strdup_printf (ngettext ("%u object selected", "%u objects selected", n), n);

  selected = gw_document_get_selected (self->document);
  if (selected->len == 0)
    return NULL;
  object = _gw_canvas_describe_object (self, g_ptr_array_index (selected, 0));
  /* Translators: %s is an object: “Cyclist 1, 136 by 156 pixels, at 352, 330, selected” */
  return g_strdup_printf (_ ("%s, selected"), object);
}

static char *
make_label (GwCanvas *self)
{
  guint n = self->document != NULL ? gw_document_get_n_objects (self->document) : 0;
  g_autofree char *objects = g_strdup_printf (ngettext ("%u object", "%u objects", n), n);

  if (self->content == GW_CANVAS_LOADING)
    return g_strdup (_ ("Image is being opened"));
  if (self->content != GW_CANVAS_SHOWING)
    return g_strdup (_ ("No image"));
  if (self->file_name == NULL)
    /* Translators: %s is a number of objects */
    return g_strdup_printf (_ ("Image, %s"), objects);
  /* Translators: a file's name, isolated for its direction, and a number of objects */
  return g_strdup_printf (_ ("Image \342\201\250%s\342\201\251, %s"), self->file_name, objects);
}

static char *
make_description (GwCanvas *self)
{
  g_autofree char *selection = describe_selection (self);
  g_autofree char *zoom = g_strdup_printf (_ ("zoom %d%%"), (int) round (self->viewport.zoom * 100));
  GwClass *class = NULL;
  GString *text = g_string_new (NULL);

  if (self->tool != NULL)
    g_string_append_printf (text, "%s, ", get_tool_name (self->tool));
  if (self->document != NULL)
    class = gw_document_get_class (self->document, gw_document_get_current_class (self->document));
  if (class != NULL)
    {
      g_autofree char *label = g_strdup_printf (_ ("label %s"), gw_class_get_name (class));

      g_string_append_printf (text, "%s, ", label);
    }
  g_string_append (text, zoom);
  if (selection != NULL)
    g_string_append_printf (text, ". %s", selection);
  return g_string_free (text, FALSE);
}

static gboolean
on_access_cb (gpointer data)
{
  GwCanvas *self = data;
  g_autofree char *label = make_label (self);
  g_autofree char *description = make_description (self);

  self->access_id = 0;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  if (g_strcmp0 (description, self->description) != 0)
    {
      g_free (self->description);
      self->description = g_steal_pointer (&description);
      g_object_notify (G_OBJECT (self), "description");
    }
  return G_SOURCE_REMOVE;
}

/* Together for all changes of one turn of the main loop. */
void
_gw_canvas_queue_access (GwCanvas *self)
{
  if (self->access_id == 0)
    self->access_id = g_idle_add (on_access_cb, self);
}

void
_gw_canvas_announce_selection (GwCanvas *self)
{
  g_autofree char *text = describe_selection (self);

  _gw_canvas_queue_access (self);
  if (text != NULL)
    g_signal_emit_by_name (self, "announce", text);
}

/* --- the cross-hair ----------------------------------------------------------------------- */

void
_gw_canvas_announce_corner (GwCanvas *self)
{
  g_autofree char *text = g_strdup_printf (_ ("First corner at %d, %d."), (int) self->cross.point.x,
                                           (int) self->cross.point.y);

  g_signal_emit_by_name (self, "announce", text);
}

void
_gw_canvas_announce_cross_hair (GwCanvas *self)
{
  g_autofree char *text = g_strdup_printf (_ ("At %d, %d."), (int) self->cross.point.x, (int) self->cross.point.y);

  g_signal_emit_by_name (self, "announce", text);
}

void
_gw_canvas_announce_vertex (GwCanvas *self)
{
  GwToolOverlay overlay = { 0 };
  g_autofree char *text = NULL;

  gw_tool_get_overlay (self->tool, &overlay);
  if (overlay.active_vertex < 0 || (guint) overlay.active_vertex >= overlay.n_vertices)
    return;
  /* Translators: a point of an object, how many it has, and its place: “Point 3 of 12, 512, 404” */
  text = g_strdup_printf (_ ("Point %d of %u, %d, %d"), overlay.active_vertex + 1, overlay.n_vertices,
                          (int) round (overlay.vertices[overlay.active_vertex].x),
                          (int) round (overlay.vertices[overlay.active_vertex].y));
  g_signal_emit_by_name (self, "announce", text);
}

/* Digits became a place, and the label is what it was before them: whoever
 * meant the first one as a label must hear it.
 */
void
_gw_canvas_announce_typing (GwCanvas *self)
{
  GwClass *class = gw_document_get_class (self->document, gw_document_get_current_class (self->document));
  int x = atoi (gw_crosshair_get_typed (&self->cross));
  g_autofree char *text = NULL;

  if (class != NULL)
    /* Translators: a place in the image that is being typed, and a class: “To x 512, label Car.” */
    text = g_strdup_printf (_ ("To x %d, label %s."), x, gw_class_get_name (class));
  else
    text = g_strdup_printf (_ ("To x %d."), x);
  g_signal_emit_by_name (self, "announce", text);
}
