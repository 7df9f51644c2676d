/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-vott-image.h"

#include <string.h>

#include "gw-json-entries.h"
#include "gw-json-values.h"
#include "gw-limits.h"
#include "gw-shape-make.h"

/* More tags than a region has. */
#define MOST_TAGS 1000

static void
region_free (gpointer data)
{
  GwVottRegion *self = data;

  g_ptr_array_unref (self->tags);
  gw_shape_clear (&self->shape);
  g_free (self);
}

GwVottImage *
gw_vott_image_new (void)
{
  GwVottImage *self = g_new0 (GwVottImage, 1);

  self->regions = g_ptr_array_new_with_free_func (region_free);
  return self;
}

void
gw_vott_image_free (GwVottImage *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_ptr_array_unref (self->regions);
  g_free (self);
}

/* --- regions ----------------------------------------------------------------------------- */

static void
read_tags (GwVottRegion *region, const GwJsonMembers *members)
{
  gsize length;
  const char *raw = gw_json_members_get (members, "tags", &length);
  g_autoptr (GwJsonEntries) tags = raw != NULL ? gw_json_entries_new_for_memory (raw, length) : NULL;
  GwJsonEntry tag;

  while (tags != NULL && region->tags->len < MOST_TAGS && gw_json_entries_next (tags, &tag, NULL))
    {
      char *name = tag.raw[0] == '"' ? gw_json_value_to_text (tag.raw, tag.length) : NULL;

      if (name != NULL)
        g_ptr_array_add (region->tags, name);
    }
}

static const char *
read_box (const char *raw, gsize length, GwShape *shape)
{
  static const char *const names[] = { "left", "top", "width", "height" };
  g_autoptr (GwJsonMembers) members = raw != NULL ? gw_json_entry_parse (raw, length) : NULL;
  double box[4];

  for (guint i = 0; i < 4; i++)
    if (members == NULL || !gw_json_members_get_number (members, names[i], &box[i]))
      return "coord-not-finite";
  gw_shape_init_box (shape, box[0], box[1], box[2], box[3]);
  return NULL;
}

static const char *
read_points (const char *raw, gsize length, GArray *points)
{
  g_autoptr (GwJsonEntries) entries = raw != NULL ? gw_json_entries_new_for_memory (raw, length) : NULL;
  GwJsonEntry entry;

  while (entries != NULL && gw_json_entries_next (entries, &entry, NULL))
    {
      g_autoptr (GwJsonMembers) members = gw_json_entry_parse (entry.raw, entry.length);
      GwPoint point;

      if (members == NULL || !gw_json_members_get_number (members, "x", &point.x)
          || !gw_json_members_get_number (members, "y", &point.y))
        return "coord-not-finite";
      if (points->len == gw_limit_get (GW_LIMIT_RING_POINTS))
        return "limit";
      g_array_append_val (points, point);
    }
  return NULL;
}

/* Old files have no type, and boxes. */
static const char *
read_shape (const GwJsonMembers *members, GwShape *shape)
{
  g_autofree char *type = gw_json_members_dup_string (members, "type");
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GwPoint));
  gsize n_box, n_points;
  const char *box = gw_json_members_get (members, "boundingBox", &n_box);
  const char *list = gw_json_members_get (members, "points", &n_points);
  const GwPoint *all;
  const char *code;

  if (type == NULL || strcmp (type, "RECTANGLE") == 0 || strcmp (type, "SQUARE") == 0)
    return read_box (box, n_box, shape);
  code = read_points (list, n_points, points);
  all = (const GwPoint *) (gpointer) points->data;
  if (code != NULL)
    return code;
  if (strcmp (type, "POLYGON") == 0)
    return gw_shape_make_polygon (all, points->len, shape);
  if (strcmp (type, "POLYLINE") == 0)
    return gw_shape_make_line (all, points->len, shape);
  if (strcmp (type, "POINT") == 0)
    return gw_shape_make_points (all, NULL, points->len, shape);
  return "value-type";
}

GwVottRegion *
gw_vott_image_add (GwVottImage *self)
{
  GwVottRegion *region = g_new0 (GwVottRegion, 1);

  region->tags = g_ptr_array_new_with_free_func (g_free);
  region->shape = (GwShape) GW_SHAPE_INIT;
  region->index = self->regions->len;
  g_ptr_array_add (self->regions, region);
  return region;
}

static void
read_regions (GwVottImage *image, const char *raw, gsize length)
{
  g_autoptr (GwJsonEntries) regions = gw_json_entries_new_for_memory (raw, length);
  GwJsonEntry entry;

  while (gw_json_entries_next (regions, &entry, NULL))
    {
      g_autoptr (GwJsonMembers) members = gw_json_entry_parse (entry.raw, entry.length);
      GwVottRegion *region = gw_vott_image_add (image);

      region->code = members == NULL ? "value-type" : read_shape (members, &region->shape);
      if (members != NULL)
        read_tags (region, members);
    }
}

/* --- assets -------------------------------------------------------------------------------- */

/* Names of local files are written as in addresses. */
static char *
read_name (const GwJsonMembers *asset)
{
  g_autofree char *name = gw_json_members_dup_string (asset, "name");
  g_autofree char *path = gw_json_members_dup_string (asset, "path");
  g_autofree char *plain = NULL;

  if (name == NULL || path == NULL || !g_str_has_prefix (path, "file:"))
    return g_steal_pointer (&name);
  plain = g_uri_unescape_string (name, NULL);
  return plain != NULL && g_utf8_validate (plain, -1, NULL) ? g_steal_pointer (&plain) : g_steal_pointer (&name);
}

static void
read_size (const GwJsonMembers *asset, GwVottImage *image)
{
  gsize length;
  const char *raw = gw_json_members_get (asset, "size", &length);
  g_autoptr (GwJsonMembers) size = raw != NULL ? gw_json_entry_parse (raw, length) : NULL;
  double width, height;

  if (size != NULL && gw_json_members_get_number (size, "width", &width)
      && gw_json_members_get_number (size, "height", &height) && width >= 1 && height >= 1 && width <= G_MAXINT
      && height <= G_MAXINT)
    {
      image->width = (int) width;
      image->height = (int) height;
    }
}

GwVottImage *
gw_vott_image_parse (const char *raw, gsize length)
{
  g_autoptr (GwJsonMembers) members = gw_json_entry_parse (raw, length);
  g_autoptr (GwJsonMembers) inner = NULL;
  const GwJsonMembers *asset;
  GwVottImage *image;
  gsize n_asset, n_regions;
  const char *asset_raw, *regions;
  double state = 0;

  if (members == NULL)
    return NULL;
  asset_raw = gw_json_members_get (members, "asset", &n_asset);
  inner = asset_raw != NULL ? gw_json_entry_parse (asset_raw, n_asset) : NULL;
  if (asset_raw != NULL && inner == NULL)
    return NULL;
  asset = inner != NULL ? inner : members;
  image = gw_vott_image_new ();
  image->is_asset = inner != NULL;
  image->name = read_name (asset);
  read_size (asset, image);
  /* 0 is not visited, 1 visited, 2 tagged. */
  image->visited = gw_json_members_get_number (asset, "state", &state) && state > 0;
  regions = inner != NULL ? gw_json_members_get (members, "regions", &n_regions) : NULL;
  if (regions != NULL)
    read_regions (image, regions, n_regions);
  return image;
}
