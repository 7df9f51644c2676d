/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "gw-manifest-channels.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gw-manifest-masks.h"
#include "gw-split-files.h"
#include "gw-writer-private.h"

#define ADDRESS "source-ref"
#define PLAIN "images"
#define ENDING ".manifest"

struct _GwManifestChannels
{
  GwWriter *writer;
  const GwManifestComposer *composer;
  GwSplitFiles *files;
  GHashTable *attributes; /* name of a file's part, "" of none -> attribute of its lines */
};

GwManifestChannels *
gw_manifest_channels_new (GwWriter *writer, const GwManifestComposer *composer)
{
  GwManifestChannels *self = g_new0 (GwManifestChannels, 1);

  self->writer = writer;
  self->composer = composer;
  self->files = gw_split_files_new (writer, PLAIN ENDING, ENDING, NULL);
  self->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
gw_manifest_channels_free (GwManifestChannels *self)
{
  if (self == NULL)
    return;

  gw_split_files_free (self->files);
  g_hash_table_unref (self->attributes);
  g_free (self);
}

/* --- losses ---------------------------------------------------------------------------- */

/* Lines are of one attribute alone where it was asked for by its name. */
static gboolean
is_alone (const GwManifestComposer *shapes)
{
  return shapes->options != NULL && shapes->options->attribute != NULL;
}

static gboolean
has_label (const GwManifestComposer *shapes, const GwRecord *record)
{
  if (shapes->has_masks)
    return gw_manifest_masks_has (shapes, record);
  if (!shapes->has_boxes)
    return record->labels->len > 0;
  return record->objects->len > 0 || (record->labeled && record->labels->len == 0);
}

/* Whether an object is a box that the mask does not hold. */
static gboolean
has_box (const GwManifestComposer *shapes, const GwRecord *record)
{
  GwBox box;

  for (guint i = 0; i < record->objects->len; i++)
    {
      GwObject *object = g_ptr_array_index (record->objects, i);

      if (!gw_manifest_masks_take (shapes, object) && gw_manifest_get_box (object, &box))
        return TRUE;
    }

  return FALSE;
}

/* Objects that are not in the one attribute of the lines. */
static guint
count_others (const GwManifestComposer *shapes, const GwRecord *record)
{
  guint n = 0;

  if (!shapes->has_boxes && !shapes->has_masks)
    return record->objects->len;
  for (guint i = 0; shapes->has_masks && i < record->objects->len; i++)
    n += gw_manifest_masks_take (shapes, g_ptr_array_index (record->objects, i)) ? 0 : 1;
  return n;
}

/* What has no place beside the attribute that was asked for. */
static void
measure_alone (const GwManifestComposer *shapes, const GwRecord *record, GwProblems *problems)
{
  guint n_others = count_others (shapes, record);

  if ((shapes->has_boxes || shapes->has_masks) && record->labels->len > 0)
    _gw_report_loss (problems, "loss-labels", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, shapes->head, record, NULL,
                     record->labels->len, _ ("Lines for training have one kind of labels. Image labels are left out."));
  if (n_others > 0)
    _gw_report_loss (problems, "loss-objects", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, shapes->head, record, NULL,
                     n_others, _ ("Lines for training have one kind of labels. Other objects are left out."));
}

void
gw_manifest_channels_measure (const GwManifestComposer *shapes, const GwRecord *record, GwProblems *problems)
{
  if (!has_label (shapes, record) && (is_alone (shapes) || (record->labels->len == 0 && !has_box (shapes, record))))
    _gw_report_loss (problems, "loss-image", GW_SEVERITY_WARNING, GW_OUTCOME_LEFT_OUT, shapes->head, record, NULL, 0,
                     _ ("For training each line needs a label. The image has none and is left out."));
  if (is_alone (shapes))
    measure_alone (shapes, record, problems);
}

/* --- lines -------------------------------------------------------------------------------- */

/* A file has lines of one attribute, as a channel has: the first of a split has its name, others
 * theirs behind it. (nullable) (transfer full)
 */
static char *
find_part (GwManifestChannels *self, const char *split, const char *attribute)
{
  g_autofree char *part = g_strdup (split != NULL ? split : "");
  const char *known;

  for (guint n = 1; (known = g_hash_table_lookup (self->attributes, part)) != NULL && strcmp (known, attribute) != 0;
       n++)
    {
      g_free (part);
      part = n == 1 ? g_strdup_printf ("%s.%s", split != NULL ? split : PLAIN, attribute)
                    : g_strdup_printf ("%s.%s~%u", split != NULL ? split : PLAIN, attribute, n);
    }
  if (known == NULL)
    g_hash_table_insert (self->attributes, g_strdup (part), g_strdup (attribute));

  return *part != '\0' ? g_steal_pointer (&part) : NULL;
}

static gboolean
write_attribute (GwManifestChannels *self, const GwRecord *record, const char *attribute, const GwJsonMembers *line,
                 GError **error)
{
  g_autofree char *metadata = g_strconcat (attribute, "-metadata", NULL);
  const char *const keys[] = { ADDRESS, attribute, metadata };
  g_autoptr (GwJsonMembers) ordered = gw_json_members_new ();
  g_autofree char *text = NULL;
  g_autofree char *part = NULL;
  GOutputStream *stream;

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      gsize length;
      const char *raw = gw_json_members_get (line, keys[i], &length);

      if (raw == NULL)
        return TRUE;
      gw_json_members_set (ordered, keys[i], raw, (gssize) length);
    }
  text = gw_json_members_to_text (ordered);
  part = find_part (self, record->split, attribute);
  stream = gw_split_files_get (self->files, part, NULL, error);

  return stream != NULL && g_output_stream_write_all (stream, text, strlen (text), NULL, NULL, error)
         && g_output_stream_write_all (stream, "\n", 1, NULL, NULL, error);
}

gboolean
gw_manifest_channels_write (GwManifestChannels *self, const GwRecord *record, const GwJsonMembers *line, GError **error)
{
  const GwManifestComposer *composer = self->composer;
  const char *attribute = gw_manifest_composer_get_attribute (composer);

  if (!write_attribute (self, record, attribute, line, error))
    return FALSE;
  if (is_alone (composer))
    return TRUE;
  if (attribute != composer->keys.boxes && has_box (composer, record)
      && !write_attribute (self, record, composer->keys.boxes, line, error))
    return FALSE;
  return attribute == composer->keys.classes || write_attribute (self, record, composer->keys.classes, line, error);
}

/* --- channels.json --------------------------------------------------------------------------- */

/* What training jobs call the parts of a split. */
static const struct
{
  const char *split;
  const char *channel;
} usual[] = { { "training", "train" }, { "val", "validation" }, { "valid", "validation" }, { "testing", "test" } };

#define LONGEST_NAME 64

typedef struct
{
  GwJsonWriter *json;
  GHashTable *attributes; /* of the parts */
  GHashTable *names;      /* set of those taken */
} Channels;

/* Letters, digits, dots, dashes and underscores, as names of channels must be, each its own. */
static char *
make_channel_name (const Channels *channels, const char *split)
{
  g_autofree char *base = g_strndup (split != NULL ? split : PLAIN, LONGEST_NAME - 11);
  char *name;

  for (char *p = base; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '.' && *p != '-' && *p != '_')
      *p = '-';
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    if (strcmp (base, usual[i].split) == 0)
      {
        g_free (base);
        base = g_strdup (usual[i].channel);
        break;
      }
  name = g_strdup (base);
  for (guint n = 2; g_hash_table_contains (channels->names, name); n++)
    {
      g_free (name);
      name = g_strdup_printf ("%s-%u", base, n);
    }
  g_hash_table_add (channels->names, g_strdup (name));

  return name;
}

static void
write_channel (const char *split, const char *file, gpointer data)
{
  const Channels *channels = data;
  GwJsonWriter *json = channels->json;
  g_autofree char *name = make_channel_name (channels, split);

  gw_json_writer_begin_object (json);
  gw_json_writer_key_string (json, "ChannelName", name);
  gw_json_writer_key (json, "DataSource");
  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "S3DataSource");
  gw_json_writer_begin_object (json);
  gw_json_writer_key_string (json, "S3DataType", "AugmentedManifestFile");
  gw_json_writer_key_string (json, "S3Uri", file);
  gw_json_writer_key_string (json, "S3DataDistributionType", "FullyReplicated");
  gw_json_writer_key (json, "AttributeNames");
  gw_json_writer_begin_array (json);
  gw_json_writer_string (json, ADDRESS);
  gw_json_writer_string (json, g_hash_table_lookup (channels->attributes, split != NULL ? split : ""));
  gw_json_writer_end_array (json);
  gw_json_writer_end_object (json);
  gw_json_writer_end_object (json);
  gw_json_writer_key_string (json, "ContentType", "application/x-recordio");
  gw_json_writer_key_string (json, "RecordWrapperType", "RecordIO");
  gw_json_writer_key_string (json, "InputMode", "Pipe");
  gw_json_writer_end_object (json);
}

static gboolean
write_channels (GwManifestChannels *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GwJsonWriter) json = gw_json_writer_new_for_string (text, GW_JSON_WRITER_INDENTED);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Channels channels = { json, self->attributes, names };

  gw_json_writer_begin_object (json);
  gw_json_writer_key (json, "InputDataConfig");
  gw_json_writer_begin_array (json);
  gw_split_files_foreach (self->files, write_channel, &channels);
  gw_json_writer_end_array (json);
  gw_json_writer_end_object (json);
  gw_json_writer_newline (json);
  self->writer->n_files++;

  return gw_json_writer_finish (json, error)
         && gw_folder_writer_write (self->writer->folder, "channels.json", text->str, text->len, error);
}

gboolean
gw_manifest_channels_finish (GwManifestChannels *self, GCancellable *cancellable, GError **error)
{
  return write_channels (self, error) && gw_split_files_close (self->files, cancellable, error);
}
