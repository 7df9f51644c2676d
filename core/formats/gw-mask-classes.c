/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-mask-classes.h"

#include <inttypes.h>
#include <string.h>

#include "gw-formats.h"
#include "gw-json-values.h"
#include "gw-reader-private.h"

#define MOST_GREYS 65536

void
gw_mask_classes_init (GwMaskClasses *self)
{
  *self = (GwMaskClasses) { 0 };
  self->ids_of = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->keys = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->greys = g_new0 (guint64, MOST_GREYS);
}

void
gw_mask_classes_clear (GwMaskClasses *self)
{
  g_clear_pointer (&self->table, gw_mask_table_free);
  g_clear_pointer (&self->ids_of, g_hash_table_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->greys, g_free);
}

/* --- what occurs ---------------------------------------------------------------------- */

static void
note_key (GwMaskClasses *self, gint64 key)
{
  if (key >= 0 && !g_hash_table_contains (self->keys, &key))
    g_hash_table_add (self->keys, g_memdup2 (&key, sizeof key));
}

void
gw_mask_classes_note (GwMaskClasses *self, const GwMaskPicture *picture, const GwMaskMeaning *meaning)
{
  self->has_16_bits = self->has_16_bits || picture->n_bytes == 2;
  for (guint i = 0; i < meaning->values->len && !meaning->too_many; i++)
    {
      const GwMaskValue *value = &g_array_index (meaning->values, GwMaskValue, i);

      if (meaning->kind != GW_MASK_GREY || (self->table != NULL && self->table->has_colours && picture->n_bytes == 4))
        note_key (self, value->key);
      else if (picture->n_bytes < 4)
        self->greys[value->value] += value->count;
      else if (value->value != GW_MASK_TRANSPARENT)
        self->greys[value->value & 0xff] += value->count;
    }
}

/* Whether greys are black and white, and whether there are soft edges between,
 * or numbers of objects.
 */
static void
judge_greys (GwMaskClasses *self)
{
  guint64 n = 0, n_ends = self->greys[0] + self->greys[GW_MASK_VOID];
  guint n_between = 0, highest = 0;
  gboolean named = FALSE;

  for (guint i = 0; i < MOST_GREYS; i++)
    {
      if (self->greys[i] == 0)
        continue;
      n += self->greys[i];
      highest = i;
      n_between += i != 0 && i != GW_MASK_VOID;
      named = named || (i > 0 && gw_mask_table_find_index (self->table, i) != NULL);
    }
  if (self->rules.threshold > 0)
    self->rules.binary = self->rules.soft = TRUE;
  if (n == 0 || named || self->rules.threshold > 0)
    return;
  if (self->has_16_bits)
    self->ids = highest >= 1000 ? GW_MASK_IDS_CLASSES : GW_MASK_IDS_PLAIN;
  else if (self->greys[GW_MASK_VOID] > 0 && self->table == NULL)
    {
      self->rules.soft = n_between > 16 && n_ends > n - n / 10;
      self->rules.binary = n_between == 0 || self->rules.soft;
    }
}

/* The keys of greys, by the rules that hold for all of them. */
static void
note_greys (GwMaskClasses *self)
{
  GwMaskMeaning meaning = { GW_MASK_GREY, g_array_new (FALSE, FALSE, sizeof (GwMaskValue)), 0, 0, 0, FALSE };
  GwMaskPicture none = { .kind = GW_MASK_GREY };

  for (guint i = 0; i < MOST_GREYS; i++)
    {
      GwMaskValue value = { i, self->greys[i], GW_MASK_KEY_NONE };

      if (value.count > 0)
        g_array_append_val (meaning.values, value);
    }
  gw_mask_meaning_find (&meaning, &none, &self->rules);
  for (guint i = 0; i < meaning.values->len; i++)
    note_key (self, gw_mask_ids_get_class (self->ids, g_array_index (meaning.values, GwMaskValue, i).key));
  gw_mask_meaning_clear (&meaning);
}

static char *
name_key (const GwMaskClasses *self, gint64 key)
{
  if (key == GW_MASK_KEY_OBJECT)
    return g_strdup ("object");
  if (key == GW_MASK_VOID && self->rules.binary)
    return g_strdup ("foreground");
  return gw_mask_key_name (key, self->table);
}

static void
add_class (GwMaskClasses *self, GwReader *reader, gint64 key, GHashTable *declared)
{
  gboolean is_index = key < GW_MASK_KEY_COLOUR;
  g_autofree char *name = name_key (self, key);
  g_autofree char *id = is_index ? g_strdup_printf ("%" PRId64, key) : NULL;
  const GwMaskEntry *entry = is_index ? gw_mask_table_find_index (self->table, key)
                                      : gw_mask_table_find_colour (self->table, (guint32) (key & 0xffffff));
  GwClass *class = _gw_reader_ensure_class (reader, name, id, declared,
                                            self->table != NULL ? self->table->file : reader->source, 0);

  if (class != NULL && entry != NULL && entry->has_colour && entry->colour != 0)
    gw_class_set_color (class, entry->colour);
  else if (class != NULL && key & GW_MASK_KEY_COLOUR)
    gw_class_set_color (class, (guint32) (key & 0xffffff));
  g_hash_table_insert (self->ids_of, g_memdup2 (&key, sizeof key),
                       GINT_TO_POINTER (class != NULL ? (gint) gw_class_get_id (class) : 0));
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  gint64 one = **(const gint64 *const *) a, two = **(const gint64 *const *) b;

  return (one > two) - (one < two);
}

/* All of the table but what means nothing, then what else occurs. */
static void
make_classes (GwMaskClasses *self, GwReader *reader)
{
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) keys = NULL;
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; self->table != NULL && i < self->table->entries->len; i++)
    {
      const GwMaskEntry *entry = g_ptr_array_index (self->table->entries, i);

      if (*entry->name == '\0' || gw_mask_name_is_background (entry->name) || gw_mask_name_is_void (entry->name)
          || (entry->index >= 0 && entry->index == self->table->background))
        continue;
      if (entry->index >= 0)
        add_class (self, reader, entry->index, declared);
      else if (entry->has_colour)
        add_class (self, reader, GW_MASK_KEY_COLOUR | entry->colour, declared);
    }

  keys = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_keys);
  for (guint i = 0; i < keys->len; i++)
    if (!g_hash_table_contains (self->ids_of, g_ptr_array_index (keys, i)))
      add_class (self, reader, *(const gint64 *) g_ptr_array_index (keys, i), declared);
}

/* {"name": color}, of a table that has them; NULL for one that is as VOC's. */
static char *
list_colours (const GwMaskTable *table)
{
  g_autoptr (GwJsonMembers) colours = gw_json_members_new ();
  gboolean own = FALSE;

  for (guint i = 0; i < table->entries->len && i < GW_MASK_COLOURS; i++)
    {
      const GwMaskEntry *entry = g_ptr_array_index (table->entries, i);
      char text[16];

      if (!entry->has_colour || *entry->name == '\0')
        continue;
      g_snprintf (text, sizeof text, "%u", entry->colour);
      gw_json_members_set (colours, entry->name, text, -1);
      own = own || entry->index < 0 || entry->index >= GW_MASK_COLOURS
            || entry->colour != gw_voc_palette_get ((guint) entry->index);
    }

  return own ? gw_json_members_to_text (colours) : NULL;
}

/* What the table calls pixels without a class, and its colours, for exports. */
static void
keep_table (GwMaskClasses *self, GwReader *reader)
{
  g_autoptr (GwJsonMembers) members = gw_json_members_new ();
  g_autofree char *colours = NULL;

  if (self->table == NULL)
    return;
  for (guint i = 0; i < self->table->entries->len; i++)
    {
      const GwMaskEntry *entry = g_ptr_array_index (self->table->entries, i);

      if ((entry->index == 0 || entry->index < 0) && gw_mask_name_is_background (entry->name))
        {
          gw_json_members_set_string (members, "background", entry->name);
          break;
        }
    }
  if (reader->format != &gw_format_voc_masks)
    colours = list_colours (self->table);
  if (colours != NULL)
    gw_json_members_set (members, "colors", colours, -1);
  if (gw_json_members_get_n (members) == 0)
    return;
  g_free (reader->head->bag);
  reader->head->bag = gw_json_members_put_bag (members, NULL, reader->format->name);
}

void
gw_mask_classes_make (GwMaskClasses *self, GwReader *reader)
{
  judge_greys (self);
  note_greys (self);
  make_classes (self, reader);
  keep_table (self, reader);
}

gint64
gw_mask_classes_find (gint64 key, gpointer data)
{
  const GwMaskClasses *self = data;

  return GPOINTER_TO_INT (g_hash_table_lookup (self->ids_of, &key));
}
