/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-studio-results.h"

#include <math.h>
#include <string.h>

#include "gw-json-members.h"

/* Longer ones than programs make are not kept: others are made longer than they are. */
#define LONGEST_ID 100

/* --- ids ------------------------------------------------------------------------------------- */

void
gw_studio_results_init (GwStudioResults *self, GwWriter *writer, GwStudioControls *controls, const GwRecord *record,
                        gsize longest)
{
  *self = (GwStudioResults) { .writer = writer, .controls = controls, .record = record };
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->groups = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->longest = longest;
  self->goes_on = longest > 0;
  for (guint i = 0; !self->goes_on && i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);
      g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (object), GW_STUDIO_FORMAT);
      const gint64 group = gw_object_get_group (object);
      char *id = gw_studio_dup_id (bag, "id");

      /* Of copies the first one has the id. */
      if (id != NULL && strlen (id) <= LONGEST_ID && !g_hash_table_contains (self->kept, id))
        g_hash_table_insert (self->kept, id, g_memdup2 (&group, sizeof group));
      else
        g_free (id);
    }
}

void
gw_studio_results_clear (GwStudioResults *self)
{
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->used, g_hash_table_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_clear_pointer (&self->members, g_hash_table_unref);
}

/* A new one; letter: what it is of. */
static char *
make_new (GwStudioResults *self, char letter)
{
  char *id = g_strdup_printf ("%c%0*u", letter, self->goes_on ? (int) self->longest : 1, self->n);

  while (g_hash_table_contains (self->kept, id))
    {
      char *longer = g_strconcat (id, "_", NULL);

      g_free (id);
      id = longer;
    }

  return id;
}

char *
gw_studio_results_make_id (GwStudioResults *self, const char *kept)
{
  char *id = NULL;

  self->n++;
  /* Copies of an object have its id too. */
  if (kept != NULL && g_hash_table_contains (self->kept, kept) && g_hash_table_add (self->used, g_strdup (kept)))
    id = g_strdup (kept);
  if (id == NULL)
    id = make_new (self, 'r');
  self->longest_written = MAX (self->longest_written, strlen (id));

  return id;
}

/* --- controls ----------------------------------------------------------------------------------- */

const char *
gw_studio_results_choose_control (GwStudioResults *self, const char *type)
{
  GwStudioControl *control = gw_studio_controls_find_type (self->controls, type, FALSE);
  g_autofree char *name = NULL;

  if (control != NULL)
    return control->name;
  name = g_strdup ("label");
  if (gw_studio_controls_find_name (self->controls, name) != NULL)
    {
      g_free (name);
      name = g_str_has_suffix (type, "labels") && strcmp (type, "labels") != 0
                 ? g_strndup (type, strlen (type) - strlen ("labels"))
                 : g_strdup (type);
    }
  while (gw_studio_controls_find_name (self->controls, name) != NULL)
    {
      char *longer = g_strconcat (name, "_", NULL);

      g_free (name);
      name = longer;
    }

  return gw_studio_controls_ensure (self->controls, name, type, FALSE)->name;
}

void
gw_studio_results_write_head (GwStudioResults *self, const char *id, const char *type, const char *name)
{
  gw_json_writer_key_string (self->json, "id", id);
  gw_json_writer_key_string (self->json, "type", type);
  gw_json_writer_key_string (self->json, "from_name", name);
  gw_json_writer_key_string (self->json, "to_name", self->image_name);
}

void
gw_studio_write_list (GwJsonWriter *json, const char *const *list)
{
  gw_json_writer_begin_array (json);
  for (gsize i = 0; list[i] != NULL; i++)
    gw_json_writer_string (json, list[i]);
  gw_json_writer_end_array (json);
}

/* --- labels of the image ------------------------------------------------------------------------------------------ */

static GwClass *
find_parent (const GwStudioResults *self, GwClass *class)
{
  return gw_record_head_find_class (self->writer->head, gw_class_get_parent_id (class));
}

/* The class and those above it, the uppermost first. */
static void
write_class_path (GwStudioResults *self, GwClass *class)
{
  g_autoptr (GPtrArray) path = g_ptr_array_new ();

  for (GwClass *above = class; above != NULL && path->len < self->writer->head->classes->len;
       above = find_parent (self, above))
    g_ptr_array_insert (path, 0, (gpointer) _gw_class_get_name_for (above, GW_STUDIO_FORMAT));
  g_ptr_array_add (path, NULL);
  gw_studio_write_list (self->json, (const char *const *) path->pdata);
}

/* One result with those labels from `from` up to `to` that are below a class, or not. */
static void
write_choices (GwStudioResults *self, const GArray *labels, guint from, guint to, gboolean below)
{
  const char *type = gw_studio_kind_get_type (below ? GW_STUDIO_TAXONOMY : GW_STUDIO_CHOICES);
  const double confidence = g_array_index (labels, GwLabel, from).confidence;
  g_autofree char *id = NULL;

  /* Such a result has an id of its own, by which it tells of no region. */
  self->n++;
  id = make_new (self, 'c');
  gw_json_writer_begin_object (self->json);
  gw_studio_results_write_head (self, id, type, gw_studio_results_choose_control (self, type));
  gw_json_writer_key (self->json, "value");
  gw_json_writer_begin_object (self->json);
  gw_json_writer_key (self->json, type);
  gw_json_writer_begin_array (self->json);
  for (guint i = from; i < to; i++)
    {
      const GwLabel *label = &g_array_index (labels, GwLabel, i);
      GwClass *class = gw_record_head_find_class (self->writer->head, label->class_id);

      if (class == NULL || (find_parent (self, class) != NULL) != below
          || (isnan (label->confidence) != isnan (confidence)))
        continue;
      if (below)
        write_class_path (self, class);
      else
        gw_json_writer_string (self->json, _gw_class_get_name_for (class, GW_STUDIO_FORMAT));
    }
  gw_json_writer_end_array (self->json);
  gw_json_writer_end_object (self->json);
  if (!isnan (confidence))
    gw_json_writer_key_double (self->json, "score", confidence);
  gw_json_writer_end_object (self->json);
}

/* The first label without a confidence that is below a class, or not; len: there is none. */
static guint
find_plain (const GwStudioResults *self, const GArray *labels, gboolean below)
{
  guint i = 0;

  for (; i < labels->len; i++)
    {
      const GwLabel *label = &g_array_index (labels, GwLabel, i);
      GwClass *class = gw_record_head_find_class (self->writer->head, label->class_id);

      if (class != NULL && isnan (label->confidence) && (find_parent (self, class) != NULL) == below)
        break;
    }

  return i;
}

/* Those that have no confidence together, the others one by one. */
void
gw_studio_results_write_labels (GwStudioResults *self, const GArray *labels)
{
  for (guint below = 0; below < 2; below++)
    {
      const guint first = find_plain (self, labels, below == 1);

      if (first < labels->len)
        write_choices (self, labels, first, labels->len, below == 1);
    }
  for (guint i = 0; i < labels->len; i++)
    {
      const GwLabel *label = &g_array_index (labels, GwLabel, i);
      GwClass *class = gw_record_head_find_class (self->writer->head, label->class_id);

      if (class != NULL && !isnan (label->confidence))
        write_choices (self, labels, i, i + 1, find_parent (self, class) != NULL);
    }
}
