/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-canvas-private.h"

void
_gw_canvas_drop_scene (GwCanvas *self)
{
  self->source_dirty = TRUE;
  if (self->scene != NULL)
    {
      /* What was drawn live goes on being so until the tiles have it. */
      for (guint i = 0; i < gw_canvas_scene_get_n_items (self->scene); i++)
        {
          const GwSceneItem *item = gw_canvas_scene_get_item (self->scene, i);
          gint64 *id;

          if (!item->lifted)
            continue;
          id = g_new (gint64, 1);
          *id = gw_object_get_id (item->object);
          g_hash_table_add (self->settling, id);
        }
      g_clear_pointer (&self->scene, gw_canvas_scene_unref);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const GwSceneOptions *
_gw_canvas_get_scene_options (GwCanvas *self)
{
  self->scene_options.patterns = self->look.high_contrast;
  return &self->scene_options;
}

GwCanvasScene *
_gw_canvas_get_scene (GwCanvas *self)
{
  if (self->scene == NULL)
    self->scene = gw_canvas_scene_new_full (self->document, self->predictions, _gw_canvas_get_scene_options (self));
  return self->scene;
}

static void
ensure_fonts (GwCanvas *self)
{
  GwCanvasLook big = self->look;

  if (self->tag_font != NULL && gw_tag_font_fits (self->tag_font, &self->look))
    return;

  g_clear_pointer (&self->tag_font, gw_tag_font_free);
  g_clear_pointer (&self->big_tag_font, gw_tag_font_free);
  self->tag_font = gw_tag_font_new (&self->look);
  big.tag_size += 2;
  self->big_tag_font = gw_tag_font_new (&big);
}

/* Tells the tiles what they are made of now. */
static void
update_source (GwCanvas *self)
{
  GwCanvasScene *scene;
  g_autoptr (GwTagLayout) tags = NULL;
  g_autoptr (GwTileSource) source = NULL;
  gboolean adjusted = !gw_canvas_adjust_is_neutral (&self->adjust);
  guint8 table[256];

  ensure_fonts (self);
  if (!self->source_dirty && self->scene != NULL)
    return;

  scene = _gw_canvas_get_scene (self);
  tags = gw_tag_layout_new (scene, &self->look, self->tag_font, self->viewport.image_width);
  if (adjusted)
    gw_canvas_adjust_make_table (&self->adjust, self->adjust.auto_levels ? self->low : 0,
                                 self->adjust.auto_levels ? self->high : 255, table);
  source = gw_tile_source_new (self->pyramid, &self->look, adjusted ? table : NULL, scene, tags);
  gw_canvas_tiles_set_source (self->tiles, source, self->another_picture);
  self->another_picture = FALSE;
  self->source_dirty = FALSE;
}

static void
append_ground (GwCanvas *self, GtkSnapshot *snapshot, int width, int height)
{
  guint32 ground = self->look.ground;
  GdkRGBA color = { ((ground >> 16) & 0xff) / 255.0f, ((ground >> 8) & 0xff) / 255.0f, (ground & 0xff) / 255.0f, 1 };

  gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT (0, 0, width, height));
}

static void
append_picture (GwCanvas *self, GtkSnapshot *snapshot)
{
  double x, y;
  int scale = self->look.scale;

  gw_viewport_get_origin (&self->viewport, &x, &y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x / scale, y / scale));
  gtk_snapshot_scale (snapshot, 1.0f / scale, 1.0f / scale);

  gw_canvas_tiles_snapshot (self->tiles, snapshot, &self->viewport);
  if (gw_canvas_tiles_is_settled (self->tiles))
    g_hash_table_remove_all (self->settling);
  if (self->look.show_labels)
    {
      _gw_canvas_append_cells (self, snapshot);
      _gw_canvas_append_live (self, snapshot);
      _gw_canvas_append_tool (self, snapshot);
    }
  gtk_snapshot_restore (snapshot);
}

void
_gw_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GwCanvas *self = GW_CANVAS (widget);

  append_ground (self, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  update_source (self);
  if (self->pyramid != NULL)
    {
      append_picture (self, snapshot);
      _gw_canvas_append_overlay (self, snapshot);
    }
  else
    _gw_canvas_append_place (self, snapshot);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
}
