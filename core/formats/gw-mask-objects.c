/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mask-objects.h"

#include "gw-json-members.h"
#include "gw-mask-morphology.h"
#include "gw-mask-regions.h"
#include "gw-mask.h"

#define MOST_REGIONS 65536
#define IDS_FROM 1000

/* A part of a picture that becomes one object. */
typedef struct
{
  guint64 key; /* what it is sorted and found by */
  gint64 class_id;
  guint32 number; /* of the object */
} Part;

/* How rows of regions are made of rows of values. */
typedef struct
{
  const GwMaskPicture *picture;
  const GwMaskPicture *numbers; /* (nullable) */
  guint32 *number_row;          /* (nullable) */
  GHashTable *regions;          /* guint64* (number << 32 | value) -> region + 1 */
} Rows;

gint64
gw_mask_ids_get_class (GwMaskIds ids, gint64 key)
{
  if (ids == GW_MASK_IDS_NONE || key < 0)
    return key;
  if (ids == GW_MASK_IDS_PLAIN)
    return key == 0 ? GW_MASK_KEY_NONE : GW_MASK_KEY_OBJECT;

  return key < IDS_FROM ? key : key / IDS_FROM;
}

/* --- regions ------------------------------------------------------------------------ */

static void
get_regions_cb (int y, guint32 *out, gpointer data)
{
  Rows *rows = data;
  guint64 last = G_MAXUINT64;
  guint32 region = GW_REGION_NONE;

  gw_mask_picture_get_row (rows->picture, y, out);
  if (rows->numbers != NULL)
    gw_mask_picture_get_row (rows->numbers, y, rows->number_row);
  for (int x = 0; x < rows->picture->width; x++)
    {
      guint64 key = out[x];

      if (rows->numbers != NULL)
        key |= (guint64) rows->number_row[x] << 32;
      if (key != last)
        {
          guint place = GPOINTER_TO_UINT (g_hash_table_lookup (rows->regions, &key));

          region = place > 0 ? place - 1 : GW_REGION_NONE;
          last = key;
        }
      out[x] = region;
    }
}

static void
set_number (GwObject *object, const char *format, guint32 number)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autofree char *bag = NULL;

  gw_json_members_set (members, "number", text, -1);
  bag = gw_json_members_put_bag (members, NULL, format);
  gw_object_set_bag (object, bag);
}

/* One object for each part that has pixels. format (nullable): numbers are kept. */
static gboolean
add_parts (GwRecord *record, Rows *rows, const GArray *parts, const char *format)
{
  g_autofree GwMask *masks = g_new0 (GwMask, MAX (parts->len, 1));
  gboolean done = gw_mask_regions_find (rows->picture->width, rows->picture->height, parts->len, get_regions_cb, rows,
                                        masks)
                  == GW_STATUS_OK;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      GwShape shape = { .kind = GW_SHAPE_MASK, .as = { .mask = masks[i] } };
      GwObject *object;

      if (!done || masks[i].n_runs == 0)
        {
          gw_mask_clear (&masks[i]);
          continue;
        }
      object = gw_object_new (0, part->class_id);
      gw_object_take_shape (object, &shape);
      gw_object_set_z (object, (int) record->objects->len);
      if (format != NULL)
        set_number (object, format, part->number);
      g_ptr_array_add (record->objects, object);
    }

  return done;
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  guint64 one = ((const Part *) a)->key, two = ((const Part *) b)->key;

  return (one > two) - (one < two);
}

static void
set_region (GHashTable *regions, guint64 key, guint region)
{
  g_hash_table_insert (regions, g_memdup2 (&key, sizeof key), GUINT_TO_POINTER (region + 1));
}

/* --- one picture ------------------------------------------------------------------------ */

/* Values of one class are one part; with ids each value of an object is its own. */
static GArray *
list_parts (const GwMaskMeaning *meaning, GwMaskIds ids, GwMaskClassFunc find_class, gpointer data, GHashTable *regions)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (Part)); /* number: the value */
  g_autoptr (GHashTable) of_class = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < meaning->values->len; i++)
    {
      const GwMaskValue *value = &g_array_index (meaning->values, GwMaskValue, i);
      gint64 key = gw_mask_ids_get_class (ids, value->key);
      Part part = { (guint64) value->key, key >= 0 ? find_class (key, data) : 0, value->value };

      if (part.class_id > 0)
        g_array_append_val (values, part);
    }
  g_array_sort (values, compare_parts);

  for (guint i = 0; i < values->len; i++)
    {
      const Part *part = &g_array_index (values, Part, i);
      gboolean own = ids == GW_MASK_IDS_PLAIN || (ids == GW_MASK_IDS_CLASSES && part->key >= IDS_FROM);
      guint place = own ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (of_class, &part->class_id));

      if (place == 0)
        {
          g_array_append_val (parts, *part);
          place = parts->len;
          if (!own)
            g_hash_table_insert (of_class, g_memdup2 (&part->class_id, sizeof part->class_id),
                                 GUINT_TO_POINTER (place));
        }
      set_region (regions, part->number, place - 1);
    }

  return parts;
}

gboolean
gw_mask_objects_add (GwRecord *record, const GwMaskPicture *picture, const GwMaskMeaning *meaning, GwMaskIds ids,
                     GwMaskClassFunc find_class, gpointer data)
{
  g_autoptr (GHashTable) regions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) parts = list_parts (meaning, ids, find_class, data, regions);
  Rows rows = { picture, NULL, NULL, regions };

  return add_parts (record, &rows, parts, NULL);
}

/* --- two pictures ------------------------------------------------------------------------ */

typedef struct
{
  GArray *parts;
  GHashTable *seen;
  const GwMaskMeaning *meaning;
  GwMaskClassFunc find_class;
  gpointer data;
} Pairs;

/* Adds a pair that was not met yet. TRUE where it has a number and no class. */
static gboolean
take_pair (Pairs *self, guint32 number, guint32 value)
{
  Part part = { (guint64) number << 32 | value, 0, number };
  gint64 key = gw_mask_meaning_get (self->meaning, value);

  if (key < 0)
    return number != 0;
  if (self->parts->len == MOST_REGIONS || g_hash_table_contains (self->seen, &part.key))
    return FALSE;
  g_hash_table_add (self->seen, g_memdup2 (&part.key, sizeof part.key));
  part.class_id = self->find_class (key, self->data);
  if (part.class_id > 0)
    g_array_append_val (self->parts, part);

  return FALSE;
}

/* The pairs that occur and have a class. */
static void
list_pairs (Rows *rows, Pairs *pairs, guint64 *n_lost)
{
  int width = rows->picture->width;
  g_autofree guint32 *row = g_new (guint32, width);
  gboolean lost = FALSE;

  for (int y = 0; y < rows->picture->height; y++)
    {
      gw_mask_picture_get_row (rows->picture, y, row);
      gw_mask_picture_get_row (rows->numbers, y, rows->number_row);
      for (int x = 0; x < width; x++)
        {
          if (x == 0 || row[x] != row[x - 1] || rows->number_row[x] != rows->number_row[x - 1])
            lost = take_pair (pairs, rows->number_row[x], row[x]);
          *n_lost += lost;
        }
    }
  g_array_sort (pairs->parts, compare_parts);
  for (guint i = 0; i < pairs->parts->len; i++)
    set_region (rows->regions, g_array_index (pairs->parts, Part, i).key, i);
}

gboolean
gw_mask_objects_add_instances (GwRecord *record, const GwMaskPicture *picture, const GwMaskMeaning *meaning,
                               const GwMaskPicture *numbers, const char *format, GwMaskClassFunc find_class,
                               gpointer data, guint64 *n_lost)
{
  g_autoptr (GHashTable) regions = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree guint32 *number_row = g_new (guint32, picture->width);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Rows rows = { picture, numbers, number_row, regions };
  Pairs pairs = { parts, seen, meaning, find_class, data };

  *n_lost = 0;
  list_pairs (&rows, &pairs, n_lost);

  return parts->len < MOST_REGIONS && add_parts (record, &rows, parts, format);
}

/* --- regions of one object ------------------------------------------------------------ */

gboolean
gw_mask_objects_add_regions (GwRecord *record, GwObject *object)
{
  GwMask *regions = NULL;
  size_t n = 0;

  if (gw_mask_split_parts (&gw_object_get_shape (object)->as.mask, true, &regions, &n) != GW_STATUS_OK)
    return FALSE;
  if (record->objects->len > MOST_REGIONS || n > MOST_REGIONS - record->objects->len)
    {
      gw_masks_free (regions, n);
      return FALSE;
    }
  for (size_t i = 0; i < n; i++)
    {
      GwShape shape = { .kind = GW_SHAPE_MASK, .as = { .mask = regions[i] } };
      GwObject *one = gw_object_copy (object);

      gw_object_take_shape (one, &shape);
      gw_object_set_z (one, (int) record->objects->len);
      g_ptr_array_add (record->objects, one);
    }
  /* The objects have what is in it. */
  gw_masks_free (regions, 0);

  return TRUE;
}
