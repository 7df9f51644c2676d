/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "gw-canvas-scene.h"

#include "gw-mask.h"
#include "gw-palette.h"

/* From so many classes on their colours alone do not tell them apart. */
#define MANY_CLASSES 40

struct _GwCanvasScene
{
  gatomicrefcount ref_count;
  GArray *items;         /* of GwSceneItem, in paint order */
  GPtrArray *skeletons;  /* of GwSkeleton: those that the items' inks have */
  GHashTable *positions; /* object id (gint64 *, in the items) -> position + 1 */
  gint64 *ids;
};

/* What all objects of a class have in common. */
typedef struct
{
  const char *name;
  guint32 color;
  guint8 pattern;
  GwSkeleton *skeleton; /* (nullable): the class's */
} ClassLook;

static ClassLook
make_class_look (GwDocument *document, gint64 class_id, gboolean patterns)
{
  GwClass *class = gw_document_get_class (document, class_id);
  ClassLook look = { NULL, 0xffffff, 0, NULL };
  int position;

  if (class == NULL)
    {
      /* “Unknown” is white with a dashed line. */
      look.pattern = 1;
      return look;
    }

  position = MAX (gw_class_get_position (class), 0);
  look.name = g_intern_string (gw_class_get_name (class));
  look.color = gw_class_get_color (class) & 0xffffff;
  look.skeleton = gw_class_get_skeleton (class);
  if (patterns)
    look.pattern = position % 4;
  else if (position >= MANY_CLASSES)
    look.pattern = position / GW_PALETTE_SIZE % 4;
  return look;
}

static const ClassLook *
get_class_look (GwCanvasScene *self, GHashTable *looks, GwDocument *document, gint64 class_id, gboolean patterns)
{
  ClassLook *look = g_hash_table_lookup (looks, &class_id);

  if (look == NULL)
    {
      gint64 *key = g_new (gint64, 1);

      *key = class_id;
      look = g_new (ClassLook, 1);
      *look = make_class_look (document, class_id, patterns);
      if (look->skeleton != NULL)
        g_ptr_array_add (self->skeletons, gw_skeleton_ref (look->skeleton));
      g_hash_table_insert (looks, key, look);
    }
  return look;
}

/* By the id, so that an object keeps its colour whatever comes and goes. */
static guint32
get_color_of_object (GwObject *object)
{
  return gw_palette_get ((guint) (gw_object_get_id (object) % GW_PALETTE_SIZE));
}

static GwCanvasInk
make_ink (const ClassLook *look, GwObject *object, const GwSceneOptions *options)
{
  return (GwCanvasInk) {
    .color = options->by_object ? get_color_of_object (object) : look->color,
    .pattern = look->pattern,
    .predicted = gw_object_get_source (object) == GW_SOURCE_PREDICTION,
    .locked = (gw_object_get_flags (object) & GW_OBJECT_LOCKED) != 0,
    .skeleton = look->skeleton,
  };
}

GwCanvasInk
gw_canvas_scene_make_ink (GwDocument *document, GwObject *object, const GwSceneOptions *options)
{
  ClassLook look = make_class_look (document, gw_object_get_class_id (object), options->patterns);

  return make_ink (&look, object, options);
}

typedef struct
{
  gint64 class_id;
  gint64 id;
  guint position;
} Order;

static int
compare_order (gconstpointer a, gconstpointer b)
{
  const Order *x = a, *y = b;

  if (x->class_id != y->class_id)
    return x->class_id < y->class_id ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

/* Asking the document for each index would be O(n) a time. */
static void
number_items (GwCanvasScene *self, guint first)
{
  guint n = self->items->len - first;
  g_autofree Order *orders = g_new (Order, MAX (n, 1));

  for (guint i = 0; i < n; i++)
    {
      GwObject *object = g_array_index (self->items, GwSceneItem, first + i).object;

      orders[i] = (Order) { gw_object_get_class_id (object), gw_object_get_id (object), first + i };
    }
  qsort (orders, n, sizeof *orders, compare_order);

  for (guint i = 0, index = 0; i < n; i++)
    {
      index = i > 0 && orders[i].class_id == orders[i - 1].class_id ? index + 1 : 1;
      g_array_index (self->items, GwSceneItem, orders[i].position).index = index;
    }
}

static void
clear_item (gpointer data)
{
  GwSceneItem *item = data;

  g_object_unref (item->object);
}

static void
add_item (GwCanvasScene *self, const GwSceneItem *item)
{
  guint place = self->items->len;

  self->ids[place] = gw_object_get_id (item->object);
  g_array_append_val (self->items, *item);
  g_hash_table_insert (self->positions, &self->ids[place], GUINT_TO_POINTER (place + 1));
}

static GwSceneItem
make_item (GwObject *object, const ClassLook *look, const GwSceneOptions *options)
{
  gint64 id = gw_object_get_id (object);

  return (GwSceneItem) {
    .object = g_object_ref (object),
    .shape = gw_object_get_shape (object),
    .bounds = gw_object_get_bounds (object),
    .ink = make_ink (look, object, options),
    .name = look->name,
    .hidden = (gw_object_get_flags (object) & GW_OBJECT_HIDDEN) != 0 || options->compared != NULL
              || (options->isolated != 0 && options->isolated != id),
    .lifted = options->painted != 0 && options->painted == id,
  };
}

GPtrArray *
gw_canvas_scene_list_compared (const GwComparison *comparison)
{
  GPtrArray *objects = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint kind = 0; kind < GW_COMPARED_N_KINDS; kind++)
    {
      GwShape shape = { .kind = GW_SHAPE_MASK };
      GwObject *object = gw_object_new (gw_object_make_id (), 0);

      if (gw_mask_copy (gw_comparison_get_mask (comparison, (GwComparedKind) kind), &shape.as.mask) == GW_STATUS_OK)
        gw_object_take_shape (object, &shape);
      g_ptr_array_add (objects, object);
    }
  return objects;
}

static void
add_compared (GwCanvasScene *self, GwObject *object, guint8 compared)
{
  GwSceneItem item = {
    .object = object,
    .shape = gw_object_get_shape (object),
    .bounds = gw_object_get_bounds (object),
    .ink = { .color = 0xffffff, .pattern = 1, .compared = compared },
    .hidden = gw_object_get_shape (object)->kind == GW_SHAPE_NONE,
  };

  add_item (self, &item);
}

static void
add_comparison (GwCanvasScene *self, const GwSceneOptions *options)
{
  for (guint kind = 0; kind < options->compared->len; kind++)
    add_compared (self, g_object_ref (g_ptr_array_index (options->compared, kind)), (guint8) (kind + 1));
  if (options->frame != NULL)
    add_compared (self, g_object_ref (options->frame), GW_CANVAS_COMPARED_FRAME);
}

GwCanvasScene *
gw_canvas_scene_new (GwDocument *document, gboolean patterns)
{
  GwSceneOptions options = { .patterns = patterns };

  return gw_canvas_scene_new_full (document, NULL, &options);
}

GwCanvasScene *
gw_canvas_scene_new_full (GwDocument *document, GPtrArray *predictions, const GwSceneOptions *options)
{
  GwCanvasScene *self = g_new0 (GwCanvasScene, 1);
  guint n = document != NULL ? gw_document_get_n_objects (document) : 0;
  guint n_predictions = document != NULL && predictions != NULL ? predictions->len : 0;
  guint n_compared = options->compared != NULL ? options->compared->len + 1 : 0;
  gboolean lift = document != NULL && gw_document_get_n_selected (document) <= GW_CANVAS_MAX_LIFTED;
  GPtrArray *preview = document != NULL ? gw_document_get_preview (document) : NULL;
  guint first;
  g_autoptr (GHashTable) looks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  g_atomic_ref_count_init (&self->ref_count);
  self->items = g_array_sized_new (FALSE, TRUE, sizeof (GwSceneItem), n_predictions + n_compared + n);
  g_array_set_clear_func (self->items, clear_item);
  self->skeletons = g_ptr_array_new_with_free_func ((GDestroyNotify) gw_skeleton_unref);
  self->positions = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->ids = g_new (gint64, n_predictions + n_compared + n + 1);

  for (guint i = 0; i < n_predictions; i++)
    {
      GwObject *object = g_ptr_array_index (predictions, i);
      const ClassLook *look = get_class_look (self, looks, document, gw_object_get_class_id (object),
                                              options->patterns);
      GwSceneItem item = make_item (object, look, options);

      item.ink.predicted = TRUE;
      add_item (self, &item);
    }
  if (options->compared != NULL)
    add_comparison (self, options);
  first = self->items->len;
  for (guint i = 0; i < n; i++)
    {
      GwObject *object = gw_document_get_object (document, i);
      const ClassLook *look = get_class_look (self, looks, document, gw_object_get_class_id (object),
                                              options->patterns);
      GwSceneItem item = make_item (object, look, options);

      item.selected = gw_document_is_selected (document, gw_object_get_id (object));
      item.lifted |= item.selected && lift;
      add_item (self, &item);
    }
  number_items (self, first);

  /* What is being dragged is drawn live, however much it is. */
  for (guint i = 0; preview != NULL && i < preview->len; i++)
    {
      int position = gw_canvas_scene_find_position (self, gw_object_get_id (g_ptr_array_index (preview, i)));

      if (position >= 0)
        g_array_index (self->items, GwSceneItem, position).lifted = TRUE;
    }
  return self;
}

GwCanvasScene *
gw_canvas_scene_ref (GwCanvasScene *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
gw_canvas_scene_unref (GwCanvasScene *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->positions);
  g_array_unref (self->items);
  g_ptr_array_unref (self->skeletons);
  g_free (self->ids);
  g_free (self);
}

guint
gw_canvas_scene_get_n_items (const GwCanvasScene *self)
{
  return self->items->len;
}

const GwSceneItem *
gw_canvas_scene_get_item (const GwCanvasScene *self, guint i)
{
  return &g_array_index (self->items, GwSceneItem, i);
}

int
gw_canvas_scene_find_position (const GwCanvasScene *self, gint64 id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->positions, &id)) - 1;
}

const GwSceneItem *
gw_canvas_scene_find (const GwCanvasScene *self, gint64 id)
{
  int position = gw_canvas_scene_find_position (self, id);

  return position < 0 ? NULL : gw_canvas_scene_get_item (self, position);
}

gboolean
gw_scene_item_equal (const GwSceneItem *a, const GwSceneItem *b)
{
  return a->object == b->object && a->ink.color == b->ink.color && a->ink.pattern == b->ink.pattern
         && gw_skeleton_equal (a->ink.skeleton, b->ink.skeleton) && a->name == b->name && a->index == b->index
         && a->lifted == b->lifted && a->hidden == b->hidden && (a->selected == b->selected || a->lifted);
}
