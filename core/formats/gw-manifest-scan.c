/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <glib/gi18n.h>

#include "gw-label-categories.h"
#include "gw-manifest-line.h"
#include "gw-manifest-masks.h"
#include "gw-manifest-reader-private.h"

/* The first reading of a manifest, for its attributes and classes. */

/* A class and the number that the file gives it. */
typedef struct
{
  char *name;
  gint64 index;
  guint order;
} Listed;

static int
compare_listed (gconstpointer a, gconstpointer b)
{
  const Listed *one = a, *two = b;

  if (one->index != two->index)
    return one->index < two->index ? -1 : 1;
  return one->order < two->order ? -1 : one->order > two->order;
}

static void
listed_clear (gpointer data)
{
  g_free (((Listed *) data)->name);
}

/* Collects classes with the least number that each is seen with. */
typedef struct
{
  GArray *listed;
  GHashTable *places; /* name -> place + 1 */
} Collector;

static void
collect_class (const char *name, gint64 index, gpointer data)
{
  Collector *collector = data;
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (collector->places, name));
  Listed added;

  if (place > 0)
    {
      Listed *known = &g_array_index (collector->listed, Listed, place - 1);

      if (index >= 0 && index < known->index)
        known->index = index;
      return;
    }
  added = (Listed) { g_strdup (name), index >= 0 ? index : G_MAXINT64, collector->listed->len };
  g_array_append_val (collector->listed, added);
  g_hash_table_insert (collector->places, g_strdup (name), GUINT_TO_POINTER (collector->listed->len));
}

static gboolean
is_taken (const GArray *listed, gint64 index)
{
  for (guint i = 0; i < listed->len; i++)
    if (g_array_index (listed, Listed, i).index == index)
      return TRUE;
  return FALSE;
}

/* Labels of the job that no line has go by their place in its list, where nothing else does:
 * names count, for numbers of manifests need not be places in it.
 */
static void
add_categories (Collector *collector, const GwLabelCategories *categories)
{
  for (guint i = 0; i < categories->labels->len; i++)
    {
      const GwLabelCategory *label = g_ptr_array_index (categories->labels, i);

      if (!g_hash_table_contains (collector->places, label->name))
        collect_class (label->name, is_taken (collector->listed, i) ? -1 : (gint64) i, collector);
    }
}

static void
take_attributes (GwReader *reader, const GwLabelCategories *categories)
{
  const GwManifestState *state = reader->state;

  for (guint i = 0; i < categories->labels->len; i++)
    {
      const GwLabelCategory *label = g_ptr_array_index (categories->labels, i);
      GwClass *class = g_hash_table_lookup (state->classes, label->name);

      if (class != NULL)
        gw_class_set_attributes (class, label->attributes);
    }
  gw_label_categories_keep (categories, reader->head, "sagemaker");
}

/* The file with the labels of the job: as it was named, else beside the manifest. FALSE with
 * error set where it cannot be read.
 */
static gboolean
load_categories (GwReader *reader, GwLabelCategories **categories, GError **error)
{
  const GwManifestState *state = reader->state;
  g_autofree char *beside = g_build_filename (state->folder, GW_LABEL_CATEGORIES_FILE, NULL);
  const char *file = reader->options.classes_file;

  *categories = NULL;
  if (file == NULL && _gw_reader_has_file (state->folder, GW_LABEL_CATEGORIES_FILE))
    file = beside;
  if (file != NULL)
    *categories = gw_label_categories_load (file, error);

  return file == NULL || *categories != NULL;
}

/* Classes in the order of the numbers that the file gives them. */
static void
make_classes (GwReader *reader, GArray *listed)
{
  GwManifestState *state = reader->state;
  g_autoptr (GHashTable) declared = g_hash_table_new (NULL, NULL);

  g_array_sort (listed, compare_listed);
  for (guint i = 0; i < listed->len; i++)
    {
      const Listed *one = &g_array_index (listed, Listed, i);
      g_autofree char *id = one->index != G_MAXINT64 ? g_strdup_printf ("%" G_GINT64_FORMAT, one->index) : NULL;

      GwClass *class = _gw_reader_ensure_class (reader, one->name, id, declared, reader->source, 0);
      guint colour = GPOINTER_TO_UINT (g_hash_table_lookup (state->colours, one->name));

      if (class != NULL && colour > 0)
        gw_class_set_color (class, colour - 1);
      g_hash_table_insert (state->classes, g_strdup (one->name), class);
    }
}

static void
report_layers (GwReader *reader)
{
  GwManifestState *state = reader->state;

  for (guint i = 0; i < state->keys.layers->len; i++)
    {
      const GwManifestLayer *layer = g_ptr_array_index (state->keys.layers, i);
      g_autofree char *text = g_strdup_printf (
          _ ("The label attribute “%s” (%s) was read as answers of this name, beside the labels."), layer->attribute,
          layer->type);

      gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                                           .outcome = GW_OUTCOME_KEPT,
                                                           .code = "label-layer",
                                                           .file = reader->source,
                                                           .detail = layer->attribute,
                                                           .text = text });
    }
}

static void
report_foreign (GwReader *reader)
{
  GwManifestState *state = reader->state;
  GHashTableIter iter;
  gpointer name, type;

  g_hash_table_iter_init (&iter, state->keys.others);
  while (g_hash_table_iter_next (&iter, &name, &type))
    {
      g_autofree char *text = g_strdup_printf (
          _ ("The label attribute “%s” (%s) was kept as it is, and is written again on export to the same format."),
          (const char *) name, (const char *) type);

      gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_INFO,
                                                           .outcome = GW_OUTCOME_KEPT,
                                                           .code = "label-foreign",
                                                           .file = reader->source,
                                                           .detail = name,
                                                           .text = text });
    }
}

/* Once for each, for lines may have it by the thousand. */
static void
report_unpaired (GwReader *reader)
{
  const GwManifestState *state = reader->state;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, state->keys.unpaired);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_autofree char *text = g_strdup_printf (
          _ ("“%s” is the metadata of a label that its lines do not have, and was kept as it is. Where it is that of "
             "another, read that one with --attribute LABEL=%s."),
          (const char *) key, (const char *) key);

      gw_problems_report (reader->problems, &(GwProblem) { .severity = GW_SEVERITY_WARNING,
                                                           .outcome = GW_OUTCOME_KEPT,
                                                           .code = "label-unpaired",
                                                           .file = reader->source,
                                                           .detail = key,
                                                           .text = text });
    }
}

/* Classes that only layers have come last, without numbers: those of an audit are its own. */
typedef struct
{
  GHashTable *names; /* set */
  GPtrArray *order;  /* of char*: in names */
} Beside;

static void
note_beside (const char *name, gint64 index, gpointer data)
{
  Beside *beside = data;
  char *copy;

  if (g_hash_table_contains (beside->names, name))
    return;
  copy = g_strdup (name);
  g_hash_table_add (beside->names, copy);
  g_ptr_array_add (beside->order, copy);
}

static void
scan_layers (GwReader *reader, const GwJsonMembers *line, Beside *beside)
{
  GwManifestState *state = reader->state;

  for (guint i = 0; reader->options.keep_layers && i < state->keys.layers->len; i++)
    {
      const GwManifestKeys keys = gw_manifest_layer_get_keys (g_ptr_array_index (state->keys.layers, i));

      gw_manifest_foreach_class (line, &keys, note_beside, beside);
      gw_manifest_masks_note_colours (line, &keys, state->colours);
    }
}

static void
note_attributes (GwReader *reader, const GwJsonMembers *line)
{
  for (guint i = 0; i < gw_json_members_get_n (line); i++)
    {
      gsize length;
      const char *raw;
      const char *key = gw_json_members_get_at (line, i, &raw, &length);

      if (raw[0] != '{' && raw[0] != '[' && raw[0] != 'n' && gw_manifest_is_own_key (line, key))
        gw_record_head_add_attribute (reader->head, key);
    }
}

gboolean
_gw_manifest_scan (GwReader *reader, GCancellable *cancellable, GError **error)
{
  GwManifestState *state = reader->state;
  g_autoptr (GArray) listed = g_array_new (FALSE, FALSE, sizeof (Listed));
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GwLabelCategories) categories = NULL;
  Collector collector = { listed, places };
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  Beside beside = { names, order };
  const char *text;
  gsize length;
  gboolean too_long;
  g_autoptr (GError) failure = NULL;

  g_array_set_clear_func (listed, listed_clear);
  while ((text = _gw_manifest_next_line (state, &length, &too_long, &failure)) != NULL)
    {
      g_autoptr (GwJsonMembers) members = NULL;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      members = too_long ? NULL : gw_json_members_parse (text, (gssize) length, NULL, NULL);
      if (members != NULL)
        {
          gw_manifest_keys_pair (&state->keys, members);
          gw_manifest_keys_add (&state->keys, members);
          gw_manifest_foreach_class (members, &state->keys, collect_class, &collector);
          gw_manifest_masks_note_colours (members, &state->keys, state->colours);
          scan_layers (reader, members, &beside);
          note_attributes (reader, members);
        }
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }

  for (guint i = 0; i < order->len; i++)
    collect_class (g_ptr_array_index (order, i), -1, &collector);
  if (!load_categories (reader, &categories, error))
    return FALSE;
  if (categories != NULL)
    add_categories (&collector, categories);
  make_classes (reader, listed);
  _gw_reader_report_similar (reader, GW_SEVERITY_WARNING);
  if (reader->options.keep_layers)
    {
      gw_manifest_keys_take_layers (&state->keys);
      report_layers (reader);
    }
  gw_manifest_keys_take_failed (&state->keys);
  report_foreign (reader);
  report_unpaired (reader);
  gw_manifest_keys_to_head (&state->keys, reader->head);
  reader->has_masks = gw_manifest_keys_have_masks (&state->keys);
  if (categories != NULL)
    take_attributes (reader, categories);
  return TRUE;
}
