/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a mask: its values, and the objects that they are, without a table
 * of classes and with one that knows some of them.
 */

#include "gw-fuzz.h"

#include "gw-image-info.h"
#include "gw-mask-objects.h"
#include "gw-shape.h"

/* More pixels only take time. */
#define MOST_PIXELS (1 << 20)

static gint64
find_class (gint64 key, gpointer data)
{
  g_assert (key >= 0);
  return key % 5 + 1;
}

static void
make_objects (const GwMaskPicture *picture, const GwMaskRules *rules, GwMaskIds ids)
{
  g_auto (GwMaskMeaning) meaning = { 0 };
  g_autoptr (GwRecord) record = gw_record_new ("a.png");
  g_autoptr (GwRecord) instances = gw_record_new ("a.png");
  guint64 n_lost;

  gw_mask_meaning_init (&meaning, picture);
  gw_mask_meaning_find (&meaning, picture, rules);
  for (guint i = 0; i < meaning.values->len; i++)
    {
      gint64 key = g_array_index (meaning.values, GwMaskValue, i).key;
      g_autofree char *name = key >= 0 ? gw_mask_key_name (key, rules->table) : NULL;
    }
  gw_mask_objects_add (record, picture, &meaning, ids, find_class, NULL);
  gw_mask_objects_add_instances (instances, picture, &meaning, picture, "voc-masks", find_class, NULL, &n_lost);
  for (guint i = 0; i < record->objects->len; i++)
    g_assert (gw_shape_validate (gw_object_get_shape (g_ptr_array_index (record->objects, i))) == GW_STATUS_OK);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  GwImageInfo info;
  g_autoptr (GwMaskPicture) picture = NULL;
  GwMaskRules rules = { 0 };

  if (!gw_image_info_read_bytes (data, size, &info, NULL)
      || (guint64) info.raw_width * (guint64) info.raw_height > MOST_PIXELS)
    return 0;
  picture = gw_mask_picture_read_bytes (data, size, NULL, NULL);
  if (picture == NULL)
    return 0;
  make_objects (picture, &rules, GW_MASK_IDS_NONE);
  rules.indices_only = TRUE;
  make_objects (picture, &rules, GW_MASK_IDS_CLASSES);
  rules = (GwMaskRules) { .binary = TRUE, .soft = TRUE };
  make_objects (picture, &rules, GW_MASK_IDS_PLAIN);

  return 0;
}
