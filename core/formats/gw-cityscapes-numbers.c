/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cityscapes-numbers.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-cityscapes-labels.h"
#include "gw-error.h"
#include "gw-number.h"
#include "gw-writer-private.h"

#define FORMAT "cityscapes"

/* 0 is no class, and 255 none that counts. */
#define HIGHEST_ID 254
/* A class above has no room for numbers of objects in 16 bits. */
#define HIGHEST_WITH_INSTANCES 64

void
gw_cityscapes_numbers_free (GwCityscapesNumbers *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->numbers);
  g_hash_table_unref (self->by_class);
  g_free (self);
}

const GwCityscapesNumber *
gw_cityscapes_numbers_find (const GwCityscapesNumbers *self, gint64 class_id)
{
  const guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_class, &class_id));

  return place > 0 ? &g_array_index (self->numbers, GwCityscapesNumber, place - 1) : NULL;
}

gboolean
gw_cityscapes_group_is_class (const GwRecordHead *head, const char *name)
{
  g_autofree char *group = g_strconcat (name, GW_CITYSCAPES_GROUP, NULL);

  return gw_cityscapes_label_find (group) != NULL || gw_record_head_find_class_by_name (head, group) != NULL;
}

/* All classes but those that only stand above others. */
static void
add_classes (GwCityscapesNumbers *self, const GwRecordHead *head)
{
  g_autoptr (GHashTable) groups = gw_record_head_list_groups (head);
  self->standard = TRUE;
  for (guint i = 0; i < head->classes->len; i++)
    {
      GwClass *class = g_ptr_array_index (head->classes, i);
      GwCityscapesNumber number = { .class = class, .name = _gw_class_get_name_for (class, FORMAT), .id = -2 };
      gint64 class_id = gw_class_get_id (class);

      if (g_hash_table_contains (groups, class))
        continue;
      self->standard = self->standard && gw_cityscapes_label_find (number.name) != NULL;
      g_array_append_val (self->numbers, number);
      g_hash_table_insert (self->by_class, g_memdup2 (&class_id, sizeof class_id),
                           GUINT_TO_POINTER (self->numbers->len));
    }
}

static void
take_standard (GwCityscapesNumbers *self)
{
  for (guint i = 0; i < self->numbers->len; i++)
    {
      GwCityscapesNumber *number = &g_array_index (self->numbers, GwCityscapesNumber, i);
      const GwCityscapesLabel *label = gw_cityscapes_label_find (number->name);

      number->id = label->id;
      number->train_id = label->train_id;
      number->colour = label->colour;
      number->has_instances = gw_cityscapes_label_is_thing (label);
    }
}

/* Numbers of an earlier import stay, -1 of the first that has it; what comes next begins behind them, and behind those
 * of Cityscapes where there are some of these.
 */
static int
keep_numbers (GwCityscapesNumbers *self, gboolean taken[HIGHEST_ID + 1])
{
  gboolean has_undrawn = FALSE;
  int next = 1;

  for (guint i = 0; i < self->numbers->len; i++)
    {
      GwCityscapesNumber *number = &g_array_index (self->numbers, GwCityscapesNumber, i);
      const GwCityscapesLabel *label = gw_cityscapes_label_find (number->name);
      const char *alias = NULL;
      gint64 id;

      if (!gw_class_get_alias (number->class, FORMAT, &alias, NULL) || alias == NULL
          || !gw_number_parse_int64 (alias, -1, &id) || id < -1 || id > HIGHEST_ID
          || (id >= 0 ? taken[id] : has_undrawn))
        continue;
      number->id = (int) id;
      if (id >= 0)
        taken[id] = TRUE;
      else
        has_undrawn = TRUE;
      next = MAX (next, (int) id + 1);
      if (label != NULL && label->id == id)
        next = MAX (next, 34);
    }
  return next;
}

static gboolean
take_own (GwCityscapesNumbers *self, GError **error)
{
  gboolean taken[HIGHEST_ID + 1] = { FALSE };
  int next = keep_numbers (self, taken);

  for (guint i = 0; i < self->numbers->len; i++)
    {
      GwCityscapesNumber *number = &g_array_index (self->numbers, GwCityscapesNumber, i);

      for (int k = 0; number->id == -2 && k < HIGHEST_ID; k++)
        {
          const int id = (next + k - 1) % HIGHEST_ID + 1;

          if (taken[id])
            continue;
          number->id = id;
          taken[id] = TRUE;
        }
      if (number->id == -2)
        {
          g_set_error (error, GW_ERROR, GW_ERROR_REFUSED,
                       _ ("Cityscapes can hold %d classes, and there are more. Export to COCO instead."), HIGHEST_ID);
          return FALSE;
        }
      number->train_id = MIN ((int) i, GW_CITYSCAPES_IGNORED);
      number->colour = gw_class_get_color (number->class) & 0xffffff;
      number->has_instances = number->id > 0 && number->id <= HIGHEST_WITH_INSTANCES;
    }
  return TRUE;
}

GwCityscapesNumbers *
gw_cityscapes_numbers_new (const GwRecordHead *head, GError **error)
{
  g_autoptr (GwCityscapesNumbers) self = g_new0 (GwCityscapesNumbers, 1);

  self->numbers = g_array_new (FALSE, FALSE, sizeof (GwCityscapesNumber));
  self->by_class = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  add_classes (self, head);
  if (self->standard)
    take_standard (self);
  else if (!take_own (self, error))
    return NULL;

  return g_steal_pointer (&self);
}
