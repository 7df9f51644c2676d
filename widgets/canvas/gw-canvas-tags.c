/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-tags.h"

#include <math.h>

#include "gw-canvas-shapes.h"
#include "gw-palette.h"

/* Of a tag, in widget pixels. */
#define PADDING_X 6
#define PADDING_Y 1
#define RADIUS 3
#define LOCK_WIDTH 10

struct _GwTagFont
{
  PangoContext *context;
  PangoLayout *layout;
  const char *family;
  double size;
  int scale;
  int height;     /* of a line, device pixels */
  int digits[10]; /* their widths */
  int space;
  GHashTable *widths; /* interned name -> width */
};

struct _GwTagLayout
{
  gatomicrefcount ref_count;
  guint n_tags;
  GwTag tags[];
};

static int
measure (GwTagFont *self, const char *text)
{
  int width;

  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_pixel_size (self->layout, &width, NULL);
  return width;
}

GwTagFont *
gw_tag_font_new (const GwCanvasLook *look)
{
  GwTagFont *self = g_new0 (GwTagFont, 1);
  /* Font maps are not for several threads at once. */
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoFontDescription *description = pango_font_description_new ();
  cairo_font_options_t *options = cairo_font_options_create ();
  char digit[2] = "0";

  self->family = look->font;
  self->size = look->tag_size;
  self->scale = look->scale;
  self->context = pango_font_map_create_context (map);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (self->context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (self->context, TRUE);

  pango_font_description_set_family (description, look->font);
  pango_font_description_set_weight (description, PANGO_WEIGHT_BOLD);
  pango_font_description_set_absolute_size (description, look->tag_size * look->scale * PANGO_SCALE);
  self->layout = pango_layout_new (self->context);
  pango_layout_set_font_description (self->layout, description);
  pango_font_description_free (description);

  for (int i = 0; i < 10; i++)
    {
      digit[0] = '0' + i;
      self->digits[i] = measure (self, digit);
    }
  self->space = measure (self, " ");
  pango_layout_get_pixel_size (self->layout, NULL, &self->height);
  self->widths = g_hash_table_new (NULL, NULL);
  return self;
}

void
gw_tag_font_free (GwTagFont *self)
{
  g_object_unref (self->layout);
  g_object_unref (self->context);
  g_hash_table_unref (self->widths);
  g_free (self);
}

gboolean
gw_tag_font_fits (GwTagFont *self, const GwCanvasLook *look)
{
  return self->family == look->font && self->size == look->tag_size && self->scale == look->scale;
}

static int
get_name_width (GwTagFont *self, const char *name)
{
  gpointer width;

  if (name == NULL)
    return 0;
  if (!g_hash_table_lookup_extended (self->widths, name, NULL, &width))
    {
      width = GINT_TO_POINTER (measure (self, name) + self->space);
      g_hash_table_insert (self->widths, (gpointer) name, width);
    }
  return GPOINTER_TO_INT (width);
}

/* Adding up what was measured once: a layout for each of 5,000 tags would
 * take 80 ms.
 */
static int
get_index_width (GwTagFont *self, guint index)
{
  int width = 0;

  do
    {
      width += self->digits[index % 10];
      index /= 10;
    }
  while (index > 0);
  return width;
}

/* What is beside the text. */
static int
get_extra_width (const GwCanvasLook *look, gboolean locked)
{
  return (2 * PADDING_X + (locked ? LOCK_WIDTH : 0)) * look->scale;
}

static int
get_index_tag_width (GwTagFont *self, const GwCanvasLook *look, guint index, gboolean locked)
{
  return get_index_width (self, index) + get_extra_width (look, locked);
}

GwTag
gw_tag_place (GwTagFont *font, const GwCanvasLook *look, const GwBox *bounds, const char *name, guint index,
              gboolean locked, gboolean full)
{
  int scale = look->scale;
  double halo = gw_canvas_get_halo_width (look, GW_CANVAS_REST) / 2;
  double left = floor (bounds->x * look->zoom - gw_canvas_get_line_width (look, GW_CANVAS_REST) / 2 + 0.5);
  double top = floor (bounds->y * look->zoom - halo + 0.5);
  double object_width = bounds->width * look->zoom;
  int extra = get_extra_width (look, locked);
  GwTag tag = { .kind = GW_TAG_FULL };

  tag.width = get_name_width (font, name) + extra + (index > 0 ? get_index_width (font, index) : -font->space);
  if (!full && tag.width > object_width && index == 0)
    tag.kind = GW_TAG_NONE;
  else if (!full && tag.width > object_width)
    {
      tag.kind = GW_TAG_INDEX;
      tag.width = get_index_tag_width (font, look, index, locked);
    }
  tag.height = font->height + 2 * PADDING_Y * scale;
  tag.x = (int) CLAMP (left, -1e9, 1e9);
  tag.y = (int) CLAMP (top, -1e9, 1e9) - tag.height;
  return tag;
}

/* --- placing: a hash of cells, each a list of the tags that touch it ------- */

#define CELL_WIDTH 128
#define CELL_HEIGHT 32

typedef struct
{
  int column;
  int row;
  int tag;
  int next; /* entry + 1 */
} Entry;

typedef struct
{
  GArray *entries;
  int *heads; /* entry + 1 */
  guint n_heads;
  int scale;
} Places;

static int
divide (int value, int by)
{
  return value >= 0 ? value / by : -((by - 1 - value) / by);
}

static int *
get_head (Places *places, int column, int row)
{
  guint hash = (guint) column * 73856093u ^ (guint) row * 19349663u;

  return &places->heads[hash % places->n_heads];
}

static gboolean
overlaps (const GwTag *a, const GwTag *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

/* Whether no rectangle but that of `own` is in the way. */
static gboolean
is_free (Places *places, const GwTag *rectangles, const GwTag *tag, int own)
{
  int width = CELL_WIDTH * places->scale, height = CELL_HEIGHT * places->scale;

  for (int row = divide (tag->y, height); row <= divide (tag->y + tag->height - 1, height); row++)
    for (int column = divide (tag->x, width); column <= divide (tag->x + tag->width - 1, width); column++)
      for (int at = *get_head (places, column, row); at > 0;)
        {
          const Entry *entry = &g_array_index (places->entries, Entry, at - 1);

          if (entry->column == column && entry->row == row && entry->tag != own
              && overlaps (tag, &rectangles[entry->tag]))
            return FALSE;
          at = entry->next;
        }
  return TRUE;
}

static void
occupy (Places *places, const GwTag *tag, int position)
{
  int width = CELL_WIDTH * places->scale, height = CELL_HEIGHT * places->scale;

  for (int row = divide (tag->y, height); row <= divide (tag->y + tag->height - 1, height); row++)
    for (int column = divide (tag->x, width); column <= divide (tag->x + tag->width - 1, width); column++)
      {
        int *head = get_head (places, column, row);
        Entry entry = { column, row, position, *head };

        g_array_append_val (places->entries, entry);
        *head = (int) places->entries->len;
      }
}

static gboolean
fits_inside (const GwTag *tag, const GwBox *bounds, const GwCanvasLook *look)
{
  double line = gw_canvas_get_line_width (look, GW_CANVAS_REST);

  return tag->width + 2 * line <= bounds->width * look->zoom && tag->height + 2 * line <= bounds->height * look->zoom;
}

/* Where it is, which is above the object, else inside its top edge. */
static gboolean
find_place (Places *places, const GwTag *tags, GwTag *tag, const GwBox *bounds, const GwCanvasLook *look)
{
  GwTag inside = *tag;

  if (is_free (places, tags, tag, -1))
    return TRUE;
  if (!fits_inside (tag, bounds, look))
    return FALSE;

  inside.x += (int) gw_canvas_get_line_width (look, GW_CANVAS_REST);
  inside.y += tag->height + (int) gw_canvas_get_halo_width (look, GW_CANVAS_REST);
  if (!is_free (places, tags, &inside, -1))
    return FALSE;
  *tag = inside;
  return TRUE;
}

/* The name, else the number; one without room in its object goes below it. */
static GwTag
find_room (Places *places, const GwTag *tags, GwTagFont *font, const GwSceneItem *item, const GwCanvasLook *look)
{
  GwTag tag = gw_tag_place (font, look, &item->bounds, item->name, item->index, item->ink.locked, FALSE);

  if (tag.kind == GW_TAG_NONE || find_place (places, tags, &tag, &item->bounds, look))
    return tag;
  if (tag.kind == GW_TAG_FULL && item->index > 0)
    {
      tag.kind = GW_TAG_INDEX;
      tag.width = get_index_tag_width (font, look, item->index, item->ink.locked);
      if (find_place (places, tags, &tag, &item->bounds, look))
        return tag;
    }
  if (!fits_inside (&tag, &item->bounds, look))
    {
      tag.y += tag.height
               + (int) ceil (item->bounds.height * look->zoom + gw_canvas_get_halo_width (look, GW_CANVAS_REST));
      if (is_free (places, tags, &tag, -1))
        return tag;
    }
  tag.kind = GW_TAG_NONE;
  return tag;
}

/* --- names beside narrow objects --------------------------------------------- */

static void
places_init (Places *places, guint n, int scale)
{
  *places = (Places) { .entries = g_array_sized_new (FALSE, FALSE, sizeof (Entry), n + 16),
                       .n_heads = 2 * n + 17,
                       .scale = scale };
  places->heads = g_new0 (int, places->n_heads);
}

static void
places_clear (Places *places)
{
  g_array_unref (places->entries);
  g_free (places->heads);
}

static GwTag
get_extent (const GwBox *bounds, const GwCanvasLook *look)
{
  GwTag extent = { .kind = GW_TAG_FULL };

  extent.x = (int) CLAMP (floor (bounds->x * look->zoom), -1e8, 1e8);
  extent.y = (int) CLAMP (floor (bounds->y * look->zoom), -1e8, 1e8);
  extent.width = (int) CLAMP (ceil (bounds->width * look->zoom), 1, 1e8);
  extent.height = (int) CLAMP (ceil (bounds->height * look->zoom), 1, 1e8);
  return extent;
}

/* So large on the screen that a name over a part of it hides nothing. */
static gboolean
is_large (const GwTag *extent, int scale)
{
  return extent->width > 4 * CELL_WIDTH * scale || extent->height > 8 * CELL_HEIGHT * scale;
}

/* An object narrower than its name has the name all the same where that
 * covers no other tag and no other object; in a crowd it keeps its number.
 */
static void
widen_tags (GwTagLayout *self, const GwCanvasScene *scene, const GwCanvasLook *look, GwTagFont *font,
            double picture_width, Places *places)
{
  int room = (int) CLAMP (picture_width * look->zoom, 0, 1e9);
  g_autofree GwTag *extents = g_new0 (GwTag, self->n_tags);
  Places objects;

  places_init (&objects, self->n_tags, look->scale);
  for (guint i = 0; i < self->n_tags; i++)
    {
      const GwSceneItem *item = gw_canvas_scene_get_item (scene, i);

      extents[i] = get_extent (&item->bounds, look);
      if (!item->hidden && item->ink.compared == 0 && !is_large (&extents[i], look->scale))
        occupy (&objects, &extents[i], (int) i);
    }

  for (guint i = 0; i < self->n_tags; i++)
    {
      const GwSceneItem *item = gw_canvas_scene_get_item (scene, i);
      GwTag full;

      if (self->tags[i].kind != GW_TAG_INDEX)
        continue;
      full = gw_tag_place (font, look, &item->bounds, item->name, item->index, item->ink.locked, TRUE);
      full.x = MIN (full.x, room - full.width);
      if (full.x < 0 || !is_free (places, self->tags, &full, (int) i) || !is_free (&objects, extents, &full, (int) i))
        continue;
      self->tags[i] = full;
      occupy (places, &full, (int) i);
    }
  places_clear (&objects);
}

GwTagLayout *
gw_tag_layout_new (const GwCanvasScene *scene, const GwCanvasLook *look, GwTagFont *font, double picture_width)
{
  guint n = gw_canvas_scene_get_n_items (scene);
  GwTagLayout *self = g_malloc0 (sizeof (GwTagLayout) + n * sizeof (GwTag));
  double smallest = GW_TAG_SMALLEST_OBJECT * look->scale;
  Places places;

  g_atomic_ref_count_init (&self->ref_count);
  self->n_tags = n;
  if (!look->show_labels)
    return self;

  places_init (&places, n, look->scale);
  for (guint i = 0; i < n; i++)
    {
      const GwSceneItem *item = gw_canvas_scene_get_item (scene, i);

      if (item->hidden || item->ink.compared != 0
          || MAX (item->bounds.width, item->bounds.height) * look->zoom <= smallest)
        continue;

      self->tags[i] = find_room (&places, self->tags, font, item, look);
      if (self->tags[i].kind != GW_TAG_NONE)
        occupy (&places, &self->tags[i], (int) i);
    }
  widen_tags (self, scene, look, font, picture_width, &places);
  places_clear (&places);
  return self;
}

GwTagLayout *
gw_tag_layout_ref (GwTagLayout *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gw_tag_layout_unref (GwTagLayout *self)
{
  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

const GwTag *
gw_tag_layout_get (const GwTagLayout *self, guint position)
{
  return &self->tags[position];
}

/* --- drawing ---------------------------------------------------------------- */

static void
draw_lock (cairo_t *cr, double x, double y, double unit)
{
  cairo_new_path (cr);
  cairo_rectangle (cr, x, y + 3 * unit, 7 * unit, 5 * unit);
  cairo_fill (cr);
  cairo_set_line_width (cr, 1.2 * unit);
  cairo_arc (cr, x + 3.5 * unit, y + 3 * unit, 2.2 * unit, G_PI, 2 * G_PI);
  cairo_stroke (cr);
}

static void
draw_ground (cairo_t *cr, const GwTag *tag, const GwCanvasInk *ink, const GwCanvasLook *look)
{
  double r = RADIUS * look->scale;
  double x = tag->x, y = tag->y, w = tag->width, h = tag->height;

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + w - r, y + r, r, -G_PI / 2, 0);
  cairo_arc (cr, x + w - r, y + h - r, r, 0, G_PI / 2);
  cairo_arc (cr, x + r, y + h - r, r, G_PI / 2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
  gw_canvas_set_source_color (cr, ink->color, 1);
  if (!look->high_contrast)
    {
      cairo_fill (cr);
      return;
    }
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_set_line_width (cr, look->scale);
  cairo_stroke (cr);
}

void
gw_tag_draw (cairo_t *cr, GwTagFont *font, const GwTag *tag, const char *name, guint index, const GwCanvasInk *ink,
             const GwCanvasLook *look)
{
  int scale = look->scale;
  char text[256];

  if (tag->kind == GW_TAG_NONE)
    return;

  if (tag->kind == GW_TAG_FULL && name != NULL && index == 0)
    g_snprintf (text, sizeof text, "%s", name);
  else if (tag->kind == GW_TAG_FULL && name != NULL)
    g_snprintf (text, sizeof text, "%s %u", name, index);
  else
    g_snprintf (text, sizeof text, "%u", index);

  draw_ground (cr, tag, ink, look);
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (!gw_palette_wants_black_text (ink->color))
    cairo_set_source_rgb (cr, 1, 1, 1);

  /* Cut off in the middle of a character, the name would not be UTF-8. */
  if (!g_utf8_validate (text, -1, NULL))
    g_snprintf (text, sizeof text, "%u", index);
  pango_layout_set_text (font->layout, text, -1);
  cairo_move_to (cr, tag->x + PADDING_X * scale, tag->y + PADDING_Y * scale);
  pango_cairo_show_layout (cr, font->layout);

  if (ink->locked)
    draw_lock (cr, tag->x + tag->width - (PADDING_X + LOCK_WIDTH - 3) * scale, tag->y + tag->height / 2.0 - 4.5 * scale,
               scale);
}
