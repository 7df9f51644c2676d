/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-cvat-writer.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <glib/gi18n.h>

#include "gw-cvat-meta.h"
#include "gw-cvat-records.h"
#include "gw-cvat-write-object.h"
#include "gw-file-name.h"
#include "gw-json-values.h"
#include "gw-number.h"
#include "gw-writer-private.h"

/* Images wait in a file of their own, because what they use is declared before them. */
typedef struct
{
  GwSpool *spool;
  GwXmlWriter *images;
  GwCvatUse *use;
  GHashTable *names; /* of pictures copied */
  GHashTable *ids;   /* set of char *: keys of frames of images */
  GHashTable *used;  /* set of char *: ids of images, of whatever task */
  gint64 next_id;
} State;

/* Losses while they are measured. */
typedef struct
{
  const GwRecordHead *head;
  const GwWriteOptions *options;
  GwCvatUse *use;
} Losses;

/* --- losses ---------------------------------------------------------------------------- */

/* What a file had of the tag of a label. (transfer full) (nullable) */
static GwJsonMembers *
dup_tag_attributes (const GwRecordHead *head, const GwLabel *label, const GwJsonMembers *tags)
{
  GwClass *class = gw_record_head_find_class (head, label->class_id);
  g_autoptr (GwJsonMembers) kept = class != NULL ? gw_cvat_dup_members (tags, _gw_class_get_name_for (class, "cvat"))
                                                 : NULL;

  return gw_cvat_dup_members (kept, "attributes");
}

/* Which tag has an attribute of the image: the first that has its value too, else the first that has its name.
 * Names of attributes (unowned) -> 1 + the place of the label. (transfer full) (nullable): NULL where there are none
 */
static GHashTable *
find_tags (const GwRecordHead *head, const GwRecord *record, const GwJsonMembers *tags)
{
  g_autoptr (GHashTable) told = NULL;
  GHashTable *places;

  if (record->attributes == NULL)
    return NULL;
  told = g_hash_table_new (g_str_hash, g_str_equal);
  places = g_hash_table_new (g_str_hash, g_str_equal);
  for (gsize i = 0; record->attributes[i] != NULL; i += 2)
    g_hash_table_insert (told, record->attributes[i], &record->attributes[i]);
  for (guint i = 0; tags != NULL && i < record->labels->len; i++)
    {
      const GwLabel *label = &g_array_index (record->labels, GwLabel, i);
      g_autoptr (GwJsonMembers) attributes = dup_tag_attributes (head, label, tags);

      for (guint k = 0; attributes != NULL && k < gw_json_members_get_n (attributes); k++)
        {
          const char *name = gw_json_members_get_at (attributes, k, NULL, NULL);
          g_autofree char *value = gw_json_members_dup_string (attributes, name);
          char **pair = g_hash_table_lookup (told, name);
          const gboolean is_same = pair != NULL && g_strcmp0 (value, pair[1]) == 0;

          if (pair != NULL && (is_same || !g_hash_table_contains (places, name)))
            g_hash_table_insert (places, pair[0], GUINT_TO_POINTER (i + 1));
          /* Others say it less well. */
          if (is_same)
            g_hash_table_remove (told, name);
        }
    }
  return places;
}

/* Tags that a file had hold what they say more of the image; other attributes would be of no tag. */
static void
measure_attributes (const GwRecordHead *head, const GwRecord *record, GwProblems *problems)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->attributes != NULL ? record->bag : NULL, "cvat");
  g_autoptr (GwJsonMembers) tags = gw_cvat_dup_members (bag, "tags");
  g_autoptr (GHashTable) places = find_tags (head, record, tags);

  for (gsize i = 0; places != NULL && record->attributes[i] != NULL; i += 2)
    if (!g_hash_table_contains (places, record->attributes[i]))
      {
        _gw_report_loss (problems, "loss-attributes", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                         _ ("CVAT has attributes of tags, and none of images. Those that came with no tag are left "
                            "out."));
        return;
      }
}

/* Attributes of tags are texts. */
static void
note_tag (GwCvatUse *use, GwClass *class, const GwJsonMembers *attributes)
{
  for (guint i = 0; attributes != NULL && i < gw_json_members_get_n (attributes); i++)
    gw_cvat_use_note_attribute (use, class, gw_json_members_get_at (attributes, i, NULL, NULL), "", FALSE);
}

static void
note_tags (const Losses *losses, const GwRecord *record)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->labels->len > 0 ? record->bag : NULL, "cvat");
  g_autoptr (GwJsonMembers) tags = gw_cvat_dup_members (bag, "tags");

  for (guint i = 0; tags != NULL && i < record->labels->len; i++)
    {
      const GwLabel *label = &g_array_index (record->labels, GwLabel, i);
      GwClass *class = gw_record_head_find_class (losses->head, label->class_id);
      g_autoptr (GwJsonMembers) attributes = dup_tag_attributes (losses->head, label, tags);

      if (class != NULL)
        note_tag (losses->use, class, attributes);
    }
}

gpointer
gw_cvat_losses_new (const GwRecordHead *head, const GwWriteOptions *options)
{
  Losses *losses = g_new (Losses, 1);

  *losses = (Losses) { head, options, gw_cvat_use_new () };
  return losses;
}

void
gw_cvat_losses_free (gpointer data)
{
  Losses *losses = data;

  gw_cvat_use_free (losses->use);
  g_free (losses);
}

void
gw_cvat_losses_take (gpointer data, const GwRecord *record, GwProblems *problems)
{
  const Losses *losses = data;
  const GwRecordHead *head = losses->head;
  gboolean has_author = record->annotator != NULL;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      has_author = has_author || gw_object_get_author (object) != NULL;
      gw_cvat_measure_object (head, record, object, losses->options, problems);
      gw_cvat_note_object (head, object, losses->use);
    }
  if (_gw_labels_have_confidence (record->labels))
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL, 0,
                     _ ("CVAT has no confidences. They are left out."));
  if (record->scores != NULL && record->scores->len > 0)
    _gw_report_loss (problems, "loss-score", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, head, record, NULL,
                     record->scores->len, _ ("CVAT has no scores of images. They are left out."));
  measure_attributes (head, record, problems);
  note_tags (losses, record);
  _gw_measure_common_loss (head, record, has_author, problems);
}

void
gw_cvat_losses_end (gpointer data, GwProblems *problems)
{
  const Losses *losses = data;

  gw_cvat_use_report_loss (losses->use, losses->head, problems);
}

/* --- paint order -------------------------------------------------------------------------- */

typedef struct
{
  guint index;
  int z;
  gint64 order; /* z_order */
} Layer;

static int
compare_layers (gconstpointer a, gconstpointer b)
{
  const Layer *one = a, *two = b;

  if (one->z != two->z)
    return one->z < two->z ? -1 : 1;
  return one->index < two->index ? -1 : one->index > two->index ? 1 : 0;
}

/* What a file had, or the rank. */
static gint64
get_order (GwObject *object, guint rank)
{
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (gw_object_get_bag (object), "cvat");
  gsize length;
  const char *raw = gw_json_members_get (bag, "z_order", &length);
  gint64 order;

  return raw != NULL && gw_number_parse_int64 (raw, (gssize) length, &order) ? order : rank;
}

/* The z_order of each object: what files had for them while that gives the order in which they
 * are painted, which between equals is their order in the file; else their ranks.
 */
static gint64 *
find_orders (const GwRecord *record)
{
  const guint n = record->objects->len;
  g_autofree Layer *layers = g_new (Layer, MAX (n, 1));
  gint64 *orders = g_new (gint64, MAX (n, 1));
  gboolean holds = TRUE;

  for (guint i = 0; i < n; i++)
    layers[i] = (Layer) { i, gw_object_get_z (g_ptr_array_index (record->objects, i)), 0 };
  qsort (layers, n, sizeof *layers, compare_layers);
  for (guint rank = 0; rank < n; rank++)
    {
      Layer *layer = &layers[rank];
      const Layer *below = rank > 0 ? layer - 1 : NULL;

      layer->order = get_order (g_ptr_array_index (record->objects, layer->index), rank);
      holds = holds
              && (below == NULL || below->order < layer->order
                  || (below->order == layer->order && below->index < layer->index));
    }
  for (guint rank = 0; rank < n; rank++)
    orders[layers[rank].index] = holds ? layers[rank].order : rank;

  return orders;
}

/* --- images ----------------------------------------------------------------------------------- */

/* TRUE where no image of the task had it. */
static gboolean
take_id (State *state, const char *task, const char *id)
{
  return g_hash_table_add (state->ids, gw_cvat_frame_key (task, id));
}

/* The one that a file had, unless another image has it now; else one that no image of any task has.
 * (transfer full)
 */
static char *
claim_id (State *state, const GwJsonMembers *bag, const char *task)
{
  char *id = gw_json_members_dup_string (bag, "id");
  gint64 number;

  if (id != NULL && gw_number_parse_int64 (id, -1, &number) && take_id (state, task, id))
    {
      g_hash_table_add (state->used, g_strdup (id));
      return id;
    }
  do
    {
      g_free (id);
      id = g_strdup_printf ("%" PRId64, state->next_id++);
    }
  while (g_hash_table_contains (state->used, id) || !take_id (state, task, id));
  g_hash_table_add (state->used, g_strdup (id));
  return id;
}

/* As a file spelled it, while it is the same split. (transfer full) (nullable) */
static char *
get_subset (const GwRecord *record, const GwJsonMembers *bag)
{
  g_autofree char *kept = gw_json_members_dup_string (bag, "subset");
  g_autofree char *split = gw_cvat_subset_to_split (kept);

  if (kept != NULL && g_strcmp0 (split, record->split) == 0)
    return g_steal_pointer (&kept);
  return g_strdup (record->split);
}

/* The name in the file and, where pictures are copied, where the copy goes: images of a subset
 * into its folder. (transfer full) (nullable)
 */
static char *
place_picture (GwWriter *writer, const GwRecord *record, const char *subset, GError **error)
{
  State *state = writer->state;
  g_autofree char *folder = subset != NULL && *subset != '\0' ? gw_file_name_make_split (subset) : NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *path = NULL;
  const char *inner = record->path;
  const char *claimed;

  if (writer->options.copy == GW_COPY_NONE)
    return g_strdup (record->path);
  if (folder != NULL && g_str_has_prefix (inner, folder) && inner[strlen (folder)] == '/')
    inner += strlen (folder) + 1;
  wanted = folder != NULL ? g_build_filename (folder, inner, NULL) : g_strdup (inner);
  claimed = _gw_writer_claim_name (writer, state->names, wanted);
  path = g_build_filename ("images", claimed, NULL);
  if (!_gw_writer_copy_picture (writer, record, path, error))
    return NULL;

  return g_strdup (folder != NULL ? claimed + strlen (folder) + 1 : claimed);
}

/* The tag at place says of the image what is known of it. */
static void
put_attributes (const GwRecord *record, GHashTable *places, guint place, GwJsonMembers *attributes)
{
  for (gsize i = 0; places != NULL && attributes != NULL && record->attributes[i] != NULL; i += 2)
    if (GPOINTER_TO_UINT (g_hash_table_lookup (places, record->attributes[i])) == place + 1)
      gw_json_members_set_string (attributes, record->attributes[i], record->attributes[i + 1]);
}

static void
write_tags (GwWriter *writer, const GwRecord *record, const GwJsonMembers *bag)
{
  static const char *const none[] = { NULL };
  State *state = writer->state;
  GwXmlWriter *out = state->images;
  g_autoptr (GwJsonMembers) tags = gw_cvat_dup_members (bag, "tags");
  g_autoptr (GHashTable) places = find_tags (writer->head, record, tags);

  for (guint i = 0; i < record->labels->len; i++)
    {
      GwClass *class = gw_record_head_find_class (writer->head, g_array_index (record->labels, GwLabel, i).class_id);
      const char *name = class != NULL ? _gw_class_get_name_for (class, "cvat") : NULL;
      g_autoptr (GwJsonMembers) kept = name != NULL ? gw_cvat_dup_members (tags, name) : NULL;
      g_autoptr (GwJsonMembers) attributes = gw_cvat_dup_members (kept, "attributes");
      g_autofree char *source = kept != NULL ? gw_json_members_dup_string (kept, "source") : NULL;
      g_autofree char *group = kept != NULL ? gw_json_members_dup (kept, "group_id") : NULL;

      if (name == NULL)
        continue;
      gw_cvat_use_note_class (state->use, gw_class_get_id (class));
      gw_xml_writer_begin (out, "tag");
      gw_xml_writer_attribute (out, "label", name);
      gw_xml_writer_attribute (out, "source", source != NULL ? source : "manual");
      if (group != NULL)
        gw_xml_writer_attribute (out, "group_id", group);
      gw_cvat_write_more (out, kept, GW_CVAT_TAG, none);
      put_attributes (record, places, i, attributes);
      note_tag (state->use, class, attributes);
      gw_cvat_write_attributes (out, attributes);
      gw_xml_writer_end (out);
    }
}

static void
begin_image (GwWriter *writer, const GwRecord *record, const GwJsonMembers *bag, const char *name, const char *subset)
{
  static const char *const own[] = { "id", "name", "subset", "task_id", "width", "height", NULL };
  State *state = writer->state;
  GwXmlWriter *out = state->images;
  g_autofree char *task = gw_json_members_dup_string (bag, "task_id");
  g_autofree char *id = claim_id (state, bag, task);

  gw_xml_writer_begin (out, "image");
  gw_xml_writer_attribute (out, "id", id);
  gw_xml_writer_attribute (out, "name", name);
  if (subset != NULL)
    gw_xml_writer_attribute (out, "subset", subset);
  if (task != NULL)
    gw_xml_writer_attribute (out, "task_id", task);
  if (record->width > 0 && record->height > 0)
    {
      gw_xml_writer_attribute_int64 (out, "width", record->width);
      gw_xml_writer_attribute_int64 (out, "height", record->height);
    }
  gw_cvat_write_more (out, bag, GW_CVAT_NONE, own);
}

gboolean
gw_cvat_writer_write (GwWriter *writer, const GwRecord *record, GError **error)
{
  State *state = writer->state;
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (record->bag, "cvat");
  g_autofree char *subset = NULL;
  g_autofree char *name = NULL;
  g_autofree gint64 *orders = NULL;
  GwCvatDraft draft = { writer->head, &writer->options, record, state->use, state->images, 1 };

  if (record->path == NULL)
    return TRUE;
  subset = get_subset (record, bag);
  name = place_picture (writer, record, subset, error);
  if (name == NULL)
    return FALSE;

  begin_image (writer, record, bag, name, subset);
  orders = find_orders (record);
  for (guint i = 0; i < record->objects->len; i++)
    draft.next_group = MAX (draft.next_group, gw_object_get_group (g_ptr_array_index (record->objects, i)) + 1);
  for (guint i = 0; i < record->objects->len; i++)
    gw_cvat_write_object (&draft, g_ptr_array_index (record->objects, i), orders[i]);
  write_tags (writer, record, bag);
  gw_xml_writer_end (state->images);

  return !gw_xml_writer_has_failed (state->images) || gw_xml_writer_finish (state->images, error);
}

/* --- the file ----------------------------------------------------------------------------------- */

gboolean
gw_cvat_writer_create (GwWriter *writer, GError **error)
{
  State *state = g_new0 (State, 1);

  writer->state = state;
  state->use = gw_cvat_use_new ();
  state->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state->spool = _gw_spool_new (writer, error);
  if (state->spool == NULL)
    return FALSE;
  state->images = gw_xml_writer_new (_gw_spool_get_stream (state->spool), GW_CVAT_INDENT, 1);

  return TRUE;
}

/* Everything before the first image. (transfer full) */
static GString *
make_head (GwWriter *writer)
{
  const State *state = writer->state;
  g_autoptr (GwJsonMembers) bag = gw_json_members_open_bag (writer->head->bag, "cvat");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GString *text = g_string_new (NULL);
  g_autoptr (GwXmlWriter) out = gw_xml_writer_new_for_string (text, GW_CVAT_INDENT, 0);
  g_autoptr (GString) labels = g_string_new (NULL);
  g_autoptr (GwXmlWriter) inner = NULL;

  gw_cvat_meta_get_surroundings (bag, writer->options.name, &before, &after);
  inner = gw_xml_writer_new_for_string (labels, GW_CVAT_INDENT, *before != '\0' ? 3 : 2);
  gw_cvat_use_write (state->use, writer->head, bag, inner);
  gw_xml_writer_declare (out);
  gw_xml_writer_begin (out, "annotations");
  gw_xml_writer_text (out, "version", "1.1");
  gw_xml_writer_begin (out, "meta");
  gw_xml_writer_raw (out, before, -1);
  gw_xml_writer_raw (out, labels->str, (gssize) labels->len);
  gw_xml_writer_raw (out, after, -1);
  gw_xml_writer_end (out);

  return text;
}

gboolean
gw_cvat_writer_finish (GwWriter *writer, GCancellable *cancellable, GError **error)
{
  static const char tail[] = "</annotations>\n";
  State *state = writer->state;
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (GString) head = NULL;

  if (!gw_xml_writer_finish (state->images, error))
    return FALSE;
  stream = gw_folder_writer_open (writer->folder, writer->format->file_name, error);
  if (stream == NULL)
    return FALSE;
  head = make_head (writer);
  writer->n_files++;

  return g_output_stream_write_all (stream, head->str, head->len, NULL, cancellable, error)
         && _gw_spool_copy (state->spool, 0, G_MAXUINT64, stream, cancellable, error)
         && g_output_stream_write_all (stream, tail, strlen (tail), NULL, cancellable, error)
         && g_output_stream_close (stream, cancellable, error);
}

void
gw_cvat_writer_destroy (GwWriter *writer)
{
  State *state = writer->state;

  if (state == NULL)
    return;
  gw_xml_writer_free (state->images);
  g_clear_pointer (&state->spool, _gw_spool_free);
  gw_cvat_use_free (state->use);
  g_hash_table_unref (state->names);
  g_hash_table_unref (state->ids);
  g_hash_table_unref (state->used);
  g_free (state);
}
